/** Each model: what it asks, how it answers, what it leaves out, and where its figures come from. */

import { confidence } from "../../kit/confidence.js";
import { formulaBefore } from "../../kit/written/before.js";
import { aboutWithRange } from "../../kit/amounts.js";
import { byId, make, write } from "../../kit/elements.js";
import { number, period, price, span } from "../../kit/format.js";
import { isDerived, quantityOf, reference, titleOf } from "../../kit/reference.js";
import { language, say } from "../../kit/wording.js";

const BOUNDS = {
  low: () => say("value.low"),
  value: () => say("value.centre"),
  high: () => say("value.high"),
};

/** @param {any} view */
export function showModels(view) {
  write("month", say("how.month", { period: period(view.period.first, view.period.last) }));
  byId("contents").replaceChildren(
    ...view.models.id.map((id, row) => make("a", { href: `#${id}` }, titleOf(view, row))),
  );
  byId("models").replaceChildren(...view.models.id.map((_, row) => model(view, row)));
}

function model(view, row) {
  const { models, currency } = view;
  const id = models.id[row];
  return make(
    "article",
    { id, class: "card model", tabindex: "-1", "aria-labelledby": `${id}-title` },
    make("h3", { id: `${id}-title` }, titleOf(view, row), ...(id.startsWith("F") ? [` (${id.split("_")[0]})`] : [])),
    make("p", {}, models.question[language][row]),
    make("p", { class: "sum" }, ...amount(models, row, currency)),
    terms(view, row),
    ...figuresOf(view, row),
    example(models.example[row], models.unit[language][row]),
  );
}

function amount({ low, central, high }, row, currency) {
  if (central[row] === null) {
    return [say("figure.none")];
  }
  return aboutWithRange(low[row], central[row], high[row], currency);
}

function terms(view, row) {
  const { models } = view;
  const parts = [
    [say("how.formula"), models.formula],
    [say("how.inputs"), models.inputs],
    [say("how.leaves"), models.leaves_out],
  ];
  const pairs = parts.map(([name, texts]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, texts[language][row])),
  );
  const before = formulaBefore(view, row);
  if (before) {
    pairs[0].append(make("dd", { class: "before" }, before));
  }
  return make("dl", { class: "terms" }, ...pairs);
}

/** The figures of the last month in sight, all others that the model may read folded away. */
function figuresOf({ models, parameters }, row) {
  const [used, all] = [models.figures[row], models.may_read[row]];
  const rest = all.filter((figure) => !used.includes(figure));
  const found = [make("h4", {}, say("how.read.here"))];
  found.push(used.length ? list(parameters, used) : make("p", { class: "small" }, say("how.read.none")));
  if (rest.length) {
    const fold = make("details", used.length ? {} : { open: "" });
    fold.append(make("summary", {}, say("how.read.may", { n: number(rest.length) })), list(parameters, rest));
    found.push(fold);
  }
  return found;
}

function list(parameters, rows) {
  return make("ul", { class: "sources" }, ...rows.map((row) => line(parameters, row)));
}

function line(p, row) {
  const written = [
    [span(p.value[row], p.low[row], p.high[row]), p.currency[row], p.unit[row]].filter(Boolean).join(" "),
    p.year[row] === null ? "" : String(p.year[row]),
    confidence(p.confidence[row]),
  ];
  return make(
    "li",
    { class: p.was[row] === "UNSURE" ? "unsure" : "" },
    make("a", { href: `#${p.id[row]}`, lang: "en" }, quantityOf(p, row)),
    ` ${written.filter(Boolean).join(" · ")} `,
    isDerived(p, row) ? "" : make("span", { lang: "en", class: "small" }, reference(p.source[row], p.url[row])),
  );
}

function example({ country, days, currency, hours, counts, bound, expected }, unit) {
  const given = [
    say("how.example.person", { country, days: number(days) }),
    ...Object.entries(hours).map(([platform, n]) => `${platform}: ${say("compare.in.hours", { hours: number(n) })}`),
    ...counts.map(({ kind, platform, variant, n, ...more }) => {
      const name = variant ? `${kind}.${variant}` : kind;
      const details = Object.entries(more).map(([key, value]) => `${key} ${number(value)}`);
      return `${number(n)} × ${name}, ${[platform, ...details].join(", ")}`;
    }),
  ];
  // Arithmetic that a test repeats to the cent, not a claim about anybody.
  const result = say("how.example.result", { bound: BOUNDS[bound](), amount: price(expected, currency), unit });
  return make(
    "details",
    {},
    make("summary", {}, say("how.example")),
    make("ul", { class: "sources" }, ...given.map((text) => make("li", {}, text))),
    make("p", {}, result),
  );
}
