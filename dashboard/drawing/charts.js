/** Draw a spec with data given by name. No chart can fetch, and no text from data becomes code or markup. */

import { offerDownloads } from "./downloads.js";
import { byId, make, writeOrHide } from "../kit/elements.js";
import { showLegend, visible } from "./legend.js";
import { chartFailed } from "../kit/page.js";
import { followPoints } from "./points.js";
import { numbered, viewOf } from "./vega.js";
import { say } from "../kit/wording.js";

/**
 * What a chart shows. `rows` have the columns that the `_chart.py` of its card names, in reading order; `records`
 * are what the CSV holds instead, where the chart merges or shifts something.
 * @typedef {object} Drawing
 * @property {any[]} rows
 * @property {[string, string][]} columns key and heading of each column of the CSV, raw values
 * @property {any[]} [records]
 * @property {string} title
 * @property {{first: number, last: number}} period days since 1970-01-01
 * @property {(string | null)[]} [legend] by slot; null or nothing where a slot stands for no series
 * @property {string[]} [shapes] by slot, where the marks are points
 * @property {(row: any) => string} point what is said of one mark
 * @property {string | null} [axis] what the axis counts
 * @property {string} [note] where the figures are from, for the picture
 * @property {import("./origin.js").Money} [money] where there are amounts: files say whose and that nobody owes them
 */

const views = new Map();

/**
 * Draw the chart called `name` in the card with this id, or hide it when there is nothing.
 * @param {string} name
 * @param {string} id
 * @param {Drawing} drawing
 */
export async function drawChart(name, id, drawing) {
  const nothing = drawing.rows.length === 0;
  byId(`${id}-chart`).hidden = nothing;
  writeOrHide(`${id}-axis`, nothing ? null : (drawing.axis ?? null));
  showLegend(id, nothing ? { ...drawing, legend: [] } : drawing, () => drawChart(name, id, drawing).catch(chartFailed));
  offerDownloads(id, name, drawing);
  if (!nothing) {
    await fill(name, id, visible(id, drawing), drawing.point);
  }
}

async function fill(name, id, rows, point) {
  const view = await ready(name, id);
  await view.signal("text", textSize()).data(name, numbered(rows)).resize().runAsync();
  followPoints(byId(`${id}-chart`), rows, point);
}

/** The view in a card: made once, and again when another chart takes its place. */
function ready(name, id) {
  const old = views.get(id);
  if (old?.name !== name) {
    old?.view.then((view) => view.finalize());
    const view = begin(name, byId(`${id}-chart`));
    view.catch(() => views.delete(id));
    views.set(id, { name, view });
  }
  return views.get(id).view;
}

function begin(name, box) {
  const inside = make("div", { "aria-hidden": "true" }, make("p", { class: "waiting" }, say("page.drawing")));
  box.replaceChildren(inside);
  return viewOf(name, inside);
}

/** Three quarters of the page's own text size, which grows on very wide screens. */
function textSize() {
  return Math.round(0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize));
}
