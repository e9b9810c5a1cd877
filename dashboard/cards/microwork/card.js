/** Paid microwork: the time in tasks, and beside it the time between them that nobody pays. */

import { byId, make, writeOrHide } from "../../kit/elements.js";
import { number, time } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { language, say, sayMany } from "../../kit/wording.js";

export const view = "overview";

/** @param {any} overview */
export function show({ microwork, names }) {
  const rows = rowsOf(microwork, names);
  byId("microwork").hidden = !rows.length;
  const [apart, mixed] = [rows.filter((row) => row.apart), rows.filter((row) => !row.apart)];
  writeOrHide("microwork-summary", apart.length ? summary(apart) : null);
  writeOrHide("microwork-mixed", mixed.length ? mixedIn(mixed) : null);
  const columns = [
    { title: say("chart.attention.platform") },
    { title: say("microwork.tasks"), numeric: true },
    { title: say("microwork.in"), numeric: true },
    { title: say("microwork.between"), numeric: true },
    { title: say("microwork.each"), numeric: true },
  ];
  byId("microwork-notes").replaceChildren(...apart.filter((row) => row.note).map(noted));
  putTable("microwork-table", say("microwork.title"), columns, rows.map(cells));
}

function rowsOf({ platform, tasks, task_ms: inTasks, between_ms: between, apart, notes }, names) {
  return platform.map((code, row) => ({
    platform: names.platform_labels[code],
    tasks: tasks[row],
    inTasks: inTasks[row],
    between: between[row],
    apart: Boolean(apart[row]),
    note: notes[language][row],
  }));
}

function summary(rows) {
  const [tasks, inTasks, between] = ["tasks", "inTasks", "between"].map((part) => sum(rows, part));
  const given = { in: time(inTasks), between: time(between) };
  return tasks > 0
    ? sayMany("microwork.lead", tasks, { ...given, each: time(between / tasks) })
    : say("microwork.lead.none", given);
}

const sum = (rows, part) => rows.reduce((total, row) => total + row[part], 0);

/** What its file says of a platform: on some, the tasks themselves are done elsewhere, where nobody looks. */
const noted = ({ platform, note }) => make("li", {}, say("microwork.note", { platform, note }));

function mixedIn(rows) {
  return say("microwork.mixed", { platforms: rows.map((row) => row.platform).join(", ") });
}

function cells({ platform, tasks, inTasks, between, apart }) {
  const counted = tasks === null ? say("figure.none") : number(tasks);
  if (!apart) {
    const all = say("microwork.all", { time: time(inTasks + between) });
    return [platform, counted, all, say("microwork.unknown"), say("figure.none")];
  }
  const each = tasks > 0 ? time(between / tasks) : say("figure.none");
  return [platform, counted, time(inTasks), time(between), each];
}
