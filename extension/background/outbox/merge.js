/**
 * Keep the outbox bounded without losing a second: chunks of attention of one platform and one local hour
 * become one act with their sum. Counts of other kinds are never touched.
 */

import { TIME } from "../../shared/acts/attention.js";
import { read, resultOf, walk, write } from "./database.js";

/** More records than this, and chunks are merged. */
export const MOST = 500_000;
/** How many more must come before merging is tried again. */
const MERGE_EVERY = 10_000;
const HOUR_MS = 3_600_000;
const MOST_CHUNKS = 1_000;

/** Records that wait, counted once for each life of the background. @type {number | null} */
let size = null;
let mergeAt = MOST;

/** Forget the count: something was taken out or put back. */
export function forgetSize() {
  size = null;
}

/** @param {number} gone records that left */
export function countGone(gone) {
  if (size !== null) {
    size -= gone;
  }
}

/** For tests: a bound that can be reached. @param {number} most */
export function setBound(most) {
  [size, mergeAt] = [null, most];
}

/** Merge once there are too many. @param {number} more records that came */
export async function keepBounded(more) {
  const now = size === null ? await waiting() : size + more;
  size = now < mergeAt ? now : await merge();
  if (now >= mergeAt) {
    mergeAt = Math.max(MOST, size + MERGE_EVERY);
  }
}

const waiting = () => read(["acts"], (tx) => resultOf(tx.objectStore("acts").count()));

/**
 * Merge what was never sent and is for the collector of now: an act that may have reached one keeps its seq.
 * @returns {Promise<number>} how many acts wait now
 */
function merge() {
  return write(["acts", "state"], async (tx) => {
    const store = tx.objectStore("acts");
    const attempted = (await resultOf(tx.objectStore("state").get("attempted"))) ?? 0;
    const { past = [] } = (await resultOf(tx.objectStore("state").get("logs"))) ?? {};
    const groups = await gather(store, Math.max(attempted, past.at(-1)?.through ?? 0));
    for (const chunks of groups) {
      if (chunks.length > 1) {
        replace(store, chunks);
      }
    }
    return resultOf(store.count());
  });
}

async function gather(store, attempted) {
  const open = new Map();
  const full = [];
  await walk(store.openCursor(IDBKeyRange.lowerBound(attempted, true)), ({ value }) => {
    if (!TIME.has(value.kind)) {
      return;
    }
    const key = keyOf(value);
    const group = open.get(key);
    if (group && chunksIn([...group, value]) <= MOST_CHUNKS) {
      group.push(value);
    } else {
      full.push(open.set(key, [value]).get(key));
    }
  });
  return full;
}

function keyOf({ platform, rule, at, offset_min }) {
  return `${platform}|${rule}|${offset_min}|${Math.floor((at + offset_min * 60_000) / HOUR_MS)}`;
}

const chunksIn = (chunks) => chunks.reduce((sum, { n }) => sum + n, 0);

function replace(store, chunks) {
  const { seq, ...first } = chunks[0];
  const ms = chunks.reduce((sum, chunk) => sum + chunk.ms, 0);
  for (const chunk of chunks) {
    store.delete(chunk.seq);
  }
  store.add({ ...first, ms, n: chunksIn(chunks) });
}
