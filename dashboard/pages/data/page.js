/** Your data: every act in sight and in hand, what may be added, taken away, taken out or brought back. */

import { prepareAdd, offerKinds } from "../../cards/add/card.js";
import { followAddress } from "../../kit/address.js";
import { prepareBackups, showBackups } from "../../cards/backups/card.js";
import { prepareBrowsers, showBrowsers } from "../../cards/browsers/card.js";
import { prepareSelection, showSelection } from "../../kit/acts/selection.js";
import { readNames } from "../../kit/acts/names.js";
import { prepareTicks } from "../../kit/acts/ticked.js";
import { byId } from "../../kit/elements.js";
import { prepareErase } from "../../cards/log/erase.js";
import { prepareExport } from "../../cards/log/export.js";
import { prepareForget } from "../../cards/forget/card.js";
import { countAgain, prepareLog, quiet, showLog } from "../../cards/log/card.js";
import { arrive, failed, shown } from "../../kit/page.js";
import { preparePause, showPause } from "../../cards/pause/card.js";
import { prepareRestore } from "../../cards/restore/card.js";
import { prepareRetention, showRetention } from "../../cards/retention/card.js";
import { prepareStrike } from "../../kit/acts/strike.js";
import { complain } from "../../kit/forms/busy.js";
import { takeAlong } from "../../kit/travel.js";
import { keepLanguage } from "../../kit/wording.js";

/** Read everything and show it. Only the pause is looked at again by itself: somebody may be ticking rows. */
async function load() {
  await readNames();
  await Promise.all([showPause(), showBrowsers(), showRetention(), showBackups(), showLists()]);
  shown();
  arrive();
}

async function showLists() {
  showSelection();
  offerKinds();
  await showLog();
}

/** Acts have come or gone by what was done here; the rest of the page says so. */
function changed() {
  const again = [readNames().then(showLists), showRetention(), showBackups(), showBrowsers()];
  Promise.all(again).catch((error) => complain(byId("log-state"), error));
}

/** Rows that were struck stay in sight with their undo, so the list is left as it is. */
function changedRows() {
  Promise.all([readNames().then(showSelection), countAgain(), showRetention()]).catch((error) =>
    complain(byId("log-state"), error),
  );
}

let search = location.search;

/** Also told of a step to another section, which changes nothing that is listed. */
function chosen() {
  if (location.search === search) {
    return;
  }
  search = location.search;
  quiet();
  showSelection();
  showLog();
}

keepLanguage();
takeAlong();
prepareSelection();
prepareLog();
prepareTicks();
prepareStrike(changedRows);
prepareAdd(changed);
prepareForget(changed);
prepareErase(changed);
prepareExport();
prepareRestore(changed);
preparePause();
prepareBrowsers();
prepareRetention(changed);
prepareBackups(changed);
followAddress(chosen);
load().catch(failed);
