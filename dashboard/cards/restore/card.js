/** Acts from a file that was exported before, added to the log; what is there already is not counted twice. */

import { send } from "../../kit/api.js";
import { byId, make } from "../../kit/elements.js";
import { check, field, onSubmit } from "../../kit/forms/fields.js";
import { number } from "../../kit/format.js";
import { piecesOf } from "./lines.js";
import { fillTable } from "../../kit/tables.js";
import { complaint, whileBusy, Wrong } from "../../kit/forms/busy.js";
import { say, sayMany } from "../../kit/wording.js";

const SHOWN = 500;
const REASONS = {
  json: () => say("data.reason.json"),
  csv: () => say("data.reason.csv"),
  shape: () => say("data.reason.shape"),
  "unknown-key": () => say("data.reason.key"),
  "duplicate-key": () => say("data.reason.twice"),
  clock: () => say("data.reason.clock"),
  range: () => say("data.reason.range"),
  undo: () => say("data.reason.undo"),
  detail: () => say("data.reason.detail"),
  horizon: () => say("data.reason.horizon"),
  conflict: () => say("data.reason.conflict"),
};

let stopped = false;

/** @param {() => void} changed the log holds other acts now */
export function prepareRestore(changed) {
  byId("restore-stop").addEventListener("click", () => (stopped = true));
  onSubmit("restore-form", (button) =>
    whileBusy(button, byId("restore-state"), () => restore(changed)).finally(() => show(false)),
  );
}

async function restore(changed) {
  byId("restore-refused").hidden = true;
  check("restore-form");
  const file = field("restore-file").files[0];
  const sums = { stored: 0, duplicate: 0, erased: 0, refused: [] };
  stopped = false;
  show(true);
  try {
    await sendAll(file, sums);
  } finally {
    changed();
    showRefused(sums.refused);
  }
  return inWords(sums);
}

/** One piece after the other. Raises Wrong that says what was stored when one does not go through. */
async function sendAll(file, sums) {
  let header = null;
  for await (const { first, lines, read } of piecesOf(file)) {
    if (stopped) {
      throw new Wrong(say("data.restore.stopped", { line: number(first), done: inWords(sums) }));
    }
    header ??= headOf(lines[0]);
    const skip = header.csv !== null && first === 1 ? 1 : 0;
    await sendPiece(header.csv, first + skip, lines.slice(skip), sums).catch((error) => {
      throw first === 1
        ? error
        : new Wrong(say("data.restore.broken", { line: number(first), error: complaint(error), done: inWords(sums) }));
    });
    /** @type {HTMLProgressElement} */ (byId("restore-progress")).value = read / file.size;
  }
}

/** JSON lines begin with a brace; a CSV begins with the names of its columns. */
function headOf(line) {
  const text = line.replace(/^\uFEFF/, "");
  return { csv: text.trimStart().startsWith("{") ? null : text };
}

async function sendPiece(header, first_line, lines, sums) {
  if (lines.length === 0) {
    return;
  }
  const format = header === null ? "json" : "csv";
  const with_erased = field("restore-erased").checked;
  const answer = await send("/v1/restore", { format, header, first_line, lines, with_erased });
  for (const part of ["stored", "duplicate", "erased"]) {
    sums[part] += answer[part];
  }
  sums.refused.push(...answer.conflict.map(({ line }) => ({ line, reason: "conflict" })), ...answer.refused);
}

function show(running) {
  byId("restore-stop").hidden = byId("restore-progress").hidden = !running;
  /** @type {HTMLButtonElement} */ (byId("restore-stop")).disabled = false;
}

function inWords({ stored, duplicate, erased, refused }) {
  const parts = [
    sayMany("data.restored.stored", stored),
    duplicate ? sayMany("data.restored.duplicate", duplicate) : null,
    erased ? sayMany("data.restored.erased", erased) : null,
    refused.length ? sayMany("data.restored.refused", refused.length) : null,
  ];
  return parts.filter(Boolean).join(" ");
}

function showRefused(refused) {
  byId("restore-refused").hidden = refused.length === 0;
  const lines = [...refused].sort((a, b) => a.line - b.line).slice(0, SHOWN);
  const columns = [{ title: say("data.restore.line"), numeric: true }, { title: say("data.restore.reason") }];
  const rows = lines.map(({ line, reason }) => [number(line), REASONS[reason]?.() ?? reason]);
  fillTable(byId("restore-lines"), say("data.restore.lines"), columns, rows);
  if (refused.length > SHOWN) {
    byId("restore-lines").append(make("p", { class: "small" }, sayMany("data.restore.rest", refused.length - SHOWN)));
  }
}
