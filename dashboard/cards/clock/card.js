/** The time card: today, the period with its filters, how it was before, whether something runs and who sends. */

import { write } from "../../kit/elements.js";
import { prepareFilters, showFilters } from "../../kit/forms/filters.js";
import { preparePeriod } from "../../kit/forms/period.js";
import { number } from "../../kit/format.js";
import { say, sayMany } from "../../kit/wording.js";
import { showBefore } from "./before.js";
import { showHeader } from "./header.js";
import { showRecording } from "./recording.js";
import { showSitting } from "./sitting.js";

export const view = "overview";

export function prepare() {
  preparePeriod();
  prepareFilters();
}

/** @param {any} overview */
export function show(overview) {
  showHeader(overview);
  showSitting(overview);
  showBefore(overview);
  showFilters(overview);
  showRecording(overview);
  showWatched(overview.coverage.rules);
}

/** How many rules have seen anything: a total without its coverage would read as "you worked less". */
function showWatched({ platform, rule, acts }) {
  const names = rule.map((id, row) => `${platform[row]} ${id}`);
  const fired = new Set(names.filter((_, row) => acts[row] > 0)).size;
  const given = { all: number(new Set(names).size) };
  write("watched", fired ? sayMany("coverage.short", fired, given) : say("coverage.none", given));
}
