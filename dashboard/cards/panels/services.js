/** What Americans asked to go without a service: one by one, since they have no sum. */

import { aboutWithRange, moneyLink } from "../../kit/amounts.js";
import { byId, make, write } from "../../kit/elements.js";
import { confidence } from "../../kit/confidence.js";
import { withNodes, writeParts } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

const CATEGORIES = {
  search: () => say("welfare.search"),
  email: () => say("welfare.email"),
  maps: () => say("welfare.maps"),
  video: () => say("welfare.video"),
  ecommerce: () => say("welfare.ecommerce"),
  social: () => say("welfare.social"),
  music: () => say("welfare.music"),
  messaging: () => say("welfare.messaging"),
};

/** @param {any} services as columns, the one cap for each of them, and how sure the weakest figure is */
export function showServices({ category, low, central, high, cap, confidence: sure }, currency) {
  const lines = category.map((id, row) => {
    const amount = make("span", {}, ...aboutWithRange(low[row], central[row], high[row], currency));
    return make("li", {}, ...withNodes(say("welfare.line"), { service: CATEGORIES[id]?.() ?? id, amount }));
  });
  byId("panel-F6-services").replaceChildren(...lines);
  byId("panel-F6-sum").hidden = lines.length > 0;
  write("panel-F6-sum", say("figure.none"));
  byId("panel-F6").classList.toggle("unsure", sure === "UNSURE");
  if (!lines.length) {
    write("panel-F6-note", say("panel.welfare.none"));
    return;
  }
  const bound =
    cap === null ? [] : withNodes(say("welfare.cap"), { cap: moneyLink("WELFARE_TEN_GOODS", cap, currency) });
  const weakest = sure ? say("panel.confidence", { word: confidence(sure) }) : "";
  writeParts("panel-F6-note", [`${say("welfare.no_sum")} `, ...bound, ` ${weakest}`]);
}
