/**
 * When a rule met a request that it could not read: no act, and no silence either. Moments, nothing else, of the
 * last days.
 *
 * @typedef {Record<string, number[]>} Unread  wall-clock times by rule
 */

import { DAYS } from "../../shared/rules/coverage.js";
import { read, resultOf, write } from "./database.js";

const NAME = "unread";
const KEPT_MS = DAYS * 86_400_000;
const MOST = 100;

/** @returns {Promise<Unread>} */
const unreadOf = async (tx) => (await resultOf(tx.objectStore("state").get(NAME))) ?? {};

/** @param {string} rule @param {number} at */
export const note = (rule, at) =>
  write(["state"], async (tx) => {
    const unread = await unreadOf(tx);
    const times = [...(unread[rule] ?? []), at].slice(-MOST);
    tx.objectStore("state").put({ ...unread, [rule]: times }, NAME);
  });

/**
 * Keep only the moments that fit.
 * @param {IDBTransaction} tx with the store `state` @param {(rule: string, at: number) => boolean} stays
 */
export async function keep(tx, stays) {
  const kept = Object.entries(await unreadOf(tx)).map(([rule, times]) => [rule, times.filter((at) => stays(rule, at))]);
  tx.objectStore("state").put(Object.fromEntries(kept.filter(([, times]) => times.length)), NAME);
}

/** @param {number} now wall clock, ms */
export const tidy = (now) => write(["state"], (tx) => keep(tx, (_rule, at) => Math.abs(now - at) < KEPT_MS));

/**
 * How many requests each rule could not read in the last days, a hundred at most.
 * @param {number} now wall clock, ms
 * @returns {Promise<(rule: string) => number>}
 */
export async function known(now) {
  const unread = await read(["state"], unreadOf);
  return (rule) => (unread[rule] ?? []).filter((at) => Math.abs(now - at) < KEPT_MS).length;
}
