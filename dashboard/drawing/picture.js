/** The picture of a chart: everything inside one SVG, as wide on every screen, and light as paper is. */

import { byId, make } from "../kit/elements.js";
import { title as periodOf } from "../kit/format.js";
import { shownSeries, visible } from "./legend.js";
import { INK, PAPER, QUIET, SLOTS, STAMP } from "./palette.js";
import { draws, patterns, sample } from "./patterns.js";
import { invented, madeLine, owedLine, rangesLine } from "./origin.js";
import { FONT, gap, lines, row, under } from "./blocks.js";
import { numbered, viewOf } from "./vega.js";
import { say } from "../kit/wording.js";

const WIDTH = 1000;
const EDGE = 32;
const SHARPER = 2;
const TEXT = 15;
/** What XML has no way to write, whatever a name may hold. */
const UNWRITABLE = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * @param {{id: string, name: string, drawing: import("./charts.js").Drawing}} chart
 * @returns {Promise<{text: string, width: number, height: number}>} the file, and its size in pixels
 */
export async function picture({ id, name, drawing }) {
  const chart = await drawn(name, visible(id, drawing));
  const { nodes, height } = under(blocks(id, drawing, chart), EDGE, EDGE);
  const size = { width: WIDTH, height: Math.ceil(height + EDGE) };
  const ground = draws("rect", { ...size, fill: PAPER });
  const root = draws(
    "svg",
    { ...size, viewBox: `0 0 ${size.width} ${size.height}`, "font-family": FONT, role: "img" },
    draws("title", {}, drawing.title),
    draws("desc", {}, [summaryOf(id), owedLine(drawing.money)].filter(Boolean).join(" ")),
    draws("defs", {}, ...patterns().map(coloured)),
    ground,
    ...nodes,
  );
  const text = new XMLSerializer().serializeToString(root).replace(UNWRITABLE, "");
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`, ...size };
}

/** The same, as dots. @param {{text: string, width: number, height: number}} made @returns {Promise<Blob>} */
export async function pixels({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SHARPER, height * SHARPER];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/**
 * From top to bottom: what it is, of when, the chart, how to read it, where it is from.
 * @param {string} id @param {import("./charts.js").Drawing} drawing @param {import("./blocks.js").Block} chart
 */
function blocks(id, { title, period, axis, legend, shapes, note, money }, chart) {
  const wide = WIDTH - 2 * EDGE;
  const items = shownSeries(id, legend).map(({ label, slot }) => ({ label, node: key(slot, shapes) }));
  return [
    lines(title, wide, { size: 26, weight: 700, fill: INK }),
    lines(summaryOf(id), wide, { size: 17, fill: INK }),
    lines(periodOf(period.first, period.last), wide, { size: TEXT, fill: QUIET }),
    lines(invented() ? say("picture.invented") : "", wide, { size: TEXT, weight: 700, fill: STAMP }),
    lines(owedLine(money), wide, { size: TEXT, weight: 700, fill: INK }),
    gap(14),
    chart,
    lines(axis ?? "", wide, { size: 13, fill: QUIET }),
    gap(8),
    row(items, wide, { size: TEXT, fill: INK }),
    gap(8),
    lines(rangesLine(money), wide, { size: 13, fill: QUIET }),
    lines(note ?? "", wide, { size: 13, fill: QUIET }),
    lines(madeLine(), wide, { size: 13, fill: QUIET }),
  ];
}

const summaryOf = (id) => byId(`${id}-summary`).textContent.trim();

const key = (slot, shapes) => draws("g", { color: SLOTS[slot] }, sample(slot, shapes?.[slot]));

/** Draw the chart where nobody sees it, at the width of the picture. */
async function drawn(name, rows) {
  const stage = make("div", { class: "offstage", "aria-hidden": "true" });
  document.body.append(stage);
  try {
    const view = await viewOf(name, stage);
    await view.signal("text", TEXT).data(name, numbered(rows)).resize().runAsync();
    const node = stage.querySelector("svg");
    view.finalize();
    return { node: figured(node), height: Number(node.getAttribute("height")) };
  } finally {
    stage.remove();
  }
}

/** On the page charts.css does this. */
function figured(svg) {
  for (const [slot, colour] of SLOTS.entries()) {
    for (const area of slot
      ? svg.querySelectorAll(`:is(.mark-rect, .mark-area, .mark-arc) > [fill="${colour}"]`)
      : []) {
      area.setAttribute("fill", `url(#slot-${slot})`);
    }
  }
  return svg;
}

function coloured(pattern, index) {
  pattern.setAttribute("color", SLOTS[index + 1]);
  pattern.querySelector(".figure").setAttribute("stroke", PAPER);
  return pattern;
}
