/** The lines of a slip: one employer after the other, then what was earned by each method, kept and paid. */

import { make } from "../../kit/elements.js";
import { links } from "./notes.js";
import { say } from "../../kit/wording.js";

const NONE = "–";

/** A table of its own: on a narrow screen its rows fold, which needs the roles to be said. @returns {HTMLElement} */
export function lines(words) {
  const groups = words.employers.map((employer) => rowgroup("tbody", {}, ...employerRows(employer)));
  const totals = words.totals.map((total) =>
    row({ class: `total ${total.row}` }, head(total.label), cell(""), ...sums(total.amounts), cell("")),
  );
  return make(
    "table",
    { role: "table", "aria-labelledby": "slip-title slip-period" },
    header(words),
    ...groups,
    rowgroup("tbody", { class: "totals" }, ...totals),
  );
}

function header({ columns, methods }) {
  const named = methods.map(({ name, is }) =>
    make("th", { role: "columnheader", scope: "col" }, name, make("span", {}, is)),
  );
  const [what, base, notes] = [`${columns.what} · ${columns.in}`, columns.base, columns.notes].map((text) =>
    make("th", { role: "columnheader", scope: "col", class: "aside" }, text),
  );
  return rowgroup("thead", {}, row({}, what, base, ...named, notes));
}

function employerRows({ name, amounts, platforms }) {
  const own = amounts ? sums(amounts) : [cell(""), cell(""), cell("")];
  const band = row({ class: amounts ? "band" : "band bare" }, head(name), cell(""), ...own, cell(""));
  return [band, ...platforms.flatMap(platformRows)];
}

function platformRows({ name, amounts, lines: tasks }) {
  const own = row({ class: "platform" }, head(name), cell(""), ...sums(amounts), cell(""));
  return [own, ...tasks.map(task)];
}

function task({ name, base, rates, amounts, notes }) {
  const cells = amounts.map((amount, at) => cell(amount === NONE ? none() : make("span", {}, amount, rate(rates[at]))));
  return row({ class: "task" }, head(name), cell(base), ...cells, cell(...links(notes)));
}

/** Nobody hears a dash. */
const none = () =>
  make(
    "span",
    {},
    make("span", { "aria-hidden": "true" }, NONE),
    make("span", { class: "unseen" }, say("figure.none")),
  );

const rate = (text) => make("small", {}, ` × ${text}`);

const sums = (amounts) => amounts.map((amount) => cell(amount === NONE ? none() : amount));

const rowgroup = (tag, attributes, ...rows) => make(tag, { role: "rowgroup", ...attributes }, ...rows);

const row = (attributes, ...cells) => make("tr", { role: "row", ...attributes }, ...cells);

const head = (text) => make("th", { role: "rowheader", scope: "row" }, text);

const cell = (...content) => make("td", { role: "cell" }, ...content);
