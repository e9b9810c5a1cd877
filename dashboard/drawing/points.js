/** The points of a chart, one by one: under the pointer, or with the arrow keys. Both give the same words. */

import { make } from "../kit/elements.js";
import { announce } from "../kit/page.js";

const STEPS = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};
/** A line is one mark for many rows; its points have marks of their own. */
const WHOLE = new Set(["line", "area", "trail", "group"]);
const GAP = 8;

const tip = make("p", { class: "tip", "aria-hidden": "true", hidden: "" });
const walks = new WeakMap();
/** The chart that the one tip belongs to now: others are drawn again meanwhile, and leave it alone. */
let owner = null;

/**
 * Follow pointer and keys over the marks that stand for `rows`.
 * @param {HTMLElement} box
 * @param {any[]} rows
 * @param {(row: any) => string} point
 */
export function followPoints(box, rows, point) {
  if (!walks.has(box)) {
    listen(box);
  }
  const before = walks.get(box);
  walks.set(box, { at: null, marks: marksOf(box), rows, point });
  if (before && before.at !== null && document.activeElement === box) {
    show(box, Math.min(before.at, rows.length - 1));
  } else {
    leave(box);
  }
}

function listen(box) {
  document.body.append(tip);
  box.addEventListener("keydown", (event) => walk(box, event));
  box.addEventListener("blur", () => leave(box));
  box.addEventListener("pointerover", (event) => hover(box, event));
  box.addEventListener("pointerleave", () => leave(box));
}

/** The elements of each row, by its place. Vega ties each element to its item. */
function marksOf(box) {
  const found = new Map();
  for (const element of box.querySelectorAll("svg .role-mark *")) {
    const item = element.__data__;
    if (item && !WHOLE.has(item.mark.marktype) && Number.isInteger(item.datum?.row)) {
      found.set(item.datum.row, [...(found.get(item.datum.row) ?? []), element]);
    }
  }
  return found;
}

function walk(box, event) {
  if (event.key === "Escape") {
    leave(box);
  } else if (event.key in STEPS) {
    event.preventDefault();
    const { at } = walks.get(box);
    go(box, at, STEPS[event.key]);
  }
}

/** One step, or to an end; the first key stands on the first point. */
function go(box, at, step) {
  const places = [...walks.get(box).marks.keys()].sort((a, b) => a - b);
  const from = at === null ? (step > 0 ? -1 : 1) : places.indexOf(at);
  const to = Math.min(Math.max(from + step, 0), places.length - 1);
  if (places.length) {
    show(box, places[to]);
    announce(said(box, places[to]));
  }
}

function hover(box, event) {
  const place = event.target.__data__?.datum?.row;
  if (walks.get(box).marks.get(place)?.includes(event.target)) {
    show(box, place);
  } else {
    leave(box);
  }
}

const said = (box, place) => walks.get(box).point(walks.get(box).rows[place]);

function show(box, place) {
  const walk = walks.get(box);
  const frame = around(walk.marks.get(place));
  walk.at = place;
  owner = box;
  ring(box, frame);
  tip.textContent = said(box, place);
  tip.hidden = false;
  beside(frame);
}

function leave(box) {
  walks.get(box).at = null;
  box.querySelector(".ring")?.remove();
  tip.hidden ||= owner === box;
}

/** The smallest frame that holds all marks of a row. */
function around(elements) {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((one) => one.left)), Math.min(...boxes.map((one) => one.top))];
  const [right, bottom] = [Math.max(...boxes.map((one) => one.right)), Math.max(...boxes.map((one) => one.bottom))];
  return { left, top, right, bottom };
}

function ring(box, frame) {
  const ring = box.querySelector(".ring") ?? make("div", { class: "ring", "aria-hidden": "true" });
  const outer = box.getBoundingClientRect();
  ring.style.left = `${frame.left - outer.left}px`;
  ring.style.top = `${frame.top - outer.top}px`;
  ring.style.width = `${frame.right - frame.left}px`;
  ring.style.height = `${frame.bottom - frame.top}px`;
  box.append(ring);
}

/** Beside the mark: under it, or above where there is no room, and never out of the page. */
function beside(frame) {
  const edge = document.documentElement.clientWidth - tip.offsetWidth - GAP;
  const middle = (frame.left + frame.right - tip.offsetWidth) / 2;
  const above = frame.bottom + GAP + tip.offsetHeight > window.innerHeight;
  tip.style.left = `${scrollX + Math.max(GAP, Math.min(middle, edge))}px`;
  tip.style.top = `${scrollY + (above ? frame.top - tip.offsetHeight - GAP : frame.bottom + GAP)}px`;
}
