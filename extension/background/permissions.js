/**
 * Which platforms are recorded: those whose hosts the person allowed and did not switch off here.
 * Some share a host, so the browser's permission alone cannot tell them apart.
 */

import { browser } from "../shared/browser.js";
import { coverage } from "../shared/grants.js";
import { originsOf } from "../shared/places.js";
import { isOn as counts } from "../shared/rules.js";
import { readSettings } from "../shared/settings.js";
import { CAPTCHAS, PLATFORMS } from "./catalogue.js";
import { choose, without } from "./choices.js";

/** @type {Map<string, string[]>} */
const ORIGINS = new Map(PLATFORMS.map((platform) => [platform.id, originsOf(platform)]));

const originsFor = (id) => ORIGINS.get(id) ?? [];
const FIXED = new Set(CAPTCHAS.map(({ id }) => id));

/** @returns {Promise<(origin: string) => boolean>} whether the person allows what a match pattern names */
export async function allowed() {
  return coverage((await browser.permissions.getAll()).origins ?? []);
}

/** @param {string} host @returns {string} */
export const originOf = (host) => `https://${host}/*`;

/**
 * CAPTCHAs need no switch: the consent is about them.
 * @param {string} id @param {{off: string[], servers?: Record<string, string>}} settings
 */
export async function isOn(id, settings) {
  return FIXED.has(id) || isAllowed(id, settings, await allowed());
}

/** Whether one of a platform's hosts, or of the servers that the person added, may be seen. */
function isAllowed(id, { off, servers = {} }, isGranted) {
  if (!ORIGINS.has(id) || off.includes(id)) return false;
  return originsFor(id).some(isGranted) || serversOf(id, servers).map(originOf).some(isGranted);
}

const serversOf = (id, servers) => Object.keys(servers).filter((host) => servers[host] === id);

/**
 * @typedef {{id: string, name: string, category: string, state: "on" | "partly" | "off" | "taken",
 *   origins: string[], kinds: string[], note: {en: string, fr: string} | null, since: number | null}} Switch
 *   partly: some of its hosts only; taken: the person took the permission back in the browser's settings;
 *   kinds: what is counted there
 * @param {import("../shared/settings.js").Settings} settings
 * @returns {Promise<Switch[]>}
 */
export async function platforms(settings) {
  const isGranted = await allowed();
  return PLATFORMS.map((platform) => described(platform, settings, isGranted));
}

/** @returns {Switch} */
function described(platform, settings, isGranted) {
  const { id, name, category, acts, note = null } = platform;
  const since = settings.since[id] ?? null;
  const kinds = kindsOf(acts, settings.rules);
  const state = stateOf(id, settings, isGranted);
  return { id, name, category, state, origins: originsFor(id), kinds, note, since };
}

function stateOf(id, settings, isGranted) {
  if (settings.off.includes(id)) return "off";
  if (!isAllowed(id, settings, isGranted)) return id in settings.since ? "taken" : "off";
  return originsFor(id).every(isGranted) ? "on" : "partly";
}

/** What its rules count; a rule that is off is not promised. */
const kindsOf = (acts, decided) => [
  ...new Set(acts.filter((act) => counts(act, decided)).map(({ kind }) => kind)),
];

/**
 * Note, before the browser asks the person, which platforms the click is about: others on the same hosts stay
 * off.
 * @param {string[]} ids
 */
export async function switchOn(ids) {
  const isGranted = await allowed();
  await choose((settings) => {
    const on = new Set([...ids, ...idsOn(settings, isGranted)]);
    const asked = new Set(ids.flatMap(originsFor));
    const beside = [...ORIGINS].filter(
      ([id, origins]) => !on.has(id) && origins.some((origin) => asked.has(origin)),
    );
    const off = new Set([...settings.off, ...beside.map(([id]) => id)]);
    for (const id of ids) off.delete(id);
    return { off: [...off] };
  });
  await noteSince();
}

/** Stop recording platforms, and give back the hosts that no other one needs. @param {string[]} ids */
export async function switchOff(ids) {
  await choose(({ off, since }) => ({ off: [...new Set([...off, ...ids])], since: without(since, ids) }));
  const settings = await readSettings(browser.storage.local);
  const needed = new Set(idsOn(settings, await allowed()).flatMap(originsFor));
  const origins = ids.flatMap(originsFor).filter((origin) => !needed.has(origin));
  if (origins.length) await browser.permissions.remove({ origins });
}

/**
 * Give each platform that is on the moment since when. Not before the browser allows it: a person who was
 * asked and said no has not switched it on.
 */
export async function noteSince() {
  const isGranted = await allowed();
  await choose((settings) => {
    const fresh = idsOn(settings, isGranted).filter((id) => !(id in settings.since));
    const now = Date.now();
    return fresh.length
      ? { since: { ...settings.since, ...Object.fromEntries(fresh.map((id) => [id, now])) } }
      : null;
  });
}

/**
 * @param {{off: string[], servers?: Record<string, string>}} settings
 * @param {(origin: string) => boolean} isGranted
 */
export const idsOn = (settings, isGranted) =>
  [...ORIGINS.keys()].filter((id) => isAllowed(id, settings, isGranted));

/** @param {() => void} onChange called when the person allows or forbids a host, here or in the browser */
export function watchPermissions(onChange) {
  browser.permissions.onAdded.addListener(onChange);
  browser.permissions.onRemoved.addListener(onChange);
}
