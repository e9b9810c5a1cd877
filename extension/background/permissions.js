/**
 * Which platforms are recorded: those whose hosts the person allowed and did not switch off here.
 * Some share a host, so the browser's permission alone cannot tell them apart.
 */

import { browser } from "../shared/browser.js";
import { originsOf } from "../shared/places.js";
import { readSettings } from "../shared/settings.js";
import { CAPTCHAS, PLATFORMS } from "./catalogue.js";
import { gestureScripts } from "./requests.js";
import { isOn as counts } from "../shared/rules.js";

/** @type {Map<string, string[]>} */
const ORIGINS = new Map(PLATFORMS.map((platform) => [platform.id, originsOf(platform)]));

const originsFor = (id) => ORIGINS.get(id) ?? [];
const FIXED = new Set(CAPTCHAS.map(({ id }) => id));

const isAllowed = (origin) => browser.permissions.contains({ origins: [origin] });

/**
 * CAPTCHAs need no switch: the consent is about them.
 * @param {string} id @param {{off: string[]}} settings
 */
export async function isOn(id, { off }) {
  if (FIXED.has(id)) return true;
  if (!ORIGINS.has(id) || off.includes(id)) return false;
  return (await Promise.all(originsFor(id).map(isAllowed))).some(Boolean);
}

/**
 * @typedef {{id: string, name: string, state: "on" | "partly" | "off", origins: string[],
 *   kinds: string[]}} Switch
 *   partly: some of its hosts only; kinds: what is counted there
 * @param {{off: string[]}} settings
 * @returns {Promise<Switch[]>}
 */
export const platforms = (settings) =>
  Promise.all(PLATFORMS.map((platform) => described(platform, settings)));

/** @returns {Promise<Switch>} */
async function described({ id, name, acts }, { off }) {
  const origins = originsFor(id);
  const allowed = (await Promise.all(origins.map(isAllowed))).filter(Boolean).length;
  const state = off.includes(id) || allowed === 0 ? "off" : allowed < origins.length ? "partly" : "on";
  return { id, name, state, origins, kinds: kindsOf(acts) };
}

/** What its rules count; a rule that is off by default is not promised. */
const kindsOf = (acts) => [...new Set(acts.filter(counts).map(({ kind }) => kind))];

/**
 * Note, before the browser asks the person, which platforms the click is about: others on the same hosts stay
 * off.
 * @param {string[]} ids
 */
export async function switchOn(ids) {
  const settings = await readSettings(browser.storage.local);
  const on = new Set([...ids, ...(await idsOn(settings))]);
  const asked = new Set(ids.flatMap(originsFor));
  const beside = [...ORIGINS].filter(
    ([id, origins]) => !on.has(id) && origins.some((origin) => asked.has(origin)),
  );
  const off = new Set([...settings.off, ...beside.map(([id]) => id)]);
  for (const id of ids) off.delete(id);
  await browser.storage.local.set({ off: [...off] });
}

/** Stop recording platforms, and give back the hosts that no other one needs. @param {string[]} ids */
export async function switchOff(ids) {
  const settings = await readSettings(browser.storage.local);
  const off = [...new Set([...settings.off, ...ids])];
  await browser.storage.local.set({ off });
  const needed = new Set((await idsOn({ off })).flatMap(originsFor));
  const origins = ids.flatMap(originsFor).filter((origin) => !needed.has(origin));
  if (origins.length) await browser.permissions.remove({ origins });
}

async function idsOn(settings) {
  return (await platforms(settings)).filter(({ state }) => state !== "off").map(({ id }) => id);
}

/** @param {() => void} onChange called when the person allows or forbids a host, here or in the browser */
export function watchPermissions(onChange) {
  browser.permissions.onAdded.addListener(onChange);
  browser.permissions.onRemoved.addListener(onChange);
}

/** Have the gesture script run on the hosts of platforms that are on, and on no other. */
export async function placeScripts() {
  const { scripting } = browser;
  const on = new Set(await idsOn(await readSettings(browser.storage.local)));
  const hosts = PLATFORMS.filter(({ id }) => on.has(id)).flatMap((platform) => platform.hosts);
  const origins = hosts.map((host) => `https://${host}/*`);
  const allowed = await Promise.all(origins.map(isAllowed));
  const wanted = gestureScripts(origins.filter((_, i) => allowed[i]));
  const ids = (await scripting.getRegisteredContentScripts()).map(({ id }) => id);
  if (ids.length) await scripting.unregisterContentScripts({ ids });
  if (wanted.length) await scripting.registerContentScripts(/** @type {any} */ (wanted));
}
