/** The method page: every model, every figure, every doubt; and the figures that a person puts in their place. */

import { read } from "../../kit/api.js";
import { prepareAssumptions, showAssumptions } from "../../cards/assumptions/card.js";
import { byId } from "../../kit/elements.js";
import { prepareFigures, showFigures } from "../../cards/figures/card.js";
import { today } from "../../kit/format.js";
import { showModels } from "../../cards/models/card.js";
import { failed, shown } from "../../kit/page.js";
import { keepLanguage } from "../../kit/wording.js";

/** Read everything and show it. The page does not look again by itself: somebody may be typing. */
async function load() {
  const [view, set] = await Promise.all([
    read(`/v1/view/method?period=month&until=${today()}`),
    read("/v1/assumptions"),
  ]);
  shown();
  showModels(view.body);
  showAssumptions(set.body, view.body);
  showFigures(view.body, set.body.set);
}

/** Go to what the address names; it may be folded away. */
function arrive() {
  const target = byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) {
    return;
  }
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.setAttribute("open", "");
  }
  target.hidden = false;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

keepLanguage();
prepareAssumptions(load);
prepareFigures(load);
window.addEventListener("hashchange", arrive);
load().then(arrive, failed);
