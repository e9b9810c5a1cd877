/**
 * Acts kept in the browser until the collector has proved that it holds them. Written before anything else
 * happens; every change of more than one record is one transaction, so the browser may be killed at any line.
 */

import { done, read, walk, write } from "./database.js";
import { merge } from "./merge.js";
import { countIn, countOut, dayOf, dropOldNets, netsOf } from "./nets.js";
import { randomId } from "../shared/signing.js";

const RESEND_MS = 72 * 3_600_000;
const LONGEST_ACT_MS = 86_400_000;
/** More than this, and chunks of attention are merged: sums stay exact, the number of records bounded. */
export const MOST = 500_000;
/** How many more must come before merging is tried again. */
const MERGE_EVERY = 10_000;

/** Records in `acts`, counted once for each life of the background, for `MOST` only. @type {number | null} */
let size = null;
let mergeAt = MOST;

/**
 * Keep acts, and `state` with them in the same transaction.
 * @param {object[]} acts without seq
 * @param {{state?: Record<string, unknown>}} [more]
 * @returns {Promise<(number | null)[]>} seq of each; null for an undo of something not done today
 */
export async function add(acts, { state = {} } = {}) {
  const seqs = await write(["acts", "nets", "state"], async (tx) => {
    const counted = await countIn(tx, acts);
    const given = acts.map((act, i) => (counted[i] ? addTo(tx, act) : null));
    for (const [name, value] of Object.entries(state)) tx.objectStore("state").put(value, name);
    return Promise.all(given);
  });
  await keepBounded(acts.length);
  return seqs;
}

/** @returns {Promise<number>} the seq that the browser made */
const addTo = async (tx, act) => Number(await done(tx.objectStore("acts").add(act)));

/**
 * Change one piece of state, and keep the acts that the change yields, in one transaction.
 * @template T @param {string} name
 * @param {(value: T | undefined) => {value: T, acts: object[]} | null} step null: change nothing
 * @returns {Promise<number>} how many acts were kept
 */
export async function change(name, step) {
  const kept = await write(["acts", "nets", "state"], async (tx) => {
    const next = step(await done(tx.objectStore("state").get(name)));
    if (!next) return 0;
    const counted = next.acts.length ? await countIn(tx, next.acts) : [];
    next.acts.forEach((act, i) => counted[i] && tx.objectStore("acts").add(act));
    tx.objectStore("state").put(next.value, name);
    return next.acts.length;
  });
  if (kept) await keepBounded(kept);
  return kept;
}

async function keepBounded(more) {
  size = size === null ? (await counts()).waiting : size + more;
  if (Number(size) < mergeAt) return;
  size = await merge((await get("attempted")) ?? 0);
  mergeAt = Math.max(MOST, size + MERGE_EVERY);
}

/** For tests: a bound that can be reached. @param {number} most */
export function setBound(most) {
  [size, mergeAt] = [null, most];
}

/** @param {number} limit @returns {Promise<any[]>} the oldest acts, in order of seq */
export const peek = (limit) => read(["acts"], (tx) => done(tx.objectStore("acts").getAll(undefined, limit)));

/**
 * Note that acts up to `seq` may reach the collector from now on: they keep their seq and their content.
 * @param {number} seq
 */
export async function attempt(seq) {
  await change("attempted", (before) => (seq > (before ?? 0) ? { value: seq, acts: [] } : null));
}

/**
 * Take out what the collector proved to hold, set aside what it refused; leave the rest.
 * @param {{kept: Set<number>, refused: Map<number, string>}} verdicts
 * @param {number} now wall clock, ms
 * @returns {Promise<number>} how many acts left the outbox
 */
export async function settle({ kept, refused }, now) {
  const gone = await write(["acts", "sent", "refused", "state"], async (tx) => {
    const move = async (seq, store, note) => {
      const act = await done(tx.objectStore("acts").get(seq));
      if (!act) return false;
      tx.objectStore(store).put({ ...act, ...note });
      tx.objectStore("acts").delete(seq);
      return true;
    };
    const moves = [...kept].map((seq) => move(seq, "sent", { sent_at: now }));
    for (const [seq, code] of refused) moves.push(move(seq, "refused", { code, refused_at: now }));
    const moved = await Promise.all(moves);
    await raise(tx, "proven", Math.max(0, ...kept));
    return moved.filter(Boolean).length;
  });
  if (size !== null) size -= gone;
  return gone;
}

async function raise(tx, name, value) {
  const before = (await done(tx.objectStore("state").get(name))) ?? 0;
  if (value > before) tx.objectStore("state").put(value, name);
}

/**
 * Put back what the collector has lost since it proved to hold it (an older backup, a new database).
 * A gap that was never sent (forgotten, merged) keeps the mark low for ever: the same mark is not filled twice.
 * @param {number} highWater the seq up to which nothing is missing there
 * @param {string} instance the database it speaks of
 * @returns {Promise<number>} how many acts wait again
 */
