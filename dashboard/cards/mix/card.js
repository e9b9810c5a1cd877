/** What kind of labour it was: the forms of value that it served, its types, and its roles in the making of AI. */

import { drawChart } from "../../drawing/charts.js";
import { byId, make, write } from "../../kit/elements.js";
import { number, share } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { language, say, sayMany } from "../../kit/wording.js";

export const view = "labour";

/** In words, by the ids of the catalogue. */
const WORDS = {
  "on-demand": () => say("mix.on-demand"),
  microwork: () => say("mix.microwork"),
  networked: () => say("mix.networked"),
  trainer: () => say("mix.trainer"),
  verifier: () => say("mix.verifier"),
  imitator: () => say("mix.imitator"),
  qualification: () => say("mix.qualification"),
  monetisation: () => say("mix.monetisation"),
  automation: () => say("mix.automation"),
};

/** @param {any} labour */
export async function show({ mix, names, period }) {
  const labels = labelsOf(mix);
  byId("mixes").hidden = mix.acts === 0;
  if (mix.acts === 0) {
    return;
  }
  const rows = rowsOf(mix, labels);
  write("mix-summary", summary(mix, labels));
  showTable(mix, labels);
  showKinds(mix, labels, names);
  showWords("mix-forms", say("chart.mix.form"), mix.ids.forms, labels.forms, formSums(mix));
  showWords("mix-types", say("chart.mix.type"), mix.ids.types, labels.types, mix.types);
  showWords("mix-roles", say("mix.role"), mix.ids.roles, labels.roles, mix.roles);
  const present = new Set(rows.map(({ slot }) => slot));
  await drawChart("labour_by_value_form", "mix", {
    rows,
    columns: [
      ["form", say("chart.mix.form")],
      ["type", say("chart.mix.type")],
      ["acts", say("chart.acts.count")],
    ],
    title: say("mix.title"),
    period,
    legend: labels.types.map((label, slot) => (present.has(slot) ? label : null)),
    point: ({ form, type, acts }) => sayMany("point.mix", acts, { form, type }),
    note: say("mix.note"),
  });
}

const labelsOf = ({ labels }) =>
  Object.fromEntries(Object.entries(labels).map(([name, words]) => [name, words[language]]));

function rowsOf({ served }, labels) {
  return served.form.map((form, row) => ({
    form: labels.forms[form],
    type: labels.types[served.type[row]],
    slot: served.type[row],
    acts: served.n[row],
  }));
}

/** How many acts served each form. */
function formSums({ served, ids }) {
  const sums = ids.forms.map(() => 0);
  served.form.forEach((form, row) => (sums[form] += served.n[row]));
  return sums;
}

function summary(mix, labels) {
  const sums = formSums(mix);
  const most = sums.indexOf(Math.max(...sums));
  const given = { form: labels.forms[most].toLowerCase(), n: number(sums[most]), share: share(sums[most] / mix.acts) };
  return sayMany("mix.lead", mix.acts, given);
}

function showTable({ served, ids }, labels) {
  const cells = new Map(served.form.map((form, row) => [`${form} ${served.type[row]}`, served.n[row]]));
  const heads = [say("chart.mix.form"), ...labels.types];
  const rows = ids.forms.map((_, form) => [
    labels.forms[form],
    ...labels.types.map((_, type) => number(cells.get(`${form} ${type}`) ?? 0)),
  ]);
  putTable(
    "mix-table",
    say("mix.title"),
    heads.map((title, at) => ({ title, numeric: at > 0 })),
    rows,
  );
}

function showKinds({ kinds }, labels, names) {
  const heads = [
    { title: say("chart.acts.kind") },
    { title: say("chart.acts.count"), numeric: true },
    { title: say("chart.mix.type") },
    { title: say("mix.forms") },
    { title: say("mix.role") },
  ];
  const listed = (codes, words) => codes.map((code) => words[code]).join(", ");
  const rows = kinds.kind.map((code, row) => [
    names.kind_labels[language][code],
    number(kinds.n[row]),
    labels.types[kinds.type[row]],
    listed(kinds.forms[row], labels.forms),
    listed(kinds.roles[row], labels.roles),
  ]);
  putTable("mix-kinds", say("mix.kinds"), heads, rows);
}

/** Each word with what it means: nobody need know the book. */
function showWords(id, caption, ids, labels, acts) {
  const heads = [{ title: caption }, { title: say("chart.acts.count"), numeric: true }];
  const rows = ids.map((name, at) => [explained(labels[at], WORDS[name]?.() ?? ""), number(acts[at])]);
  putTable(id, caption, heads, rows);
}

const explained = (label, words) =>
  make("span", {}, make("strong", {}, label), " ", make("span", { class: "small" }, words));
