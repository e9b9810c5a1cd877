/** Erasing what was recorded: the last minutes or some platforms, here and at the collector; or all that is kept here. */

import { read, resultOf, walk, write } from "./database.js";
import { forgetSize } from "./merge.js";
import { countOut } from "./nets.js";
import * as seen from "./seen.js";
import * as unread from "./unread.js";

const LONGEST_ACT_MS = 86_400_000;
/** Seqs that one request may name. */
const MOST_NAMED = 20_000;
const KEEPING = ["acts", "sent", "refused"];

/**
 * Erase every act of the last minutes, and note that the collector must do so too before it gets another
 * batch.
 * @param {number} minutes @param {number} now wall clock, ms
 * @returns {Promise<any[]>} the erased acts
 */
export async function forget(minutes, now) {
  forgetSize();
  const since = now - minutes * 60_000;
  return write([...KEEPING, "nets", "state"], async (tx) => {
    const through_seq = await highest(tx);
    const range = IDBKeyRange.lowerBound(since - LONGEST_ACT_MS, true);
    const gone = await takeOut(tx, range, (act) => act.at + act.ms > since);
    tx.objectStore("state").delete("attention");
    await unread.keep(tx, (_rule, at) => at <= since);
    await noteForget(tx, { since, through_seq });
    return gone;
  });
}

/**
 * Erase the acts of some platforms, of which none is newer than a seq; the collector must do so too.
 * @param {string[]} platforms @param {number} through_seq
 */
export async function forgetPlatforms(platforms, through_seq) {
  forgetSize();
  await write([...KEEPING, "nets", "state"], async (tx) => {
    const gone = await takeOut(tx, null, isOf(platforms, through_seq));
    await seen.eraseOf(tx, platforms);
    await unread.keep(tx, (rule) => !platforms.some((id) => rule.startsWith(`${id}.`)));
    const unsent = gone.filter((act) => !("sent_at" in act)).map(({ seq }) => seq);
    await noteForget(tx, { platforms, through_seq, unsent: unsent.slice(-MOST_NAMED) });
  });
}

/** @returns {Promise<any[]>} acts of the platforms that the collector does not hold */
export const waitingOf = (platforms, through) =>
  read(["acts", "refused"], async (tx) => {
    const found = [];
    for (const name of ["acts", "refused"]) {
      await walk(tx.objectStore(name).openCursor(), ({ value }) => {
        if (isOf(platforms, through)(value)) {
          found.push(value);
        }
      });
    }
    return found;
  });

const isOf = (platforms, through) => (act) => act.seq <= through && platforms.includes(act.platform);

/** @returns {Promise<number>} the highest seq that an act was given so far */
export const highestSeq = () => read([...KEEPING, "state"], highest);

/** Erase every act that this browser keeps, the unfinished chunk of attention too. No seq is used again. */
export async function erase() {
  forgetSize();
  await write([...KEEPING, "nets", "state"], async (tx) => {
    for (const name of [...KEEPING, "nets"]) {
      tx.objectStore(name).clear();
    }
    tx.objectStore("state").delete("attention");
    seen.erase(tx);
    await unread.keep(tx, () => false);
  });
}

/** Erase the acts that fit, with their share of every sum, and return them. */
async function takeOut(tx, range, fits) {
  const gone = [];
  for (const name of KEEPING) {
    await walk(tx.objectStore(name).index("at").openCursor(range), (cursor) => {
      if (!fits(cursor.value)) {
        return;
      }
      gone.push(cursor.value);
      cursor.delete();
    });
  }
  await countOut(tx, gone);
  await seen.takeBack(tx, gone);
  return gone;
}

/** Note what the collector is to forget as well, and each of before, if they may hold anything. */
async function noteForget(tx, what) {
  const state = tx.objectStore("state");
  if (!(await resultOf(state.get("attempted")))) {
    return;
  }
  state.put([...((await resultOf(state.get("forgets"))) ?? []), what], "forgets");
  const logs = await resultOf(state.get("logs"));
  const now = await resultOf(state.get("instance"));
  const others = new Set((logs?.past ?? []).map(({ instance }) => instance).filter((each) => each !== now));
  for (const each of others) {
    logs.forgets[each] = [...(logs.forgets[each] ?? []), what];
  }
  if (others.size) {
    state.put(logs, "logs");
  }
}

/** @param {IDBTransaction} tx with the stores of acts and `state` */
export async function highest(tx) {
  let seq = 0;
  for (const name of KEEPING) {
    await walk(/** @type {IDBRequest<any>} */ (tx.objectStore(name).openKeyCursor(null, "prev")), ({ key }) => {
      seq = Math.max(seq, Number(key));
      return false;
    });
  }
  for (const name of ["attempted", "proven"]) {
    seq = Math.max(seq, (await resultOf(tx.objectStore("state").get(name))) ?? 0);
  }
  return seq;
}
