/**
 * Keep the outbox bounded without losing a second: chunks of attention of one platform and one local hour
 * become one act with their sum. Counts of other kinds are never touched.
 */

import { done, walk, write } from "./database.js";

const HOUR_MS = 3_600_000;
const MOST_CHUNKS = 1_000;

/**
 * Merge what was never sent: an act that may have reached the collector keeps its seq and its content.
 * @param {number} attempted the highest seq that was ever put on the wire
 * @returns {Promise<number>} how many acts wait now
 */
export async function merge(attempted) {
  return write(["acts"], async (tx) => {
    const store = tx.objectStore("acts");
    const groups = await gather(store, attempted);
    for (const chunks of groups) if (chunks.length > 1) replace(store, chunks);
    return done(store.count());
  });
}

async function gather(store, attempted) {
  const open = new Map();
  const full = [];
  await walk(store.openCursor(IDBKeyRange.lowerBound(attempted, true)), ({ value }) => {
    if (value.kind !== "attention") return;
    const key = keyOf(value);
    const group = open.get(key);
    if (group && chunksIn([...group, value]) <= MOST_CHUNKS) group.push(value);
    else full.push(open.set(key, [value]).get(key));
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
  for (const chunk of chunks) store.delete(chunk.seq);
  store.add({ ...first, ms, n: chunksIn(chunks) });
}
