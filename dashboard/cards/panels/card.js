/** Other questions than the three methods ask. Each answer stands alone: nothing here is ever added. */

import { confidence } from "../../kit/confidence.js";
import { aboutWithRange } from "../../kit/amounts.js";
import { byId, write } from "../../kit/elements.js";
import { prepareScenario, showScenario } from "./scenario.js";
import { writeParts } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

export const view = "overview";
export const prepare = prepareScenario;

const PANELS = ["F4", "F5", "F6", "F7", "F8"];
/** Why there is no figure, where that is worth more than saying so. */
const NONE = {
  F4: () => say("panel.labels.none"),
  F5: () => say("panel.advertising.none"),
  F6: () => say("panel.welfare.none"),
  F7: () => say("panel.dividend.none"),
  F8: () => say("panel.optout.none"),
};

/** @param {any} overview */
export function show({ panels, currency, scenario }) {
  for (const id of PANELS) {
    const found = panels[id];
    const sure = found?.confidence ? say("panel.confidence", { word: confidence(found.confidence) }) : NONE[id]();
    writeParts(`panel-${id}-sum`, found ? amount(found, currency) : [say("figure.none")]);
    write(`panel-${id}-note`, sure);
    byId(`panel-${id}`).classList.toggle("unsure", found?.confidence === "UNSURE");
  }
  showScenario(scenario, currency);
}

/** Zero is an answer: there was nothing to price. No figure is none. */
function amount({ low, central, high }, currency) {
  if (high === 0) {
    return [say("figure.zero")];
  }
  return aboutWithRange(low, central, high, currency);
}
