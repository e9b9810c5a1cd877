/**
 * What the person decided, kept in the extension's local storage. Pure: the storage area is passed in.
 * @typedef {{version: number, at: number, answer: "accepted" | "declined"}} Consent
 * @typedef {{port: number, clientId: string, instanceId: string}} Collector
 * @typedef {{consent: Consent | null, pausedUntil: number, pausedAt: number, pausedFor: number, language: "en" | "fr" | null,
 *   collector: Collector | null, on: string[], since: Record<string, number>,
 *   rules: Record<string, boolean>, servers: Record<string, string>, promptLength: boolean,
 *   unasked: Unasked | null}} Settings
 *   pausedUntil: wall clock, ms, 0 when not paused; pausedAt: when that was wished, 0 for never; pausedFor: how long
 *   it was wished for, ms, 0 where that is not known; on: platforms
 *   that the person switched on; since: when each of them, and each rule of her own choice, was last switched
 *   on, wall clock, ms; rules: those she switched on or off otherwise than the catalogue does; servers: hosts
 *   that she added, each with the platform whose software was recognised there, "" until then, "-" for none
 *   that we know; promptLength: whether the length class of a prompt is kept; unasked: what an earlier version
 *   counted by mistake, until she says what becomes of it
 * @typedef {{ids: string[], through: number}} Unasked  platforms, and the last seq that may be of one
 */

/** Grows when the consent text says something new: everybody is then asked again. */
export const CONSENT_VERSION = 3;

/** What is kept for a server on which no software that we know was recognised; no platform is called so. */
export const NOTHING_KNOWN = "-";

/** A pause without an end. */
export const UNTIL_RESUMED = Number.MAX_SAFE_INTEGER;

export const LANGUAGES = ["en", "fr"];

/**
 * The language to speak: the one set, else the browser's, else English.
 * @param {string | null} setting @param {string} own such as `fr-CA`
 * @returns {"en" | "fr"}
 */
export function languageOf(setting, own) {
  const wanted = setting ?? own.slice(0, 2);
  return wanted === "fr" ? "fr" : "en";
}

const isObject = (value) => typeof value === "object" && value !== null;
const isNames = (value) => Array.isArray(value) && value.every((id) => typeof id === "string");
const isMap = (value, fits) => isObject(value) && !Array.isArray(value) && Object.values(value).every(fits);

/** @type {Record<string, {fallback: any, fits: (value: any) => boolean}>} */
const SETTINGS = {
  consent: {
    fallback: null,
    fits: (v) => isObject(v) && Number.isInteger(v.version) && Number.isInteger(v.at),
  },
  pausedUntil: { fallback: 0, fits: (v) => Number.isSafeInteger(v) && v >= 0 },
  pausedAt: { fallback: 0, fits: (v) => Number.isSafeInteger(v) && v >= 0 },
  pausedFor: { fallback: 0, fits: (v) => Number.isSafeInteger(v) && v >= 0 },
  language: { fallback: null, fits: (v) => LANGUAGES.includes(v) },
  collector: { fallback: null, fits: (v) => isObject(v) && isPort(v.port) && typeof v.clientId === "string" },
  on: { fallback: [], fits: isNames },
  since: { fallback: {}, fits: (v) => isMap(v, Number.isSafeInteger) },
  rules: { fallback: {}, fits: (v) => isMap(v, (on) => typeof on === "boolean") },
  servers: { fallback: {}, fits: (v) => isMap(v, (id) => typeof id === "string") },
  promptLength: { fallback: false, fits: (v) => typeof v === "boolean" },
  unasked: {
    fallback: null,
    fits: (v) => isObject(v) && isNames(v.ids) && Number.isSafeInteger(v.through),
  },
};

/** @param {any} value */
export const isPort = (value) => Number.isInteger(value) && value >= 1024 && value <= 65535;

/**
 * @param {{get: (names: string[]) => Promise<object>}} area
 * @returns {Promise<Settings>} with the fallback for whatever is missing or misshapen
 */
export async function readSettings(area) {
  const kept = /** @type {any} */ (await area.get([...Object.keys(SETTINGS), "off"]));
  const read = ([name, { fallback, fits }]) => [name, fits(kept[name]) ? kept[name] : fallback];
  const settings = Object.fromEntries(Object.entries(SETTINGS).map(read));
  if (!("on" in kept)) {
    settings.on = formerlyOn(settings, kept);
  }
  return /** @type {any} */ (settings);
}

/** Earlier versions noted since when each platform was on, and which were off though their host was allowed. */
const formerlyOn = ({ since }, { off }) => Object.keys(since).filter((id) => !(isNames(off) && off.includes(id)));

/** @param {Settings} settings */
export function isConsented({ consent }) {
  return consent?.answer === "accepted" && consent.version === CONSENT_VERSION;
}

/** Whether the person accepted an older text, and has to read this one. @param {Settings} settings */
export const isRenewed = (settings) => settings.consent?.answer === "accepted" && !isConsented(settings);

/** @param {Settings} settings @param {number} now wall clock, ms */
export const isPaused = ({ pausedUntil }, now) => now < pausedUntil;

/**
 * Whether anything at all may be kept now.
 * @param {Settings} settings @param {number} now wall clock, ms
 */
export const isRecording = (settings, now) => isConsented(settings) && !isPaused(settings, now);
