/** Take a chart away: its figures as CSV, its picture as SVG or PNG. All are made here, nothing is asked for. */

import { csv } from "./csv.js";
import { byId } from "../kit/elements.js";
import { isoDay } from "../kit/format.js";
import { chartFailed } from "../kit/page.js";
import { invented, originOf } from "./origin.js";
import { picture, pixels } from "./picture.js";
import { save } from "../kit/forms/saving.js";
import { say } from "../kit/wording.js";

const MAKERS = {
  csv: ({ drawing }) => new Blob([csv(withOrigin(drawing))], { type: "text/csv;charset=utf-8" }),
  svg: async (chart) => new Blob([(await picture(chart)).text], { type: "image/svg+xml" }),
  png: async (chart) => pixels(await picture(chart)),
};
const charts = new Map();

/** @param {string} id @param {string} name @param {import("./charts.js").Drawing} drawing */
export function offerDownloads(id, name, drawing) {
  byId(`${id}-downloads`).hidden = drawing.rows.length === 0;
  if (!charts.has(id)) {
    byId(`${id}-downloads`).addEventListener("click", (event) => pressed(id, event));
  }
  charts.set(id, { id, name, drawing });
}

function pressed(id, event) {
  const kind = event.target.dataset.download;
  if (kind) {
    const chart = charts.get(id);
    Promise.resolve(MAKERS[kind](chart)).then((made) => save(made, fileName(chart, kind)), chartFailed);
  }
}

function fileName({ name, drawing: { period } }, kind) {
  const words = ["pointeuse", ...(invented() ? [say("download.invented")] : []), name];
  return `${words.join("-")}-${isoDay(period.first)}_${isoDay(period.last)}.${kind}`;
}

/** A file may be renamed, and a line be copied: each says of what it is. */
function withOrigin(drawing) {
  const { columns, cells } = originOf(drawing);
  return {
    columns: [...drawing.columns, ...columns],
    rows: (drawing.records ?? drawing.rows).map((line) => ({ ...line, ...cells })),
  };
}
