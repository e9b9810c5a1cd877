/** Every figure with its range, year, region, source and confidence; each can be replaced and put back. */

import { confidence } from "../../kit/confidence.js";
import { figureBefore } from "../../kit/written/before.js";
import { closeEditor, openEditor } from "./editor.js";
import { moneyOf } from "../../kit/amounts.js";
import { byId, make, write } from "../../kit/elements.js";
import { span, time } from "../../kit/format.js";
import { isDerived, quantityOf, reference, titleOf } from "../../kit/reference.js";
import { say, sayMany } from "../../kit/wording.js";

let [reload, set] = [async () => {}, null];

/** @param {() => Promise<void>} again shows everything anew */
export function prepareFigures(again) {
  reload = again;
  byId("find").addEventListener("input", find);
}

/** @param {any} view @param {any} assumptions the set in use */
export function showFigures(view, assumptions) {
  set = assumptions;
  closeEditor();
  const rows = view.parameters.id.map((_, row) => row);
  const read = rows.filter((row) => view.parameters.read_by[row].length);
  const others = rows.filter((row) => !view.parameters.read_by[row].length);
  byId("figures-read").replaceChildren(...read.map((row) => figure(view, row)));
  byId("figures-other").replaceChildren(...others.map((row) => figure(view, row)));
  write("others-count", sayMany("how.figures.others", others.length));
  find();
}

function figure(view, row) {
  const p = view.parameters;
  const [id, changed] = [p.id[row], p.id[row] in set.changes];
  const box = make(
    "li",
    { id, tabindex: "-1", class: p.was[row] === "UNSURE" ? "unsure" : "" },
    make("p", { class: "quantity", lang: "en" }, quantityOf(p, row)),
    make("p", { class: "value" }, ...valueOf(p, row)),
    ...about(view, row).map((parts) => make("p", { class: "small" }, ...parts)),
  );
  if (changed) {
    box.append(make("p", { class: "small changed" }, say("how.changed", { shipped: shipped(p, row) })));
  }
  const before = figureBefore(view, row);
  if (before) {
    box.append(make("p", { class: "small before" }, before));
  }
  box.append(change(view, row, changed));
  return box;
}

function valueOf(p, row) {
  const unit = [p.currency[row], p.unit[row]].filter(Boolean).join(" ");
  return [make("strong", {}, span(p.value[row], p.low[row], p.high[row])), " ", make("span", { lang: "en" }, unit)];
}

const shipped = (p, row) => {
  const [low, value, high] = p.shipped[row];
  return span(value, low, high);
};

/** One line each: what it is called, where it is from, what it is made of, who read it, and for what. */
function about(view, row) {
  const p = view.parameters;
  const lines = [
    joined([make("code", {}, p.id[row]), p.year[row] === null ? "" : String(p.year[row]), confidenceOf(p, row)]),
  ];
  if (!isDerived(p, row)) {
    lines.push([say("how.source"), " ", make("span", { lang: "en" }, reference(p.source[row], p.url[row]))]);
  }
  if (p.origins[row].length) {
    lines.push([say("how.made"), " ", ...joined(p.origins[row].map((id) => make("a", { href: `#${id}` }, id)))]);
  }
  if (p.read_by[row].length) {
    lines.push([say("how.read.by"), " ", ...joined(p.read_by[row].map((at) => reader(view, at)))]);
  }
  const used = [
    p.acts[row] && sayMany("how.used.acts", p.acts[row]),
    p.ms[row] && say("how.used.time", { time: time(p.ms[row]) }),
  ];
  if (used.some(Boolean)) {
    lines.push([say("how.used"), " ", ...joined(used)]);
  }
  return lines;
}

/** A model and what it gives for the month. */
function reader({ models, currency, ...view }, at) {
  const amount = moneyOf(models.central[at], currency);
  return make(
    "span",
    {},
    make("a", { href: `#${models.id[at]}` }, titleOf({ models, ...view }, at)),
    " (",
    amount,
    ")",
  );
}

const joined = (parts) => parts.filter(Boolean).flatMap((part, at) => (at ? [" · ", part] : [part]));

/** A figure that may not enter says so: it is listed, greyed, and stands in no headline. */
function confidenceOf(p, row) {
  const word = confidence(p.confidence[row]);
  const barred = p.value[row] === null && p.shipped[row][1] !== null;
  return barred ? say("how.barred", { word, shipped: shipped(p, row) }) : word;
}

function change(view, row, changed) {
  const button = make("button", { type: "button", class: "quiet" }, say("how.change"));
  const name = view.parameters.quantity[row];
  button.setAttribute("aria-label", say("how.change.one", { name, id: view.parameters.id[row] }));
  button.addEventListener("click", () => openEditor(button, { view, row, set, changed, reload }));
  return button;
}

/** Show the figures that hold every word typed. */
function find() {
  const words = /** @type {HTMLInputElement} */ (byId("find")).value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const box of document.querySelectorAll(".figure-list > li")) {
    const text = box.textContent.toLowerCase();
    const fits = words.every((word) => text.includes(word));
    /** @type {HTMLElement} */ (box).hidden = !fits;
    left += fits ? 1 : 0;
  }
  write("found", words.length ? sayMany("how.found", left) : "");
  if (words.length) {
    byId("others").setAttribute("open", "");
  }
}
