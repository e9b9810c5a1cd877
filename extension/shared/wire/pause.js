/**
 * Pausing, when the popup, the settings and the dashboard may all ask for it: the later wish holds. Pure.
 *
 * @typedef {{until: number, at: number}} Wish  until: nothing is recorded before, wall clock, ms, 0: record;
 *   at: when it was wished, wall clock, ms, 0: nobody ever did
 */

import { UNTIL_RESUMED } from "../settings.js";

/** @type {Wish} */
const NONE = Object.freeze({ until: 0, at: 0 });

const isTime = (value) => Number.isSafeInteger(value) && value >= 0;
const isWish = (value) => isTime(value?.until) && isTime(value?.at);
const wishOf = ({ until, at }) => ({ until, at });

/**
 * What a hello's answer says of pausing.
 * @param {any} body the proven answer
 * @returns {{wish: Wish, known: Wish} | null} wish: the dashboard's; known: what the collector believes that
 *   this browser obeys; null: an older collector, which must not be told either
 */
export function readPause({ pause }) {
  if (!isWish(pause)) {
    return null;
  }
  return { wish: wishOf(pause), known: isWish(pause.known) ? wishOf(pause.known) : NONE };
}

/** The wish that holds: one's own, unless the other is later. @param {Wish} own @param {Wish} other */
export const latest = (own, other) => (other.at > own.at ? other : own);

/** @param {Wish} one @param {Wish} other */
export const isSame = (one, other) => one.until === other.until && one.at === other.at;

/**
 * A wish of now, later than the one before whatever became of the clock.
 * @param {Wish} before @param {number} until @param {number} now wall clock, ms
 * @returns {Wish}
 */
export const newWish = (before, until, now) => ({ until, at: Math.max(now, before.at + 1) });

const DAY_MS = 86_400_000;
const SKEW_MS = 120_000;

/**
 * How long a pause lasts, ms, seen when it is wished or heard of; 0 where that cannot be told.
 * @param {Wish} wish
 */
export const lengthOf = ({ until, at }) => (until === UNTIL_RESUMED || until <= at ? 0 : Math.min(until - at, DAY_MS));

/**
 * A pause that ends later than it can: the clock was set back since. It then begins again now, so that it is
 * neither cut short nor lasts for years.
 * @param {Wish} own @param {number} length how long it was wished for, ms; 0: a day, the longest there is
 * @param {number} now wall clock, ms
 * @returns {Wish} the same where nothing is wrong
 */
export function limitPause(own, length, now) {
  if (own.until === UNTIL_RESUMED) {
    return own;
  }
  const most = length || DAY_MS;
  return own.until - now > most + SKEW_MS ? { until: now + most, at: own.at } : own;
}
