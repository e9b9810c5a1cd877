/**
 * Acts kept in the browser until the collector has proved that it holds them. Written before anything else
 * happens; every change of more than one record is one transaction, so the browser may be killed at any line.
 */

import { randomId } from "../../shared/wire/signing.js";
import { read, resultOf, walk, write } from "./database.js";
import { rangesOf } from "./held.js";
import { countGone, forgetSize, keepBounded } from "./merge.js";
import { countIn, dayOf, dropOldNets, netsOf } from "./nets.js";
import * as seen from "./seen.js";
import * as unread from "./unread.js";

export { erase, forget, forgetPlatforms, highestSeq, waitingOf } from "./forgetting.js";

const RESEND_MS = 72 * 3_600_000;
/** A clock that was set back, or that nobody looked at for as long as acts are kept, has to prove itself first. */
const SKEW_MS = 120_000;
const STEADY_MS = 3_600_000;

/**
 * Keep acts, and `state` with them in the same transaction.
 * @param {object[]} acts without seq
 * @param {{state?: Record<string, unknown>}} [more]
 * @returns {Promise<(number | null)[]>} seq of each; null for an undo of something not done today
 */
export async function add(acts, { state = {} } = {}) {
  const seqs = await write(["acts", "nets", "state"], async (tx) => {
    const counted = await countIn(tx, acts);
    await seen.note(
      tx,
      acts.filter((_, i) => counted[i]),
    );
    const given = acts.map((act, i) => (counted[i] ? addTo(tx, act) : null));
    for (const [name, value] of Object.entries(state)) {
      tx.objectStore("state").put(value, name);
    }
    return Promise.all(given);
  });
  await keepBounded(acts.length);
  return seqs;
}

/** @returns {Promise<number>} the seq that the browser made */
const addTo = async (tx, act) => Number(await resultOf(tx.objectStore("acts").add(act)));

/**
 * Change one piece of state, and keep the acts that the change yields, in one transaction.
 * @template T @param {string} name
 * @param {(value: T | undefined) => {value: T, acts: object[], least?: number} | null} step null: change
 *   nothing; least: what an undo among the acts must leave of its day
 * @returns {Promise<number>} how many acts were kept
 */
export async function change(name, step) {
  const kept = await write(["acts", "nets", "state"], async (tx) => {
    const next = step(await resultOf(tx.objectStore("state").get(name)));
    if (!next) {
      return 0;
    }
    const counted = next.acts.length ? await countIn(tx, next.acts, next.least) : [];
    const acts = next.acts.filter((_, i) => counted[i]);
    for (const act of acts) {
      tx.objectStore("acts").add(act);
    }
    await seen.note(tx, acts);
    tx.objectStore("state").put(next.value, name);
    return next.acts.length;
  });
  if (kept) {
    await keepBounded(kept);
  }
  return kept;
}

/** @param {number} limit @returns {Promise<any[]>} the oldest acts that may be sent, in order of seq */
export const peek = (limit) =>
  read(["acts", "state"], async (tx) => {
    const found = [];
    for (const range of (await rangesOf(tx)).free) {
      const room = limit - found.length;
      if (room > 0) {
        found.push(...(await resultOf(tx.objectStore("acts").getAll(range, room))));
      }
    }
    return found;
  });

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
      const act = await resultOf(tx.objectStore("acts").get(seq));
      if (!act) {
        return false;
      }
      tx.objectStore(store).put({ ...act, ...note });
      tx.objectStore("acts").delete(seq);
      return true;
    };
    const moves = [...kept].map((seq) => move(seq, "sent", { sent_at: now }));
    for (const [seq, code] of refused) {
      moves.push(move(seq, "refused", { code, refused_at: now }));
    }
    const moved = await Promise.all(moves);
    await raise(tx, "proven", Math.max(0, ...kept));
    return moved.filter(Boolean).length;
  });
  countGone(gone);
  return gone;
}

async function raise(tx, name, value) {
  const before = (await resultOf(tx.objectStore("state").get(name))) ?? 0;
  if (value > before) {
    tx.objectStore("state").put(value, name);
  }
}

/**
 * Put back what the collector has lost since it proved to hold it (an older backup, a new database).
 * A gap that was never sent (forgotten, merged) keeps the mark low for ever: the same mark is not filled
 * twice.
 * @param {number} highWater the seq up to which nothing is missing there
 * @param {string} instance the database it speaks of
 * @returns {Promise<number>} how many acts wait again
 */
