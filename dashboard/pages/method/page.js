/** The method page: every model, every figure, every doubt; and the figures that a person puts in their place. */

import { read } from "../../kit/api.js";
import { prepareAssumptions, showAssumptions } from "../../cards/assumptions/card.js";
import { showChanges } from "../../cards/changes/card.js";
import { prepareFigures, showFigures } from "../../cards/figures/card.js";
import { today } from "../../kit/format.js";
import { showModels } from "../../cards/models/card.js";
import { arrive, failed, shown } from "../../kit/page.js";
import { takeAlong } from "../../kit/travel.js";
import { showTwice } from "../../kit/twice.js";
import { keepLanguage, say } from "../../kit/wording.js";

const shownDays = () => `period=month&until=${today()}`;

/** Read everything and show it. The page does not look again by itself: somebody may be typing. */
async function load() {
  const [view, set] = await Promise.all([read(`/v1/view/method?${shownDays()}`), read("/v1/assumptions")]);
  shown();
  showTwice(shownDays(), (given) => say("how.twice", given)).catch(failed);
  showModels(view.body);
  showChanges(view.body);
  showAssumptions(set.body, view.body);
  showFigures(view.body, set.body.set);
}

/** What the methods were called at first: links to them still lead there. */
const RENAMED = { floor: "piece_price", central: "captured", ceiling: "time_at_wage" };
const renamed = RENAMED[location.hash.slice(1)];
if (renamed) {
  history.replaceState(null, "", `#${renamed}`);
}

keepLanguage();
takeAlong();
prepareAssumptions(load);
prepareFigures(load);
window.addEventListener("hashchange", arrive);
load().then(arrive, failed);
