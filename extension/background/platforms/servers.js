/**
 * Software that people host themselves, on servers that the person added: what is recognised there, and by
 * which marks in a page.
 */

import { isHostName } from "../../shared/addresses/address.js";
import { coverage } from "../../shared/addresses/grants.js";
import { originsOf } from "../../shared/addresses/places.js";
import { browser } from "../../shared/browser.js";
import { NOTHING_KNOWN, readSettings } from "../../shared/settings.js";
import { changeSettings, without } from "../storage/settings.js";
import { PLATFORMS } from "./catalogue.js";
import { allowed, originOf } from "./granted.js";
import { changesToSwitchOn } from "./permissions.js";
import { placeScripts } from "./scripts.js";

const MARKED = PLATFORMS.filter(({ openHosts, software }) => openHosts && software);
const NAMES = new Map(PLATFORMS.map(({ id, name }) => [id, name]));
const isTaken = coverage(PLATFORMS.flatMap(originsOf));

/**
 * @typedef {{host: string, state: "new" | "known" | "unknown" | "off" | "taken", name: string | null}} Server
 *   new: nobody has looked yet; unknown: no software that we know; off: its platform is switched off; taken:
 *   the person took the permission back in the browser's settings
 * @returns {Promise<{servers: Server[], software: string[]}>} by host; the names of what can be recognised
 */
export async function servers() {
  const { servers: added, on } = await readSettings(browser.storage.local);
  const isGranted = await allowed();
  /** @returns {Server["state"]} */
  const state = (host) => {
    if (!isGranted(originOf(host))) {
      return "taken";
    }
    if (added[host] === NOTHING_KNOWN) {
      return "unknown";
    }
    if (!NAMES.has(added[host])) {
      return "new";
    }
    return on.includes(added[host]) ? "known" : "off";
  };
  const described = (host) => ({ host, state: state(host), name: NAMES.get(added[host]) ?? null });
  return { servers: Object.keys(added).sort().map(described), software: MARKED.map(({ name }) => name) };
}

/** Keep a server that the browser was just told to allow, and show it, so that its software is recognised. */
export async function addServer({ host }) {
  if (!isHostName(host) || isTaken(originOf(host))) {
    return { error: "refused" };
  }
  if (!(await allowed())(originOf(host))) {
    return { error: "denied" };
  }
  await changeSettings(({ servers: added }) => (host in added ? null : { servers: { ...added, [host]: "" } }));
  await placeScripts();
  await browser.tabs.create({ url: `https://${host}/` });
  return { added: true };
}

/** Forget a server and give its permission back. */
export async function removeServer({ host }) {
  await changeSettings(({ servers: added }) => ({ servers: without(added, [host]) }));
  if (!isTaken(originOf(host))) {
    await browser.permissions.remove({ origins: [originOf(host)] });
  }
  await placeScripts();
  return { removed: true };
}

/**
 * Answers `software-hello` with the marks to look for, and keeps what `software` recognised.
 * @param {any} message @param {{url?: string}} sender
 */
export async function softwareMessage(message, sender) {
  const host = new URL(sender.url ?? "").hostname;
  const { servers: added } = await readSettings(browser.storage.local);
  if (!(host in added)) {
    return { marks: [] };
  }
  if (message.type === "software-hello") {
    return { marks: MARKED.map(({ id, software }) => ({ id, software })) };
  }
  await recognise(host, message.platform);
  return { done: true };
}

/** What is recognised stays so on a page of the host that has no marks: a login, an error. */
async function recognise(host, platform) {
  const found = MARKED.some(({ id }) => id === platform) ? platform : null;
  let isNew = false;
  await changeSettings((settings) => {
    const { servers: added } = settings;
    if (!(host in added) || added[host] === found) {
      return null;
    }
    if (!found) {
      return added[host] === "" ? { servers: { ...added, [host]: NOTHING_KNOWN } } : null;
    }
    isNew = true;
    return { servers: { ...added, [host]: found }, ...changesToSwitchOn([found], settings) };
  });
  if (isNew) {
    await placeScripts();
  }
}
