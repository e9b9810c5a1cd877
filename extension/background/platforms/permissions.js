/**
 * Which platforms are recorded: those that the person switched on, as far as the browser lets us see them. What
 * the browser grants switches nothing on.
 */

import { browser } from "../../shared/browser.js";
import { isOn as counts } from "../../shared/rules/rules.js";
import { readSettings } from "../../shared/settings.js";
import { changeSettings, without } from "../storage/settings.js";
import { CAPTCHAS, PLATFORMS } from "./catalogue.js";
import { allowed, grantedAtInstall, isPlatform, originOf, originsFor } from "./granted.js";

const FIXED = new Set(CAPTCHAS.map(({ id }) => id));

/**
 * CAPTCHAs need no switch: the consent is about them.
 * @param {string} id @param {{on: string[], servers?: Record<string, string>}} settings
 */
export async function isOn(id, settings) {
  return FIXED.has(id) || isWatched(id, settings, await allowed());
}

/** Whether the person switched it on, and one of its hosts, or of the servers that she added, may be seen. */
function isWatched(id, { on, servers = {} }, isGranted) {
  if (!on.includes(id)) {
    return false;
  }
  return originsFor(id).some(isGranted) || serversOf(id, servers).map(originOf).some(isGranted);
}

const serversOf = (id, servers) => Object.keys(servers).filter((host) => servers[host] === id);

/**
 * @typedef {import("../../shared/situation.js").Switch} Switch
 * @param {import("../../shared/settings.js").Settings} settings
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
  if (!settings.on.includes(id)) {
    return "off";
  }
  if (!isWatched(id, settings, isGranted)) {
    return "taken";
  }
  return originsFor(id).every(isGranted) ? "on" : "partly";
}

/** What its rules count; a rule that is off is not promised. */
const kindsOf = (acts, decided) => [...new Set(acts.filter((act) => counts(act, decided)).map(({ kind }) => kind))];

/** Record platforms from now on: the person asked for it, and the browser has let us. @param {string[]} ids */
export const switchOn = (ids) => changeSettings((settings) => changesToSwitchOn(ids, settings));

/**
 * @param {string[]} ids @param {import("../../shared/settings.js").Settings} settings
 * @returns {{on: string[], since: Record<string, number>} | null} the settings to change; null: they are on
 */
export function changesToSwitchOn(ids, { on, since }) {
  const fresh = ids.filter((id) => isPlatform(id) && !on.includes(id));
  if (fresh.length === 0) {
    return null;
  }
  const now = Date.now();
  return {
    on: [...on, ...fresh],
    since: { ...since, ...Object.fromEntries(fresh.map((id) => [id, now])) },
  };
}

/** Stop recording platforms, and give back the hosts that nothing else needs. @param {string[]} ids */
export async function switchOff(ids) {
  await changeSettings(({ on, since }) => ({ on: on.filter((id) => !ids.includes(id)), since: without(since, ids) }));
  const { on } = await readSettings(browser.storage.local);
  const needed = new Set(on.flatMap(originsFor));
  const isStanding = grantedAtInstall();
  const origins = ids.flatMap(originsFor).filter((origin) => !needed.has(origin) && !isStanding(origin));
  if (origins.length) {
    await browser.permissions.remove({ origins });
  }
}

/**
 * @param {{on: string[], servers?: Record<string, string>}} settings
 * @param {(origin: string) => boolean} isGranted
 */
export const idsOn = (settings, isGranted) =>
  PLATFORMS.map(({ id }) => id).filter((id) => isWatched(id, settings, isGranted));

/** @param {() => void} onChange called when the person allows or forbids a host, here or in the browser */
export function watchPermissions(onChange) {
  browser.permissions.onAdded.addListener(onChange);
  browser.permissions.onRemoved.addListener(onChange);
}
