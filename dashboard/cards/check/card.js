/** The estimate from time, and the advertisements that were counted: two roads to the same money, side by side. */

import { drawRanges, rangeAt } from "../../drawing/ranges.js";
import { aboutWithRange } from "../../kit/amounts.js";
import { byId, make, write, writeOrHide } from "../../kit/elements.js";
import { number } from "../../kit/format.js";
import { methodLink } from "../../kit/sentence.js";
import { putTable } from "../../kit/tables.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "check";

const ROADS = {
  F1_gross: (given) => say("check.point.gross", given),
  F1: (given) => say("check.point.tracking", given),
  F5: (given) => say("check.point.counted", given),
};

/** @param {any} check */
export async function show(check) {
  const { platform, currency, period } = check;
  const all = platform.map((name, row) => ({ platform: name, row, ads: check.ads[row] }));
  const both = all.filter(({ row }) => check.F1_gross.central[row] !== null && check.F5.central[row] !== null);
  write("check-summary", summary(all, both));
  writeOrHide("check-unpriced", unpriced(all.filter((one) => !both.includes(one))));
  writeOrHide("check-weak", weak(both.filter(({ row }) => check.weak[row])));
  foldOf("check-table").hidden = both.length === 0;
  showTable(check, both);
  const rows = both.flatMap(({ row, platform: name }) =>
    Object.entries(ROADS).map(([place, label], slot) => ({
      place,
      label: label({ platform: name }),
      slot,
      ...rangeAt(check[place], row),
    })),
  );
  await drawRanges("estimate_and_check", "check", rows, {
    title: say("check.title"),
    heading: say("check.road"),
    currency,
    period,
    legend: [say("check.gross"), say("check.tracking"), say("check.counted")],
  });
}

const foldOf = (id) => /** @type {HTMLElement} */ (byId(id).closest("details"));

function summary(all, both) {
  if (all.length === 0) {
    return say("check.nothing");
  }
  const ads = all.reduce((sum, one) => sum + one.ads, 0);
  return `${sayMany("check.lead", ads)} ${both.length ? say("check.read") : say("check.no_pair")}`;
}

/** What was counted, and has no second road. */
function unpriced(rest) {
  const named = rest.map(({ platform, ads }) => say("check.named", { platform, n: number(ads) })).join(", ");
  return rest.length ? say("check.unpriced", { platforms: named }) : null;
}

/** What is compared by a figure that counts in no method. */
function weak(rows) {
  const named = rows.map(({ platform }) => platform).join(", ");
  return rows.length ? say("check.weak", { platforms: named }) : null;
}

function showTable(check, both) {
  const columns = [
    { title: say("chart.attention.platform") },
    { title: say("check.ads"), numeric: true },
    { title: say("check.gross"), numeric: true },
    { title: say("check.tracking"), numeric: true },
    { title: say("check.counted"), numeric: true },
  ];
  const rows = both.map(({ platform, ads, row }) => [
    platform,
    number(ads),
    ...Object.keys(ROADS).map((road) => cell(road, check, row)),
  ]);
  putTable("check-table", say("check.title"), columns, rows);
}

function cell(road, check, row) {
  const { low, central, high } = rangeAt(check[road], row);
  return central === null
    ? methodLink(road, say("figure.none"))
    : make("span", {}, ...aboutWithRange(low, central, high, check.currency));
}
