/**
 * Which of our scripts the browser runs where. Only hosts that the person allowed, for platforms that are on
 * and for servers that she added; everywhere else none of our code runs.
 */

import { withServers } from "../../shared/addresses/servers.js";
import { browser } from "../../shared/browser.js";
import { controlHosts } from "../../shared/rules/controls.js";
import { readSettings } from "../../shared/settings.js";
import { PLATFORMS } from "./catalogue.js";
import { allowed, originOf } from "./granted.js";
import { idsOn } from "./permissions.js";

const CAPTCHAS = ["asking", "looking", "hearing", "frame"].map((name) => `content/captcha/${name}.js`);

/** Changes come close together; one after the other, no script is registered twice. */
/** @type {Promise<unknown>} */
let placing = Promise.resolve();

/** Have each script run where it is wanted now, and nowhere else. @returns {Promise<void>} */
export function placeScripts() {
  const next = placing.then(place);
  placing = next.catch(() => undefined);
  return next;
}

/** What is in place already stays there: a page that opens while nothing is registered would have no script. */
async function place() {
  const { scripting } = browser;
  const wanted = scriptsFor(await readSettings(browser.storage.local), await allowed());
  const placed = new Map((await scripting.getRegisteredContentScripts()).map((one) => [one.id, one]));
  const ids = [...placed.keys()].filter((id) => !wanted.some((one) => one.id === id));
  const moved = wanted.filter((one) => placed.has(one.id) && !isSame(one, placed.get(one.id)));
  const added = wanted.filter(({ id }) => !placed.has(id));
  if (ids.length) {
    await scripting.unregisterContentScripts({ ids });
  }
  if (moved.length) {
    await scripting.updateContentScripts(/** @type {any} */ (moved));
  }
  if (added.length) {
    await scripting.registerContentScripts(/** @type {any} */ (added));
  }
}

const isSame = (one, other) => contentOf(one) === contentOf(other);
const contentOf = ({ js, matches, allFrames, runAt, persistAcrossSessions }) =>
  JSON.stringify([js, [...matches].sort(), allFrames, runAt, persistAcrossSessions]);

/**
 * @param {import("../../shared/settings.js").Settings} settings
 * @param {(origin: string) => boolean} isGranted
 */
function scriptsFor(settings, isGranted) {
  const on = new Set(idsOn(settings, isGranted));
  const platforms = withServers(PLATFORMS, settings.servers).filter(({ id }) => on.has(id));
  const servers = Object.keys(settings.servers);
  const pages = platforms.flatMap(({ hosts }) => hosts);
  const everyFrame = { allFrames: true, runAt: "document_start" };
  const early = { allFrames: false, runAt: "document_start" };
  const late = { allFrames: false, runAt: "document_idle" };
  return [
    { id: "gestures", js: ["content/gestures.js"], hosts: gatedHosts(platforms), ...everyFrame },
    { id: "controls", js: ["content/controls.js"], hosts: controlHosts(platforms), ...everyFrame },
    { id: "software", js: ["content/software.js"], hosts: servers, ...late },
    { id: "captcha-page", js: CAPTCHAS, hosts: [...pages, ...servers], ...early },
  ]
    .map(({ hosts, ...script }) => ({
      ...script,
      matches: unique(hosts.map(originOf)).filter(isGranted),
      persistAcrossSessions: true, // Chromium takes an update that does not say so for "no"
    }))
    .filter(({ matches }) => matches.length > 0);
}

/** The hosts of platforms that have a rule which asks for a gesture. */
const gatedHosts = (platforms) =>
  platforms
    .filter(({ acts }) => acts.some(({ requireGestureMs }) => requireGestureMs !== undefined))
    .flatMap(({ hosts }) => hosts);

const unique = (list) => [...new Set(list)];
