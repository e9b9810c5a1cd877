/** The table twin of each chart: the same figures for whoever reads rather than looks. */

import { byId, make } from "./elements.js";

/**
 * @typedef {{title: string, numeric?: boolean}} Column
 * @param {string} caption
 * @param {Column[]} columns
 * @param {(string | Node)[][]} rows the first cell of each is its heading
 * @returns {HTMLElement}
 */
export function table(caption, columns, rows) {
  const head = columns.map((column) => make("th", { scope: "col", ...side(column) }, column.title));
  const body = rows.map((row) => make("tr", {}, ...row.map((text, index) => cell(text, index, columns[index]))));
  return make(
    "table",
    {},
    make("caption", { class: "unseen" }, caption),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...body),
  );
}

/** Put a table in its place. @param {string} id */
export function putTable(id, caption, columns, rows) {
  fillTable(byId(id), caption, columns, rows);
}

/** Put a table into a box. A wide one scrolls sideways, so its box takes the focus. */
export function fillTable(box, caption, columns, rows) {
  box.replaceChildren(table(caption, columns, rows));
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", caption);
}

function cell(content, index, column) {
  return index === 0 ? make("th", { scope: "row" }, content) : make("td", side(column), content);
}

function side(column) {
  return column.numeric ? { class: "number" } : {};
}
