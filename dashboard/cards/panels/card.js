/** Other questions than the three methods ask. Each answer stands alone: nothing here is ever added. */

import { confidence } from "../../kit/confidence.js";
import { aboutMoney, amountWithRange } from "../../kit/amounts.js";
import { byId, make, write } from "../../kit/elements.js";
import { money } from "../../kit/format.js";
import { prepareScenario, showScenario } from "./scenario.js";
import { showServices } from "./services.js";
import { withNodes, writeParts } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

export const view = "overview";
export const prepare = prepareScenario;

const PANELS = ["F4", "F5", "F7", "F8"];
/** Why there is no figure, where that is worth more than saying so. */
const NONE = {
  F4: () => say("panel.labels.none"),
  F5: () => say("panel.advertising.none"),
  F7: () => say("panel.dividend.none"),
  F8: () => say("panel.optout.none"),
};

/** @param {any} overview */
export function show({ panels, services, currency, scenario, why_not: whyNot }) {
  for (const id of PANELS) {
    const found = panels[id];
    const sure = found?.confidence ? say("panel.confidence", { word: confidence(found.confidence) }) : none(id, whyNot);
    writeParts(`panel-${id}-sum`, found ? amount(found, currency) : [say("figure.none")]);
    write(`panel-${id}-note`, sure);
    byId(`panel-${id}`).classList.toggle("unsure", found?.confidence === "UNSURE");
  }
  showServices(services, currency);
  showScenario(scenario, currency);
}

function none(id, whyNot) {
  return id === "F8" && whyNot.F8 ? say("panel.optout.minor") : NONE[id]();
}

/** Zero is an answer: there was nothing to price, or the lowest price is none. No figure is none. */
function amount({ low, central, high }, currency) {
  if (low === 0 && high > 0) {
    const range = say("figure.range", { from: say("panel.nothing"), to: money(high, currency) });
    return withNodes(say("panel.amount"), { about: make("span", {}, ...aboutMoney(central, currency)), range });
  }
  return amountWithRange({ low, central, high }, currency);
}
