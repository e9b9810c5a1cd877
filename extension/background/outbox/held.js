/**
 * Whose log the acts are for. A browser that was led to another collector keeps from it what it recorded for the
 * one before, and what that one was to forget, until the person says that the new one may have it, or goes back.
 *
 * @typedef {{instance: string, through: number}} Stretch  the acts up to a seq, from that of the stretch before
 * @typedef {{past: Stretch[], forgets: Record<string, any[]>}} Logs  what lies behind the last stretch is for the
 *   log of now, called `instance` in the state; forgets: what each of the others has still to be told
 */

import { read, resultOf, walk, write } from "./database.js";
import { highest } from "./forgetting.js";
import { forgetSize } from "./merge.js";

const STORES = ["acts", "sent", "refused", "state"];

/** @returns {Promise<Logs>} */
const logsOf = async (tx) => (await resultOf(tx.objectStore("state").get("logs"))) ?? { past: [], forgets: {} };

/**
 * @param {IDBTransaction} tx with the store `state`
 * @returns {Promise<{held: IDBKeyRange[], free: IDBKeyRange[]}>} the seqs that are for another log, and those that
 *   are for the one of now, each in order
 */
export async function rangesOf(tx) {
  const now = await resultOf(tx.objectStore("state").get("instance"));
  const { past } = await logsOf(tx);
  const ranges = { held: [], free: [] };
  let before = 0;
  for (const { instance, through } of past) {
    ranges[instance === now ? "free" : "held"].push(IDBKeyRange.bound(before, through, true));
    before = through;
  }
  ranges.free.push(IDBKeyRange.lowerBound(before, true));
  return ranges;
}

/**
 * The browser belongs to the log `now` from here on. What it has recorded is for the one before, up to where it
 * was disconnected, if it was.
 * @param {string | undefined} first the log of now where none was noted yet
 * @param {string} now the log that has proved itself
 */
export function changeLog(first, now) {
  return write(STORES, async (tx) => {
    const state = tx.objectStore("state");
    const before = (await resultOf(state.get("instance"))) ?? first;
    const left = await resultOf(state.get("left"));
    if (before !== undefined && before !== now) {
      await switchLog(tx, before, now, left ?? (await highest(tx)));
    }
    state.delete("left");
    state.put(now, "instance");
  });
}

/** Disconnected: what is recorded from here on is for whichever collector comes next. */
export const leaveLog = () =>
  write(STORES, async (tx) => {
    tx.objectStore("state").put(await highest(tx), "left");
  });

/**
 * What the collector that we are connected to calls its log. A name that is new is that of a backup which took its
 * place; one that is known tells that we are back there.
 * @param {string} now
 */
export const noteLog = (now) =>
  write(STORES, async (tx) => {
    const state = tx.objectStore("state");
    const before = await resultOf(state.get("instance"));
    if (before === now) {
      return;
    }
    const logs = await logsOf(tx);
    if (before !== undefined && logs.past.some(({ instance }) => instance === now)) {
      await switchLog(tx, before, now, await highest(tx));
    } else if (logs.past.length) {
      const past = logs.past.map((each) => (each.instance === before ? { ...each, instance: now } : each));
      state.put({ ...logs, past }, "logs");
    }
    state.put(now, "instance");
  });

async function switchLog(tx, before, now, through) {
  const state = tx.objectStore("state");
  const { past, forgets } = await logsOf(tx);
  const { [now]: its = [], ...others } = forgets;
  const own = (await resultOf(state.get("forgets"))) ?? [];
  const kept = own.length ? { ...others, [before]: [...(others[before] ?? []), ...own] } : others;
  const more = through > (past.at(-1)?.through ?? 0) ? [{ instance: before, through }] : [];
  state.put({ past: [...past, ...more], forgets: kept }, "logs");
  state.put(its, "forgets");
}

/** The log of now may have it too, also what another one had already. @returns {Promise<object>} */
export async function sendHeld() {
  forgetSize();
  await write(["acts", "sent", "state"], async (tx) => {
    const { held } = await rangesOf(tx);
    for (const range of held) {
      await walk(tx.objectStore("sent").openCursor(range), (cursor) => {
        const { sent_at, ...act } = cursor.value;
        tx.objectStore("acts").put(act);
        cursor.delete();
      });
    }
    const { forgets } = await logsOf(tx);
    tx.objectStore("state").put({ past: [], forgets }, "logs");
  });
  return { sent: true };
}

/** @returns {Promise<boolean>} whether anything was ever for another log than that of now */
export const hasPast = () => read(["state"], async (tx) => (await logsOf(tx)).past.length > 0);
