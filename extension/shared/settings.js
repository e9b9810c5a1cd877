/**
 * What the person decided, kept in the extension's local storage. Pure: the storage area is passed in.
 * @typedef {{version: number, at: number, answer: "accepted" | "declined"}} Consent
 * @typedef {{port: number, clientId: string, instanceId: string}} Collector
 * @typedef {{consent: Consent | null, pausedUntil: number, language: "en" | "fr" | null,
 *   collector: Collector | null, off: string[]}} Settings
 *   pausedUntil: wall clock, ms, 0 when not paused; off: platforms not to record though their host is allowed
 */

/** Grows when the consent text says something new: everybody is then asked again. */
export const CONSENT_VERSION = 1;

/** A pause without an end. */
export const UNTIL_RESUMED = Number.MAX_SAFE_INTEGER;

export const LANGUAGES = ["en", "fr"];

/**
 * The language to speak: the one chosen, else the browser's, else English.
 * @param {string | null} chosen @param {string} own such as `fr-CA`
 * @returns {"en" | "fr"}
 */
export function languageOf(chosen, own) {
  const wanted = chosen ?? own.slice(0, 2);
  return wanted === "fr" ? "fr" : "en";
}

const isObject = (value) => typeof value === "object" && value !== null;

/** @type {Record<string, {fallback: any, fits: (value: any) => boolean}>} */
const SETTINGS = {
  consent: {
    fallback: null,
    fits: (v) => isObject(v) && Number.isInteger(v.version) && Number.isInteger(v.at),
  },
  pausedUntil: { fallback: 0, fits: (v) => Number.isSafeInteger(v) && v >= 0 },
  language: { fallback: null, fits: (v) => LANGUAGES.includes(v) },
  collector: { fallback: null, fits: (v) => isObject(v) && isPort(v.port) && typeof v.clientId === "string" },
  off: { fallback: [], fits: (v) => Array.isArray(v) && v.every((id) => typeof id === "string") },
};

/** @param {any} value */
export const isPort = (value) => Number.isInteger(value) && value >= 1024 && value <= 65535;

/**
 * @param {{get: (names: string[]) => Promise<object>}} area
 * @returns {Promise<Settings>} with the fallback for whatever is missing or misshapen
 */
export async function readSettings(area) {
  const kept = await area.get(Object.keys(SETTINGS));
  const read = ([name, { fallback, fits }]) => [name, fits(kept[name]) ? kept[name] : fallback];
  return /** @type {any} */ (Object.fromEntries(Object.entries(SETTINGS).map(read)));
}

/** @param {Settings} settings */
export function isConsented({ consent }) {
  return consent?.answer === "accepted" && consent.version === CONSENT_VERSION;
}

/** @param {Settings} settings @param {number} now wall clock, ms */
export const isPaused = ({ pausedUntil }, now) => now < pausedUntil;

/**
 * Whether anything at all may be kept now.
 * @param {Settings} settings @param {number} now wall clock, ms
 */
export const isRecording = (settings, now) => isConsented(settings) && !isPaused(settings, now);
