/**
 * What the browser lets us see. A grant says nothing of what the person wants counted: some hosts come with the
 * installation, and others can be granted without any page of ours.
 */

import { coverage } from "../../shared/addresses/grants.js";
import { originsOf } from "../../shared/addresses/places.js";
import { browser, browserName } from "../../shared/browser.js";
import { PLATFORMS } from "./catalogue.js";

/** @type {Map<string, string[]>} */
const ORIGINS = new Map(PLATFORMS.map((platform) => [platform.id, originsOf(platform)]));

/** @param {string} id @returns {string[]} what to ask the browser for; [] for no platform of the catalogue */
export const originsFor = (id) => ORIGINS.get(id) ?? [];

/** @param {string} id whether it is a platform of the catalogue */
export const isPlatform = (id) => ORIGINS.has(id);

/** @returns {Promise<(origin: string) => boolean>} whether the person allows what a match pattern names */
export async function allowed() {
  return coverage((await browser.permissions.getAll()).origins ?? []);
}

/** @param {string} host @returns {string} */
export const originOf = (host) => `https://${host}/*`;

/**
 * Hosts that Firefox grants when it installs us, because scripts of ours look for CAPTCHAs in frames there: it
 * leaves the path out. Chromium grants the frames alone.
 * @returns {(origin: string) => boolean}
 */
export function grantedAtInstall() {
  if (browserName() !== "firefox") {
    return () => false;
  }
  const patterns = (browser.runtime.getManifest().content_scripts ?? []).flatMap(({ matches }) => matches ?? []);
  return coverage(patterns.map((pattern) => pattern.replace(/^(\w+:\/\/[^/]+)\/.*$/, "$1/*")));
}
