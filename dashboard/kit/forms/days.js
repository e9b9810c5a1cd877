/** A first and a last day, typed in either order. */

import { byId } from "../elements.js";
import { isoDay, today } from "../format.js";

const FIELDS = ["period-from", "period-until"];
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** @param {(days: {from?: string, until: string}) => void} chosen without `from`: that one day */
export function followDays(chosen) {
  byId("period-days").addEventListener("submit", (event) => {
    event.preventDefault();
    const [from, until] = FIELDS.map((id) => field(id).value).sort();
    chosen(from ? { from, until } : { until });
  });
}

/** Show the days of the page, unless the person is about to choose others. @param {{first: number, last: number}} period */
export function showDays({ first, last }) {
  if (byId("period-days").contains(document.activeElement)) {
    return;
  }
  FIELDS.forEach((id) => (field(id).max = today()));
  [field("period-from").value, field("period-until").value] = [isoDay(first), isoDay(last)];
}
