/** What a file says of itself: it may be passed on without its page, and under another name. */

import { dateOf, exactRange, isoDay, today } from "../kit/format.js";
import { say } from "../kit/wording.js";

/**
 * The money in a drawing.
 * @typedef {object} Money
 * @property {string} currency
 * @property {{label: string, low: number | null, high: number | null}[]} ranges by method, model or place
 * @property {(ranges: string) => string} [said] of what the ranges are, where that is not the whole period
 */

/** Whether the page is of somebody who does not exist. */
export const invented = () => "invented" in document.documentElement.dataset;

/** The day on which a file is made, and where. */
export const madeLine = () => say("picture.made", { day: dateOf(today()) });

/** How far each method reaches, in words; nothing without money. @param {Money} [money] */
export function rangesLine(money) {
  const known = (money?.ranges ?? []).filter(({ low, high }) => low !== null && high !== null);
  const parts = known.map(({ label, low, high }) =>
    say("picture.range", { method: label, range: exactRange(low, high, money.currency) }),
  );
  const said = money?.said ?? ((/** @type {string} */ ranges) => say("picture.ranges", { ranges }));
  return parts.length ? said(parts.join(" · ")) : "";
}

/** @param {Money} [money] */
export const owedLine = (money) => (money ? say("value.not.owed") : "");

/**
 * The columns that every line of a file has, and what stands in them. A line alone must still say it.
 * @param {import("./charts.js").Drawing} drawing
 * @returns {{columns: [string, string][], cells: Record<string, string | number>}}
 */
export function originOf({ period, columns }) {
  const [made, source] = [today(), "Pointeuse"];
  const cells = { periodFrom: isoDay(period.first), periodTo: isoDay(period.last), made, source };
  /** @type {[string, string][]} */
  const always = [
    ["periodFrom", say("csv.from")],
    ["periodTo", say("csv.to")],
    ["made", say("csv.made")],
    ["source", say("csv.source")],
  ];
  /** @type {[string, string][]} */
  const owed = columns.some(([key]) => key === "currency") ? [["owed", say("csv.owed")]] : [];
  /** @type {[string, string][]} */
  const mark = invented() ? [["invented", say("download.invented")]] : [];
  return { columns: [...always, ...owed, ...mark], cells: { ...cells, owed: say("csv.owed.no"), invented: 1 } };
}
