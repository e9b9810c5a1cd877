/** The figures that tell series apart without their colours: on the page by charts.css, in a picture by this. */

import { byId } from "../kit/elements.js";

/** Points are told apart by these, as dashboard/charts have them: paths around 0, 0. */
const SHAPES = {
  circle: "M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0Z",
  diamond: "M0 -6 6 0 0 6 -6 0Z",
  square: "M-4.5 -4.5H4.5V4.5H-4.5Z",
};

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function draws(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(byId("patterns").namespaceURI, tag));
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** A square of the series' colour and figure, or its shape on a piece of its line. @param {string} [shape] */
export function swatch(slot, shape) {
  return draws(
    "svg",
    { class: `swatch slot-${slot}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    sample(slot, shape),
  );
}

/** What a swatch shows, in a box of 16 by 16. @param {number} slot @param {string} [shape] */
export function sample(slot, shape) {
  if (!shape) {
    return draws("rect", { width: 16, height: 16, rx: 3, fill: paint(slot) });
  }
  const line = draws("path", { d: "M0 8H16", stroke: "currentColor", "stroke-width": 2 });
  return draws("g", {}, line, draws("path", { d: SHAPES[shape], transform: "translate(8 8)", fill: "currentColor" }));
}

/** The first slot is plain. @param {number} slot */
export const paint = (slot) => (slot === 0 ? "currentColor" : `url(#slot-${slot})`);

/** Copies of the page's patterns, to be coloured by whoever takes them away. @returns {SVGElement[]} */
export function patterns() {
  return /** @type {SVGElement[]} */ (
    [...byId("patterns").querySelectorAll("pattern")].map((one) => one.cloneNode(true))
  );
}
