/** How many rules have seen anything, beside every total: without its coverage it would read as "you worked less". */

import { write } from "./elements.js";
import { number } from "./format.js";
import { say, sayMany } from "./wording.js";

/** @param {any} overview */
export function showWatched({ coverage }) {
  const { platform, rule, acts } = coverage.rules;
  const names = rule.map((id, row) => `${platform[row]} ${id}`);
  const fired = new Set(names.filter((_, row) => acts[row] > 0)).size;
  const given = { all: number(new Set(names).size) };
  write("watched", fired ? sayMany("coverage.short", fired, given) : say("coverage.none", given));
}
