/** Blocks of a picture one under the other. SVG breaks no lines by itself, so words are measured here. */

import { draws } from "./patterns.js";

export const FONT = "system-ui, sans-serif";
const LEADING = 1.4;
const SWATCH = 16;
const pen = document.createElement("canvas").getContext("2d");

/**
 * @typedef {{node: SVGElement | null, height: number}} Block
 * @typedef {{size: number, fill: string, weight?: number}} Style
 */

/** Room between two blocks. @param {number} height @returns {Block} */
export const gap = (height) => ({ node: null, height });

/** Put blocks under each other. @param {Block[]} blocks @param {number} left @param {number} top */
export function under(blocks, left, top) {
  let y = top;
  const nodes = [];
  for (const { node, height } of blocks) {
    if (node) {
      nodes.push(draws("g", { transform: `translate(${left} ${y})` }, node));
    }
    y += height;
  }
  return { nodes, height: y };
}

/** A text, broken where it is wider than `width`; no text takes no room. @param {Style} style @returns {Block} */
export function lines(text, width, style) {
  const broken = text ? breakUp(text, width, style) : [];
  const spans = broken.map((line, index) => draws("tspan", { x: 0, y: (index + 0.8) * style.size * LEADING }, line));
  return { node: text ? draws("text", ink(style), ...spans) : null, height: broken.length * style.size * LEADING };
}

/**
 * Samples with their names, side by side and then below.
 * @param {{node: SVGElement, label: string}[]} items
 * @param {Style} style
 * @returns {Block}
 */
export function row(items, width, style) {
  const [step, group] = [style.size * 1.7, draws("g")];
  let [x, y] = [0, 0];
  for (const { node, label } of items) {
    const needed = SWATCH + 6 + widthOf(label, style);
    if (x > 0 && x + needed > width) {
      [x, y] = [0, y + step];
    }
    const words = draws("text", { ...ink(style), x: SWATCH + 6, y: 13 }, label);
    group.append(draws("g", { transform: `translate(${x} ${y})` }, node, words));
    x += needed + 22;
  }
  return { node: items.length ? group : null, height: items.length ? y + step : 0 };
}

function breakUp(text, width, style) {
  const found = [""];
  for (const word of text.split(" ")) {
    const last = found[found.length - 1];
    const longer = last ? `${last} ${word}` : word;
    if (last && widthOf(longer, style) > width) {
      found.push(word);
    } else {
      found[found.length - 1] = longer;
    }
  }
  return found;
}

function widthOf(text, { size, weight = 400 }) {
  pen.font = `${weight} ${size}px ${FONT}`;
  return pen.measureText(text).width;
}

const ink = ({ size, fill, weight = 400 }) => ({ "font-size": size, "font-weight": weight, fill });