export async function refill(highWater, instance) {
  size = null;
  return write(["acts", "sent", "state"], async (tx) => {
    const state = tx.objectStore("state");
    const filled = await done(state.get("filled"));
    if (highWater >= ((await done(state.get("proven"))) ?? 0)) return 0;
    if (filled?.from === highWater && filled.instance === instance) return 0;
    state.put({ from: highWater, instance }, "filled");
    const lost = await done(tx.objectStore("sent").getAll(IDBKeyRange.lowerBound(highWater, true)));
    for (const { sent_at, ...act } of lost) {
      tx.objectStore("acts").put(act);
      tx.objectStore("sent").delete(act.seq);
    }
    state.put(highWater, "proven");
    return lost.length;
  });
}

/** Let the collector judge again what it refused. @returns {Promise<number>} how many */
export async function retryRefused() {
  size = null;
  return write(["acts", "refused"], async (tx) => {
    const all = await done(tx.objectStore("refused").getAll());
    for (const { code, refused_at, ...act } of all) tx.objectStore("acts").put(act);
    tx.objectStore("refused").clear();
    return all.length;
  });
}

/** @param {number} [limit] @returns {Promise<any[]>} refused acts with `code` and `refused_at`, the newest first */
export const refusals = (limit = 100) =>
  read(["refused"], async (tx) => {
    const list = [];
    await walk(tx.objectStore("refused").openCursor(null, "prev"), ({ value }) => list.push(value) < limit);
    return list;
  });

/** @returns {Promise<{waiting: number, sent: number, refused: number}>} */
export const counts = () =>
  read(["acts", "sent", "refused"], async (tx) => {
    const [waiting, sent, refused] = await Promise.all(
      ["acts", "sent", "refused"].map((name) => done(tx.objectStore(name).count())),
    );
    return { waiting, sent, refused };
  });

/** @param {number} day @param {string} [platform] */
export const nets = (day, platform) => read(["nets"], (tx) => netsOf(tx, day, platform));

/**
 * Erase every act of the last minutes, and note that the collector must do so too before it gets another batch.
 * @param {number} minutes @param {number} now wall clock, ms
 * @returns {Promise<any[]>} the erased acts
 */
export async function forget(minutes, now) {
  size = null;
  const since = now - minutes * 60_000;
  return write(["acts", "sent", "refused", "nets", "state"], async (tx) => {
    const through_seq = await highest(tx);
    const gone = [];
    for (const name of ["acts", "sent", "refused"]) gone.push(...(await eraseSince(tx.objectStore(name), since)));
    await countOut(tx, gone);
    const state = tx.objectStore("state");
    const forgets = (await done(state.get("forgets"))) ?? [];
    state.delete("attention");
    if (await done(state.get("attempted"))) state.put([...forgets, { since, through_seq }], "forgets");
    return gone;
  });
}

/** Erase every act that this browser keeps, the unfinished chunk of attention too. Seqs are not used again. */
export async function erase() {
  size = null;
  await write(["acts", "sent", "refused", "nets", "state"], async (tx) => {
    for (const name of ["acts", "sent", "refused", "nets"]) tx.objectStore(name).clear();
    tx.objectStore("state").delete("attention");
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
    await walk(tx.objectStore(name).openKeyCursor(null, "prev"), ({ key }) => ((seq = Math.max(seq, Number(key))), false));
  }
  for (const name of ["attempted", "proven"]) {
    seq = Math.max(seq, (await done(tx.objectStore("state").get(name))) ?? 0);
  }
  return seq;
}

/** Drop the resend buffer's acts after 72 h, and sums of past days. @param {number} now @param {number} offset_min */
export async function tidy(now, offset_min) {
  await write(["sent", "nets"], async (tx) => {
    await dropOldNets(tx, dayOf(now, offset_min));
    await walk(tx.objectStore("sent").openCursor(), (cursor) => {
      if (Math.abs(now - cursor.value.sent_at) > RESEND_MS) cursor.delete();
    });
  });
}

/** @param {string} name @returns {Promise<any>} undefined when nothing is kept under that name */
export const get = (name) => read(["state"], (tx) => done(tx.objectStore("state").get(name)));

/** @param {string} name @param {unknown} value undefined: keep nothing */
export const put = (name, value) =>
  write(["state"], async (tx) => {
    const state = tx.objectStore("state");
    await done(/** @type {IDBRequest} */ (value === undefined ? state.delete(name) : state.put(value, name)));
  });

/** @returns {Promise<string>} this profile's id, made once */
export const device = () =>
  write(["state"], async (tx) => {
    const kept = await done(tx.objectStore("state").get("device"));
    const id = kept ?? randomId();
    if (!kept) tx.objectStore("state").put(id, "device");
    return id;
  });
