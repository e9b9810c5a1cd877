/**
 * Whether a rule still shows itself. A platform may change overnight, and then its rules see nothing: that is
 * no zero, it is silence, and it is told as such. Pure: days and minutes are passed in.
 *
 * @typedef {{day: number | null, since: number | undefined, ms: number, today: number, now: number}} Known
 *   day: the local day on which the rule last fired; since: when it was switched on, wall clock, ms; ms:
 *   attention to its platform in the last days
 * @typedef {"seen" | "nothing" | "silent"} Verdict
 * @typedef {{id: string, kinds: string[], confidence: "HIGH" | "MED" | "LOW", on: boolean | null,
 *   note: {en: string, fr: string} | null, verdict: Verdict | null, seen: number | null, unread?: number}} Rule
 *   what a page is told of one; on null: it cannot be switched; verdict null: nothing is expected of it; seen: a
 *   moment of the last day on which it fired, in UTC; unread: requests of the last days that it could not read
 */

export const DAYS = 7;
const DAY_MS = 86_400_000;
const LEAST_MS = 600_000;

/**
 * @param {Known} known
 * @returns {Verdict} nothing: it has not fired yet, and nobody can say more
 */
export function verdictOf({ day, since, ms, today, now }) {
  if (day !== null && today - day < DAYS) {
    return "seen";
  }
  const isOldEnough = since !== undefined && now - since >= DAYS * DAY_MS;
  if (isOldEnough && ms >= LEAST_MS) {
    return "silent";
  }
  return day === null ? "nothing" : "seen";
}

/**
 * Whether a count may be blind: there are rules, and not one of them shows itself.
 * @param {Verdict[]} verdicts of the rules of one platform that are switched on
 */
export const isBlind = (verdicts) => verdicts.length > 0 && verdicts.every((verdict) => verdict === "silent");

/** Midnight UTC of a local day, to be shown as a date in UTC. @param {number} day since 1970-01-01 */
export const momentOf = (day) => day * DAY_MS;
