/** The time card: today, the period with its filters, how it was before, whether something runs and who sends. */

import { prepareFilters, showFilters } from "../../kit/forms/filters.js";
import { preparePeriod } from "../../kit/forms/period.js";
import { prepareOtherSet, showOtherSet } from "../../kit/sets.js";
import { showWatched } from "../../kit/watched.js";
import { showBefore } from "./before.js";
import { showHeader } from "./header.js";
import { showRecording } from "./recording.js";
import { showSitting } from "./sitting.js";

export const view = "overview";

export function prepare() {
  preparePeriod();
  prepareFilters();
  prepareOtherSet();
}

/** @param {any} overview */
export function show(overview) {
  showHeader(overview);
  showSitting(overview);
  showBefore(overview);
  showFilters(overview);
  showRecording(overview);
  showOtherSet(overview);
  showWatched(overview);
}
