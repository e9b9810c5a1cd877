/** What a page shows, in one place: which days, platforms and kinds, under which figures, and how much was watched. */

import { prepareOtherSet, showOtherSet } from "../sets.js";
import { showWatched } from "../watched.js";
import { prepareFilters, showFilters } from "./filters.js";
import { preparePeriod, pressPeriod } from "./period.js";

export function prepareChoices() {
  preparePeriod();
  prepareFilters();
  prepareOtherSet();
}

/** @param {any} overview */
export function showChoices(overview) {
  pressPeriod(overview.period);
  showFilters(overview);
  showOtherSet(overview);
  showWatched(overview);
}