export async function refill(highWater, instance) {
  forgetSize();
  return write(["acts", "sent", "state"], async (tx) => {
    const state = tx.objectStore("state");
    const filled = await resultOf(state.get("filled"));
    if (highWater >= ((await resultOf(state.get("proven"))) ?? 0)) {
      return 0;
    }
    if (filled?.from === highWater && filled.instance === instance) {
      return 0;
    }
    state.put({ from: highWater, instance }, "filled");
    const lost = [];
    for (const range of (await rangesOf(tx)).free) {
      lost.push(...(await resultOf(tx.objectStore("sent").getAll(range))));
    }
    const missing = lost.filter(({ seq }) => seq > highWater);
    for (const { sent_at, ...act } of missing) {
      tx.objectStore("acts").put(act);
      tx.objectStore("sent").delete(act.seq);
    }
    state.put(highWater, "proven");
    return missing.length;
  });
}

/**
 * Let the collector judge again what it refused; not what another one did. @returns {Promise<number>} how many
 */
export async function retryRefused() {
  forgetSize();
  return write(["acts", "refused", "state"], async (tx) => {
    const all = [];
    for (const range of (await rangesOf(tx)).free) {
      await walk(tx.objectStore("refused").openCursor(range), (cursor) => {
        const { code, refused_at, ...act } = cursor.value;
        all.push(act);
        cursor.delete();
      });
    }
    for (const act of all) {
      tx.objectStore("acts").put(act);
    }
    return all.length;
  });
}

/**
 * Refused acts with `code` and `refused_at`, the newest first.
 * @param {number} [limit]
 * @returns {Promise<any[]>}
 */
export const refusals = (limit = 100) =>
  read(["refused"], async (tx) => {
    const list = [];
    await walk(tx.objectStore("refused").openCursor(null, "prev"), ({ value }) => list.push(value) < limit);
    return list;
  });

/**
 * @returns {Promise<{waiting: number, sent: number, refused: number, held: number}>} held: kept from the
 *   collector, because they were recorded for another one
 */
export const counts = () =>
  read(["acts", "sent", "refused", "state"], async (tx) => {
    const count = (name, within) => resultOf(tx.objectStore(name).count(within));
    const { held: ranges } = await rangesOf(tx);
    const [acts, sent, refused] = await Promise.all(["acts", "sent", "refused"].map((name) => count(name, undefined)));
    let [waits, lies] = [0, 0];
    for (const range of ranges) {
      [waits, lies] = [waits + (await count("acts", range)), lies + (await count("sent", range))];
    }
    return { waiting: acts - waits, sent, refused, held: waits + lies };
  });

/** @param {number} day @param {string} [platform] */
export const nets = (day, platform) => read(["nets"], (tx) => netsOf(tx, day, platform));

/**
 * Drop the resend buffer's acts after 72 h, and the sums and minutes of past days; not while the clock has just
 * jumped: what is dropped does not come back when it is put right.
 * @param {number} now wall clock, ms @param {number} offset_min
 */
export async function tidy(now, offset_min) {
  if (!(await isSteady(now))) {
    return;
  }
  await seen.tidy(dayOf(now, offset_min));
  await unread.tidy(now);
  await write(["sent", "nets", "state"], async (tx) => {
    await dropOldNets(tx, dayOf(now, offset_min));
    for (const range of (await rangesOf(tx)).free) {
      await walk(tx.objectStore("sent").openCursor(range), (cursor) => {
        if (Math.abs(now - cursor.value.sent_at) > RESEND_MS) {
          cursor.delete();
        }
      });
    }
  });
}

/** Whether the clock has gone on without a jump for an hour, as far as it was looked at. */
async function isSteady(now) {
  let steady = false;
  await change("clock", (before) => {
    const gap = now - (before?.last ?? -Infinity);
    const since = gap < -SKEW_MS || gap > RESEND_MS ? now : before.since;
    steady = now - since >= STEADY_MS;
    return { value: { since, last: now }, acts: [] };
  });
  return steady;
}

/** @param {string} name @returns {Promise<any>} undefined when nothing is kept under that name */
export const get = (name) => read(["state"], (tx) => resultOf(tx.objectStore("state").get(name)));

/** @param {string} name @param {unknown} value undefined: keep nothing */
export const put = (name, value) =>
  write(["state"], async (tx) => {
    const state = tx.objectStore("state");
    await resultOf(/** @type {IDBRequest} */ (value === undefined ? state.delete(name) : state.put(value, name)));
  });

/** Throw away every key but one, or all of them. @param {string} [name] the one that stays */
export const keepKey = (name) =>
  write(["state"], async (tx) => {
    const keys = IDBKeyRange.bound("key", "key!", false, true);
    await walk(tx.objectStore("state").openCursor(keys), (cursor) => void (cursor.key !== name && cursor.delete()));
  });

/** @returns {Promise<string>} this profile's id, made once */
export const device = () =>
  write(["state"], async (tx) => {
    const kept = await resultOf(tx.objectStore("state").get("device"));
    const id = kept ?? randomId();
    if (!kept) {
      tx.objectStore("state").put(id, "device");
    }
    return id;
  });
