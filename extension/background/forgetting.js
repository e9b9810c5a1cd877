/** Erasing what was recorded: the last minutes, here and at the collector, or everything kept here. */

import { done, walk, write } from "./database.js";
import { recount } from "./merge.js";
import { countOut } from "./nets.js";
import * as seen from "./seen.js";

const LONGEST_ACT_MS = 86_400_000;

/**
 * Erase every act of the last minutes, and note that the collector must do so too before it gets another
 * batch.
 * @param {number} minutes @param {number} now wall clock, ms
 * @returns {Promise<any[]>} the erased acts
 */
export async function forget(minutes, now) {
  recount();
  const since = now - minutes * 60_000;
  return write(["acts", "sent", "refused", "nets", "state"], async (tx) => {
    const through_seq = await highest(tx);
    const gone = [];
    for (const name of ["acts", "sent", "refused"])
      gone.push(...(await eraseSince(tx.objectStore(name), since)));
    await countOut(tx, gone);
    await seen.takeBack(tx, gone);
    const state = tx.objectStore("state");
    const forgets = (await done(state.get("forgets"))) ?? [];
    state.delete("attention");
    if (await done(state.get("attempted"))) state.put([...forgets, { since, through_seq }], "forgets");
    return gone;
  });
}

/** Erase every act that this browser keeps, the unfinished chunk of attention too. No seq is used again. */
export async function erase() {
  recount();
  await write(["acts", "sent", "refused", "nets", "state"], async (tx) => {
    for (const name of ["acts", "sent", "refused", "nets"]) tx.objectStore(name).clear();
    tx.objectStore("state").delete("attention");
    seen.erase(tx);
  });
}

async function eraseSince(store, since) {
  const gone = [];
  const range = IDBKeyRange.lowerBound(since - LONGEST_ACT_MS, true);
  await walk(store.index("at").openCursor(range), (cursor) => {
    if (cursor.value.at + cursor.value.ms <= since) return;
    gone.push(cursor.value);
    cursor.delete();
  });
  return gone;
}

async function highest(tx) {
  let seq = 0;
  for (const name of ["acts", "sent", "refused"]) {
    await walk(
      tx.objectStore(name).openKeyCursor(null, "prev"),
      ({ key }) => ((seq = Math.max(seq, Number(key))), false),
    );
  }
  for (const name of ["attempted", "proven"]) {
    seq = Math.max(seq, (await done(tx.objectStore("state").get(name))) ?? 0);
  }
  return seq;
}
