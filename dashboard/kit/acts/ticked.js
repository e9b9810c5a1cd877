/** The rows that are chosen with their boxes: one, a stretch of them with Shift, or all that are shown. */

import { byId, make } from "../elements.js";
import { sayMany } from "../wording.js";

/** @typedef {{act: any, box: HTMLInputElement}} Choosable */

/** @type {Map<HTMLElement, Choosable>} in the order of the list */
const rows = new Map();
let latest = null;

const every = () => /** @type {HTMLInputElement} */ (byId("log-every"));

export function prepareTicks() {
  every().addEventListener("change", () => choose(every().checked));
  byId("choose-none").addEventListener("click", () => {
    choose(false);
    every().focus({ preventScroll: true });
  });
}

/** The box that chooses a row. @param {HTMLElement} row @param {any} act @param {string} name */
export function tickBox(row, act, name) {
  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "aria-label": name }));
  rows.set(row, { act, box });
  box.addEventListener("click", (event) => {
    stretch(event.shiftKey ? latest : row, row);
    latest = row;
    showTicks();
  });
  return box;
}

function stretch(first, last) {
  const all = [...rows.keys()];
  const [from, to] = [Math.max(0, all.indexOf(first ?? last)), all.indexOf(last)].sort((a, b) => a - b);
  all.slice(from, to + 1).forEach((row) => (rows.get(row).box.checked = rows.get(last).box.checked));
}

/** @returns {HTMLElement[]} */
export const tickedRows = () => [...rows].filter(([, { box }]) => box.checked).map(([row]) => row);

/** @param {HTMLElement} row */
export const actOf = (row) => rows.get(row).act;

/** Whether a row may be chosen: one that was struck may not. @param {HTMLElement} row @param {boolean} may */
export function allow(row, may) {
  const { box } = rows.get(row);
  box.checked = false;
  box.disabled = !may;
  showTicks();
}

/** Say how many are chosen, after rows have come or gone. */
export function showTicks() {
  [...rows.keys()].filter((row) => !row.isConnected).forEach((row) => rows.delete(row));
  const open = [...rows.values()].filter(({ box }) => !box.disabled).length;
  const count = tickedRows().length;
  every().checked = count > 0 && count === open;
  every().indeterminate = count > 0 && count < open;
  byId("strike-chosen").hidden = byId("choose-none").hidden = count === 0;
  byId("strike-chosen").textContent = count ? sayMany("data.strike.chosen", count) : "";
}

function choose(checked) {
  rows.forEach(({ box }) => (box.checked = checked && !box.disabled));
  showTicks();
}
