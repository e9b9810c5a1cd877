/**
 * Pausing and resuming, whoever wished it: kept in the settings, with the alarms that belong to it.
 * What makes a wish hold is decided in `shared/wire/pause.js`.
 */

import { browser } from "../../shared/browser.js";
import { isPaused, readSettings, UNTIL_RESUMED } from "../../shared/settings.js";
import { isSame, latest, lengthOf, limitPause, newWish, readPause } from "../../shared/wire/pause.js";
import { changeSettings } from "../storage/settings.js";
import { look } from "./attention.js";

/** Rings when a pause ends. */
export const END_ALARM = "pause";
/** Rings each minute of a pause: the dashboard may have ended it, and nothing else asks meanwhile. */
export const ASK_ALARM = "hear";

/** @typedef {import("../../shared/wire/pause.js").Wish} Wish */

/** @returns {Wish} */
const pauseOf = ({ pausedUntil, pausedAt }) => ({ until: pausedUntil, at: pausedAt });
const settingsOf = ({ until, at }) => ({ pausedUntil: until, pausedAt: at });
const settingsWithLength = (wish) => ({ ...settingsOf(wish), pausedFor: lengthOf(wish) });

/**
 * Record nothing before `until`, or, with 0, record again: the person wishes it here and now.
 * @param {number} until wall clock, ms
 */
export async function setPause(until) {
  const now = Date.now();
  await changeSettings((settings) => ({
    ...settingsOf(newWish(pauseOf(settings), until, now)),
    pausedFor: lengthOf({ until, at: now }),
  }));
  await lookAgain();
}

/**
 * Apply the pause that the collector's answer to a hello carries, if it is the later one.
 * @param {any} body the proven answer
 * @returns {Promise<Wish | null>} what it has to be told in turn, null: nothing
 */
export async function applyPause(body) {
  const pause = readPause(body);
  if (!pause) {
    return null;
  }
  let own = pause.wish;
  await changeSettings((settings) => {
    own = latest(pauseOf(settings), pause.wish);
    return own === pause.wish ? settingsWithLength(own) : null;
  });
  if (own === pause.wish) {
    await lookAgain();
  }
  return isSame(own, pause.known) ? null : own;
}

/** Look again, now that it may or may not be recorded. */
async function lookAgain() {
  await setAlarms();
  await look();
}

/** Set the alarms of the pause as it stands; to be called in each life too, for a death may come in between. */
export async function setAlarms() {
  await changeSettings((settings) => {
    const own = pauseOf(settings);
    const right = limitPause(own, settings.pausedFor, Date.now());
    return right === own ? null : settingsOf(right);
  });
  const settings = await readSettings(browser.storage.local);
  const on = isPaused(settings, Date.now());
  await keepAlarm(END_ALARM, on && settings.pausedUntil !== UNTIL_RESUMED, { when: settings.pausedUntil });
  await keepAlarm(ASK_ALARM, on, { periodInMinutes: 1 });
}

/** One that is set already is left alone, or it would never ring while others wake us. */
async function keepAlarm(name, wanted, info) {
  const set = await browser.alarms.get(name);
  if (!wanted) {
    await browser.alarms.clear(name);
  } else if (!set || (info.when && set.scheduledTime !== info.when)) {
    await browser.alarms.create(name, info);
  }
}
