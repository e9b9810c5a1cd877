/** Prompts and choices for an AI, at what the market pays and at the wage. Two answers, never added. */

import { drawRanges, rangeAt, tabulate } from "../../drawing/ranges.js";
import { byId, make, write } from "../../kit/elements.js";
import { number } from "../../kit/format.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "labour";

const [MARKET, WAGE] = [0, 1];
const ROADS = {
  prompt_licence: { slot: MARKET, label: () => say("both.prompt_licence"), none: () => say("both.licence.none") },
  prompt_wage: { slot: WAGE, label: () => say("both.prompt_wage"), none: () => say("both.wage.none") },
  preference_market: { slot: MARKET, label: () => say("both.preference_market"), none: () => say("both.market.none") },
  preference_wage: { slot: WAGE, label: () => say("both.preference_wage"), none: () => say("both.read.none") },
};

/** @param {any} labour */
export async function show({ both_ways: both, currency, period }) {
  const { prompt, preference } = both.n;
  byId("both-ways").hidden = !(prompt || preference);
  if (!(prompt || preference)) {
    return;
  }
  write("both-ways-summary", summary(both.n));
  const rows = rowsOf(both);
  const reasons = rows
    .filter(({ central }) => central === null)
    .map(({ label, why }) => make("li", {}, `${label}: ${why}`));
  byId("both-ways-none").replaceChildren(...reasons);
  byId("both-ways-none").hidden = reasons.length === 0;
  write("both-ways-lengths", prompt ? lengths(both.lengths, prompt) : "");
  tabulate("both-ways-table", say("both.title"), say("both.road"), rows, currency);
  await drawRanges("ai_both_ways", "both-ways", rows, {
    title: say("both.title"),
    heading: say("both.road"),
    currency,
    period,
    legend: [say("both.market"), say("both.wage")],
  });
}

function summary({ prompt, preference }) {
  const parts = [
    ...(prompt ? [sayMany("both.prompts", prompt)] : []),
    ...(preference ? [sayMany("both.choices", preference)] : []),
  ];
  return say("both.lead", { what: parts.join(say("both.and")) });
}

const rowsOf = (both) =>
  both.road.map((place, row) => {
    const { slot, label, none } = ROADS[place];
    const why = both.known[row] ? none() : say("figure.not_here");
    return { place, slot, label: label(), why, ...rangeAt(both, row) };
  });

/** How many prompts have a length class, and what is taken for the others. */
function lengths({ short, medium, long }, prompts) {
  const noted = short + medium + long;
  if (noted === 0) {
    return say("both.lengths.none");
  }
  const given = { short, medium, long, rest: prompts - noted };
  return say("both.lengths", Object.fromEntries(Object.entries(given).map(([name, n]) => [name, number(n)])));
}
