/** Your data: every act in sight and in hand, what may be added, taken away, taken out or brought back. */

import { prepareAdd, offerKinds } from "./add.js";
import { followAddress } from "./address.js";
import { prepareBackups, showBackups } from "./backups.js";
import { prepareBrowsers, showBrowsers } from "./browsers.js";
import { prepareChoice, showChoice } from "./choice.js";
import { readChoices } from "./choices.js";
import { prepareChosen } from "./chosen.js";
import { byId } from "./elements.js";
import { prepareErase } from "./erase.js";
import { prepareExport } from "./export.js";
import { prepareForget } from "./forget.js";
import { countAgain, prepareLog, quiet, showLog } from "./log.js";
import { failed, shown } from "./page.js";
import { preparePause, showPause } from "./pause.js";
import { prepareRestore } from "./restore.js";
import { prepareRetention, showRetention } from "./retention.js";
import { prepareStrike } from "./strike.js";
import { complain } from "./working.js";
import { keepLanguage } from "./wording.js";

/** Read everything and show it. Only the pause is looked at again by itself: somebody may be choosing rows. */
async function load() {
  await readChoices();
  await Promise.all([showPause(), showBrowsers(), showRetention(), showBackups(), showLists()]);
  shown();
  arrive();
}

async function showLists() {
  showChoice();
  offerKinds();
  await showLog();
}

/** Acts have come or gone by what was done here; the rest of the page says so. */
function changed() {
  const again = [readChoices().then(showLists), showRetention(), showBackups(), showBrowsers()];
  Promise.all(again).catch((error) => complain(byId("log-state"), error));
}

/** Rows that were struck stay in sight with their undo, so the list is left as it is. */
function changedRows() {
  Promise.all([readChoices().then(showChoice), countAgain(), showRetention()]).catch((error) => complain(byId("log-state"), error));
}

let search = location.search;

/** Also told of a step to another section, which changes nothing that is listed. */
function chosen() {
  if (location.search === search) {
    return;
  }
  search = location.search;
  quiet();
  showChoice();
  showLog();
}

/** Go to the section that the address names, which was not shown yet when the page came. */
function arrive() {
  const target = location.hash && byId(location.hash.slice(1));
  if (target) {
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
}

keepLanguage();
prepareChoice();
prepareLog();
prepareChosen();
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
