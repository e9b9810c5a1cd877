/** What `captured` is the sum of: three pieces, each act in one of them. */

import { drawRanges, rangeAt, tabulate } from "../../drawing/ranges.js";
import { amountWithRange } from "../../kit/amounts.js";
import { write, writeOrHide } from "../../kit/elements.js";
import { writeParts } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

export const view = "overview";

const PLACES = { revenue: "F1", tasks: "task_wage", text: "prompt_licence" };
const LABELS = {
  revenue: () => say("pieces.revenue"),
  tasks: () => say("pieces.tasks"),
  text: () => say("pieces.text"),
};
/** Why a piece has no figure. */
const NONE = {
  revenue: () => say("pieces.revenue.none"),
  tasks: () => say("pieces.tasks.none"),
  text: () => say("pieces.text.none"),
};

/** @param {any} overview */
export function show({ captured, currency }) {
  const rows = rowsOf(captured);
  const missing = rows.filter(({ central }) => central === null);
  write("pieces-summary", missing.length ? say("pieces.lead.some") : say("pieces.lead"));
  for (const row of rows) {
    writeParts(`piece-${row.id}`, amountWithRange(row, currency));
    writeOrHide(`piece-${row.id}-why`, row.central === null ? NONE[row.id]() : null);
  }
  tabulate("pieces-table", say("pieces.title"), say("pieces.piece"), rows, currency);
}

/** @param {any} overview */
export const draw = ({ captured, currency, period }) =>
  drawRanges("captured_pieces", "pieces", rowsOf(captured), {
    title: say("pieces.title"),
    heading: say("pieces.piece"),
    currency,
    period,
  });

const rowsOf = (pieces) =>
  pieces.piece.map((id, row) => ({ id, place: PLACES[id], label: LABELS[id](), slot: 0, ...rangeAt(pieces, row) }));
