/** Where the time went: minutes in the foreground, platform by platform. */

import { drawChart } from "../../drawing/charts.js";
import { write } from "../../kit/elements.js";
import { number, share, time } from "../../kit/format.js";
import { failed } from "../../kit/page.js";
import { putTable } from "../../kit/tables.js";
import { showTwice } from "../../kit/twice.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "overview";

const MOST_BARS = 10;
const MINUTE_MS = 60_000;

/** @param {any} overview @param {import("../../kit/cards.js").Page} page */
export function show(overview, page) {
  showTwice(page.query()).catch(failed);
  const [rows, total] = [rowsOf(overview), overview.total];
  write("attention-summary", summary(rows, total.ms));
  const columns = [
    { title: say("chart.attention.platform") },
    { title: say("chart.attention.time"), numeric: true },
    { title: say("attention.share"), numeric: true },
  ];
  const written = rows.map((row) => [row.platform, time(row.ms), share(row.ms / total.ms)]);
  putTable("attention-table", say("attention.title"), columns, written);
}

/** @param {any} overview */
export function draw(overview) {
  const rows = shown(rowsOf(overview));
  const all = overview.total.ms;
  return drawChart("attention_by_platform", "attention", {
    rows: rows.map(({ platform, ms }) => ({ platform, minutes: ms / MINUTE_MS, ms })),
    columns: [
      ["platform", say("chart.attention.platform")],
      ["ms", say("csv.ms")],
    ],
    records: rowsOf(overview),
    title: say("attention.title"),
    period: overview.period,
    point: ({ platform, ms }) => say("point.attention", { platform, time: time(ms), share: share(ms / all) }),
  });
}

/** The longest first. */
function rowsOf({ attention, names }) {
  const rows = attention.platform.map((code, row) => ({
    platform: names.platform_labels[code],
    ms: attention.ms[row],
  }));
  return rows.sort((a, b) => b.ms - a.ms);
}

function shown(rows) {
  if (rows.length <= MOST_BARS) {
    return rows;
  }
  const rest = rows.slice(MOST_BARS - 1);
  const ms = rest.reduce((sum, row) => sum + row.ms, 0);
  return [...rows.slice(0, MOST_BARS - 1), { platform: sayMany("attention.rest", rest.length), ms }];
}

function summary(rows, ms) {
  if (!rows.length) {
    return say("attention.none");
  }
  const [first] = rows;
  const given = { all: time(ms), platform: first.platform, time: time(first.ms), share: share(first.ms / ms) };
  return sayMany("attention.lead", rows.length, { ...given, platforms: number(rows.length) });
}
