/** Sentences with elements in them: an amount that leads to its method, in the middle of a text. */

import { byId, make } from "./elements.js";

/**
 * Put `nodes` where a text holds their {names}.
 * @param {string} text
 * @param {Record<string, Node | string>} nodes
 * @returns {(Node | string)[]}
 */
export function withNodes(text, nodes) {
  return text.split(/(\{\w+\})/).map((part) => nodes[part.slice(1, -1)] ?? part);
}

/** Write a sentence with elements. @param {string} id */
export function writeSentence(id, text, nodes) {
  writeParts(id, withNodes(text, nodes));
}

/** Write words and elements, unless they stand there already: a link keeps its focus. @param {string} id */
export function writeParts(id, parts) {
  const place = byId(id);
  const wanted = /** @type {HTMLElement} */ (place.cloneNode(false));
  wanted.append(...parts);
  if (!place.isEqualNode(wanted)) {
    place.replaceChildren(...wanted.childNodes);
  }
}

/** What leads to a model or a figure of the method page. @param {string} place @param {string} text */
export const methodLink = (place, text) =>
  /** @type {HTMLAnchorElement} */ (make("a", { href: `/method#${place}`, class: "figure-link" }, text));
