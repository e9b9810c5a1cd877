/**
 * What was recorded for another collector than the one that this browser is connected to now: it stays here, and
 * with it what that one was to forget, until the person says that the new one may have it, or goes back.
 *
 * @typedef {{through: number, instance: string, forgets: any[]}} Held  acts up to a seq, and whose they are
 */

import { done, walk, write } from "./database.js";
import { highest } from "./forgetting.js";
import { recount } from "./merge.js";

const STORES = ["acts", "sent", "refused", "state"];

/** @param {IDBTransaction} tx with the store `state` @returns {Promise<number>} the last seq that is held */
export async function heldThrough(tx) {
  return (await done(tx.objectStore("state").get("held")))?.through ?? 0;
}

/**
 * The browser belongs to another log from now on: hold back what is from before, unless it is its own.
 * @param {string | undefined} before the log of before, undefined for none
 * @param {string} now the log that has proved itself
 */
export function changeLog(before, now) {
  return write(STORES, async (tx) => {
    const state = tx.objectStore("state");
    const held = await done(state.get("held"));
    const forgets = (await done(state.get("forgets"))) ?? [];
    if (held?.instance === now) release(state, held, forgets);
    else if (before !== undefined && before !== now) {
      const kept = held ?? { instance: before, forgets };
      state.put({ ...kept, through: await highest(tx) }, "held");
      state.delete("forgets");
    }
  });
}

/** The new collector may have it too, also what the other one had already. @returns {Promise<object>} */
export async function sendHeld() {
  recount();
  await write(["acts", "sent", "state"], async (tx) => {
    const range = IDBKeyRange.upperBound(await heldThrough(tx));
    await walk(tx.objectStore("sent").openCursor(range), (cursor) => {
      const { sent_at, ...act } = cursor.value;
      tx.objectStore("acts").put(act);
      cursor.delete();
    });
    tx.objectStore("state").delete("held");
  });
  return { sent: true };
}

/** Back at the collector whose acts they are. */
function release(state, held, forgets) {
  state.put([...held.forgets, ...forgets], "forgets");
  state.delete("held");
}
