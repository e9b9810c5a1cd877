/** Which days, platforms and kinds the page shows, and how much was counted in them. */

import { byId, write } from "../../kit/elements.js";
import { prepareFilters, showFilters } from "../../kit/forms/filters.js";
import { preparePeriod, pressPeriod } from "../../kit/forms/period.js";
import { time } from "../../kit/format.js";
import { sayMany } from "../../kit/wording.js";

export const view = "overview";

export function prepare() {
  preparePeriod();
  prepareFilters();
}

/** @param {any} overview */
export function show(overview) {
  const { period, total, ever } = overview;
  const isEmpty = total.acts === 0 && total.ms === 0 && total.task_ms === 0;
  byId("period-never").hidden = ever;
  byId("period-nothing").hidden = !ever || !isEmpty;
  write("period-counted", sayMany("period.counted", total.acts, { time: time(total.ms) }));
  pressPeriod(period);
  showFilters(overview);
}
