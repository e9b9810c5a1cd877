/** Which days, platforms and kinds the page shows, under which figures, and how much was counted in them. */

import { byId, write, writeOrHide } from "../../kit/elements.js";
import { prepareFilters, showFilters } from "../../kit/forms/filters.js";
import { preparePeriod, pressPeriod } from "../../kit/forms/period.js";
import { time } from "../../kit/format.js";
import { prepareOtherSet, showOtherSet } from "../../kit/sets.js";
import { showWatched } from "../../kit/watched.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "overview";

export function prepare() {
  preparePeriod();
  prepareFilters();
  prepareOtherSet();
}

/** @param {any} overview */
export function show(overview) {
  const { period, total } = overview;
  byId("period-never").hidden = overview.ever;
  writeOrHide("period-nothing", nothing(overview));
  write("period-counted", sayMany("period.counted", total.acts, { time: time(total.ms) }));
  pressPeriod(period);
  showFilters(overview);
  showOtherSet(overview);
  showWatched(overview);
}

function nothing({ ever, filtered, total }) {
  if (!ever || total.acts || total.ms || total.task_ms) {
    return null;
  }
  return filtered ? say("period.nothing.chosen") : say("period.nothing");
}
