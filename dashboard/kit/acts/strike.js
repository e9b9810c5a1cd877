/** Take single acts out of the log, and put them back while that can still be done. */

import { send } from "../api.js";
import { actOf, allow, tickedRows } from "./ticked.js";
import { byId, make } from "../elements.js";
import { pressable, whileBusy } from "../forms/busy.js";
import { say, sayMany } from "../wording.js";

const MOST = 200;
let changed = () => {};

/** The struck rows, with what stood in their last cell. @type {Map<HTMLElement, Node[]>} */
const marked = new Map();

export const struckRows = () => [...marked.keys()];

/** @param {() => void} then the log holds other acts now */
export function prepareStrike(then) {
  changed = then;
  const button = byId("strike-chosen");
  button.addEventListener("click", () => whileBusy(button, byId("log-state"), () => strikeRows(tickedRows())));
}

/** @param {string} name of the act @param {HTMLElement} row @returns {HTMLElement} */
export function striking(name, row) {
  const button = pressable(
    say("data.strike"),
    () => whileBusy(button, byId("log-state"), () => strikeRows([row])),
    say("data.strike.one", { act: name }),
  );
  return button;
}

/**
 * In one press, for there is an undo: the token is asked for and used at once.
 * @param {{device: string, seq: number}[]} acts at most 200
 * @returns {Promise<{struck: number, undo_token: string, seconds: number}>}
 */
export async function strike(acts) {
  const body = { acts: acts.map(({ device, seq }) => ({ device, seq })) };
  const { action_token } = await send("/v1/acts/strike", body);
  return send("/v1/acts/strike", { ...body, action_token });
}

async function strikeRows(rows) {
  for (let start = 0; start < rows.length; start += MOST) {
    const part = rows.slice(start, start + MOST);
    markStruck(part, await strike(part.map(actOf)));
  }
  deedOf(rows[0]).querySelector("button").focus({ preventScroll: true });
  changed();
  return sayMany("data.struck", rows.length);
}

const deedOf = (row) => row.querySelector(".deed");

/** The rows stay where they are until it can no longer be undone. */
function markStruck(rows, { undo_token, seconds }) {
  const end = setTimeout(() => rows.forEach(drop), seconds * 1000);
  for (const row of rows) {
    const before = [...deedOf(row).childNodes];
    const undo = pressable(rows.length > 1 ? sayMany("data.undo", rows.length) : say("data.undo.one"), () => {
      whileBusy(undo, byId("log-state"), putBack);
    });
    deedOf(row).replaceChildren(make("span", { class: "state" }, say("data.struck.row")), " ", undo);
    marked.set(row, before);
    row.classList.add("struck");
    allow(row, false);
  }

  async function putBack() {
    const { restored } = await send("/v1/acts/undo", { undo_token });
    clearTimeout(end);
    rows.forEach(unmark);
    deedOf(rows[0]).querySelector("button").focus({ preventScroll: true });
    changed();
    return sayMany("data.restored", restored);
  }
}

function drop(row) {
  marked.delete(row);
  row.remove();
}

function unmark(row) {
  row.classList.remove("struck");
  deedOf(row).replaceChildren(...marked.get(row));
  marked.delete(row);
  allow(row, true);
}
