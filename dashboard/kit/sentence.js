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

/** Write a sentence with elements, unless it stands there already: a link keeps its focus. @param {string} id */
export function writeSentence(id, text, nodes) {
  const parts = withNodes(text, nodes);
  const words = parts.map((part) => (part instanceof Node ? part.textContent : part)).join("");
  if (byId(id).textContent !== words) {
    byId(id).replaceChildren(...parts);
  }
}

/** What leads to a model or a figure of the method page. @param {string} place @param {string} text */
export const methodLink = (place, text) => make("a", { href: `/method#${place}`, class: "figure-link" }, text);
