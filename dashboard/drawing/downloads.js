/** Take a chart away: its figures as CSV, its picture as SVG or PNG. All are made here, nothing is asked for. */

import { csv } from "./csv.js";
import { byId } from "../kit/elements.js";
import { isoDay } from "../kit/format.js";
import { chartFailed } from "../kit/page.js";
import { picture, pixels } from "./picture.js";
import { save } from "../kit/forms/saving.js";
import { say } from "../kit/wording.js";

const MAKERS = {
  csv: ({ drawing }) => new Blob([csv(withMark(drawing))], { type: "text/csv;charset=utf-8" }),
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

/** Whether the page is of somebody who does not exist. */
const invented = () => "invented" in document.documentElement.dataset;

function fileName({ name, drawing: { period } }, kind) {
  const words = ["pointeuse", ...(invented() ? [say("download.invented")] : []), name];
  return `${words.join("-")}-${isoDay(period.first)}_${isoDay(period.last)}.${kind}`;
}

/** A file may be renamed, so each line of an invented person says it too. */
function withMark({ columns, records, rows }) {
  const lines = records ?? rows;
  return invented()
    ? {
        columns: [...columns, ["invented", say("download.invented")]],
        rows: lines.map((line) => ({ ...line, invented: 1 })),
      }
    : { columns, rows: lines };
}
