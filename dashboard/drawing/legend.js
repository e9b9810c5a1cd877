/** The names of a chart's series, each a button that leaves the series out and takes it in again. */

import { byId, make } from "../kit/elements.js";
import { swatch } from "./patterns.js";

/** By card, the names left out. Names, not slots: new acts may change the order, and the choice stays. */
const chosen = new Map();

/**
 * @param {string} id
 * @param {import("./charts.js").Drawing} drawing
 * @param {() => void} redraw
 */
export function showLegend(id, { legend = [], shapes }, redraw) {
  const list = byId(`${id}-legend`);
  const series = seriesOf(legend);
  list.hidden = series.length === 0;
  fit(list, series.length > 1 ? "button" : "span", series.length);
  for (const [index, { label, slot }] of series.entries()) {
    const item = /** @type {HTMLElement} */ (list.children[index].firstElementChild);
    item.replaceChildren(swatch(slot, shapes?.[slot]), label);
    if (series.length > 1) {
      item.setAttribute("aria-pressed", String(!leftOut(id, legend).has(label)));
      item.onclick = () => {
        press(id, legend, label);
        redraw();
      };
    }
  }
}

/** The rows of the series that are shown. @param {string} id @param {import("./charts.js").Drawing} drawing */
export function visible(id, { rows, legend = [] }) {
  const out = leftOut(id, legend);
  return rows.filter((row) => !out.has(legend[row.slot]));
}

/** The series that are shown. @param {string} id @param {(string | null)[]} legend */
export function shownSeries(id, legend = []) {
  const out = leftOut(id, legend);
  return seriesOf(legend).filter(({ label }) => !out.has(label));
}

const seriesOf = (legend) => legend.map((label, slot) => ({ label, slot })).filter(({ label }) => label);

/** What is left out of this legend: never everything, since an empty chart says nothing. */
function leftOut(id, legend) {
  const labels = seriesOf(legend).map(({ label }) => label);
  const out = labels.filter((label) => chosen.get(id)?.has(label));
  return new Set(out.length < labels.length ? out : []);
}

/** Leave it out or take it in; with the last one out, all come back. */
function press(id, legend, label) {
  const out = leftOut(id, legend);
  if (!out.delete(label)) {
    out.add(label);
  }
  chosen.set(id, out);
  chosen.set(id, leftOut(id, legend));
}

/** As many items as series. Those that stay keep the focus. */
function fit(list, tag, count) {
  if (list.firstElementChild?.firstElementChild.localName !== tag) {
    list.replaceChildren();
  }
  while (list.children.length > count) {
    list.lastElementChild.remove();
  }
  while (list.children.length < count) {
    list.append(make("li", {}, make(tag, tag === "button" ? { type: "button" } : {})));
  }
}
