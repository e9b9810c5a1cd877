/**
 * Sums of the person's local day, kept in the same transaction as the acts they sum.
 * They serve the popup while the collector is away, and keep an undo from going below zero.
 */

import { resultOf, walk } from "./database.js";

const DAY_MS = 86_400_000;
const KEPT_DAYS = 2;

/**
 * The local day, counted from 1970-01-01.
 * @param {number} at wall clock, ms @param {number} offset_min
 */
export const dayOf = (at, offset_min) => Math.floor((at + offset_min * 60_000) / DAY_MS);

const keyOf = (act) => `${dayOf(act.at, act.offset_min)}|${act.platform}|${act.kind}`;

/**
 * Add acts to their days, in order.
 * @param {IDBTransaction} tx with the store `nets`
 * @param {any[]} acts
 * @param {number} [least] what an undo must leave of its day
 * @returns {Promise<boolean[]>} false, and nothing changed, for an undo of more than the day holds until then
 */
export async function countIn(tx, acts, least = 0) {
  const store = tx.objectStore("nets");
  const keys = [...new Set(acts.map(keyOf))];
  const kept = await Promise.all(keys.map((key) => resultOf(store.get(key))));
  const nets = new Map(keys.map((key, i) => [key, kept[i] ?? { n: 0, ms: 0 }]));
  const counted = acts.map((act) => grow(nets, act, least));
  for (const [key, net] of nets) {
    store.put(net, key);
  }
  return counted;
}

function grow(nets, act, least) {
  const net = nets.get(keyOf(act));
  if (act.n < 0 && net.n + act.n < least) {
    return false;
  }
  nets.set(keyOf(act), { n: net.n + act.n, ms: net.ms + act.ms });
  return true;
}

/** Take forgotten acts out of their days. @param {IDBTransaction} tx @param {any[]} acts */
export async function countOut(tx, acts) {
  const store = tx.objectStore("nets");
  for (const act of acts) {
    const net = await resultOf(store.get(keyOf(act)));
    if (!net) {
      continue;
    }
    store.put({ n: Math.max(0, net.n - act.n), ms: Math.max(0, net.ms - act.ms) }, keyOf(act));
  }
}

/**
 * @param {IDBTransaction} tx @param {number} day @param {string} [platform] all platforms when not given
 * @returns {Promise<{platform: string, kind: string, n: number, ms: number}[]>}
 */
export async function netsOf(tx, day, platform) {
  const start = platform === undefined ? `${day}|` : `${day}|${platform}|`;
  const sums = [];
  await walk(tx.objectStore("nets").openCursor(IDBKeyRange.bound(start, `${start}\uffff`)), ({ key, value }) => {
    const [, named, kind] = String(key).split("|");
    sums.push({ platform: named, kind, ...value });
  });
  return sums;
}

/** Drop the days that nobody asks for any more. @param {IDBTransaction} tx @param {number} today */
export async function dropOldNets(tx, today) {
  const old = ({ key }) => Math.abs(Number(String(key).split("|")[0]) - today) > KEPT_DAYS;
  await walk(tx.objectStore("nets").openCursor(), (cursor) => void (old(cursor) && cursor.delete()));
}
