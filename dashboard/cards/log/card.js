/** The log act by act, the newest first, as many as were asked for. */

import { send } from "../../kit/api.js";
import { actOf, showTicks } from "../../kit/acts/ticked.js";
import { selectionInWords, isEverything, selection } from "../../kit/acts/selection.js";
import { byId, write, writeOrHide } from "../../kit/elements.js";
import { day, number } from "../../kit/format.js";
import { actRow } from "./rows.js";
import { struckRows } from "../../kit/acts/strike.js";
import { complain, tell, whileBusy } from "../../kit/forms/busy.js";
import { say, sayMany } from "../../kit/wording.js";

const PAGE = 50;

let [next, whole, asking] = [null, 0, 0];

const rows = () => byId("log-rows");
const older = () => byId("older");

export function prepareLog() {
  older().addEventListener("click", () => whileBusy(older(), byId("log-state"), more));
}

/** Show the newest acts of the choice. An answer that was overtaken by another choice is dropped. */
export async function showLog() {
  const mine = ++asking;
  byId("acts").setAttribute("aria-busy", "true");
  try {
    const page = await send("/v1/acts", { ...selection(), before: null, limit: PAGE });
    if (mine === asking) {
      rows().replaceChildren(...[...page.acts.map(actRow), ...struckRows()].sort(newestFirst));
      showTicks();
      turn(page);
    }
  } catch (error) {
    complain(byId("log-state"), error);
  } finally {
    byId("acts").removeAttribute("aria-busy");
  }
}

const newestFirst = (one, other) => actOf(other).id - actOf(one).id;

/** Rows were struck or put back: how many there are now. */
export async function countAgain() {
  ({ whole } = await send("/v1/acts", { ...selection(), before: null, limit: 1 }));
  summarise();
}

/** The next page below; who had the button goes on at the first act of it once there is nothing more to ask. */
async function more() {
  const page = await send("/v1/acts", { ...selection(), before: next, limit: PAGE });
  const added = page.acts.map(actRow);
  rows().append(...added);
  showTicks();
  turn(page);
  if (next === null) {
    added[0]?.querySelector("input").focus({ preventScroll: true });
  }
  return sayMany("data.acts.more", added.length);
}

function turn(page) {
  ({ next, whole } = page);
  older().hidden = next === null;
  summarise();
  writeOrHide("log-horizon", page.horizon === null ? null : say("data.acts.horizon", { day: day(page.horizon) }));
}

function summarise() {
  const shown = rows().querySelectorAll("tr:not(.struck)").length;
  byId("log-box").hidden = rows().children.length === 0;
  const words = say("data.choice.is", { choice: selectionInWords(), acts: sayMany("data.acts.count", whole) });
  write("export-choice", words);
  write("erase-choice", words);
  if (whole === 0) {
    write("log-summary", isEverything() ? say("data.acts.empty") : say("data.acts.no.match"));
  } else {
    const count = sayMany("data.acts.count", whole);
    write("log-summary", shown < whole ? say("data.acts.part", { count, shown: number(shown) }) : `${count}.`);
  }
}

/** A choice was changed: what was said of the one before no longer holds. */
export const quiet = () => ["log", "export", "erase"].forEach((place) => tell(byId(`${place}-state`)));
