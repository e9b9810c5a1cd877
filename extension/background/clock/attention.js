/**
 * Watching which platform the person attends to. This file looks; `shared/acts/attention.js` decides what counts.
 * An alarm ticks only while a platform is attended to: on other pages the background may sleep.
 */

import { attended, NOTHING, observe, TICK_MS, toAttention } from "../../shared/acts/attention.js";
import { isTask, platformAt } from "../../shared/addresses/places.js";
import { withServers } from "../../shared/addresses/servers.js";
import { browser } from "../../shared/browser.js";
import { isRecording, readSettings } from "../../shared/settings.js";
import { randomId } from "../../shared/wire/signing.js";
import * as outbox from "../outbox/outbox.js";
import { PLATFORMS } from "../platforms/catalogue.js";
import { isOn } from "../platforms/permissions.js";

export const ALARM = "attention";
const IDLE_S = 60;
const TIMED = PLATFORMS.filter((platform) => platform.trackTime);
const LIFE = randomId();

/** Looks happen one after the other, in the order of what caused them. */
/** @type {Promise<unknown>} */
let looking = Promise.resolve();

/**
 * Register every listener; to be called while the background's first turn still runs.
 * @param {(kept: number) => void} onLook called after each look, with how many chunks that finished
 */
export function watchAttention(onLook) {
  const see = () => void look().then(onLook);
  browser.idle.setDetectionInterval(IDLE_S);
  browser.tabs.onActivated.addListener(see);
  browser.tabs.onRemoved.addListener(see);
  browser.tabs.onUpdated.addListener((_id, change) => void (concerns(change) && see()));
  browser.windows.onFocusChanged.addListener(see);
  browser.idle.onStateChanged.addListener(see);
}

/** A page's address is hidden where we have no permission: then only its loading tells that it changed. */
const TELLING = ["url", "status", "audible", "mutedInfo"];
const concerns = (change) => TELLING.some((name) => change[name] !== undefined);

/** Look once. @returns {Promise<number>} how many acts that finished */
export function look() {
  const next = looking.then(note);
  looking = next.catch((error) => console.error("attention:", error.name));
  return next;
}

async function note() {
  const seen = await observation();
  let ticking = false;
  const kept = await outbox.change("attention", (before) => {
    const { state, chunks } = observe(before ?? NOTHING, seen);
    ticking = state.open !== null;
    if (!before?.open && !state.open) {
      return null;
    }
    return { value: state, acts: chunks.map(toAttention) };
  });
  if (ticking) {
    await tick();
  } else {
    await browser.alarms.clear(ALARM);
  }
  return kept;
}

async function tick() {
  const minutes = TICK_MS / 60_000;
  if (!(await browser.alarms.get(ALARM))) {
    await browser.alarms.create(ALARM, { periodInMinutes: minutes });
  }
}

async function observation() {
  const present = await attendedTo();
  const at = Date.now();
  return {
    ...present,
    at,
    offset_min: -new Date(at).getTimezoneOffset(),
    mono: Math.floor(performance.now()),
    life: LIFE,
    session: await browserRun(),
  };
}

const NOWHERE = { platform: null, task: false };

/**
 * What is attended to now, if it may be recorded, and whether somebody is there to do it.
 * @returns {Promise<{platform: string | null, task: boolean, present: boolean}>}
 */
async function attendedTo() {
  const settings = await readSettings(browser.storage.local);
  if (!isRecording(settings, Date.now())) {
    return { ...NOWHERE, present: false };
  }
  const idle = await browser.idle.queryState(IDLE_S);
  const present = idle === "active";
  const tab = await focusedTab();
  const platform = platformAt(tab?.url, withServers(TIMED, settings.servers));
  const view = { focused: tab !== null, idle, tab: tab && { platform, audible: isHeard(tab) } };
  const found = attended(view);
  if (found === null || !(await isOn(found, settings))) {
    return { ...NOWHERE, present };
  }
  return {
    platform: found,
    present,
    task: isTask(
      tab?.url,
      TIMED.find(({ id }) => id === found),
    ),
  };
}

/** A tab that the person has muted is called audible all the same. */
const isHeard = (tab) => Boolean(tab.audible) && !tab.mutedInfo?.muted;

/** The active tab of the focused window; its url is there only for hosts that the person allowed. */
export async function focusedTab() {
  const windows = await browser.windows.getAll({ populate: false });
  const focused = windows.find((window) => window.focused && window.state !== "minimized");
  if (!focused) {
    return null;
  }
  const actives = await browser.tabs.query({ active: true });
  const tab = actives.find(({ windowId }) => windowId === focused.id);
  return tab && !tab.incognito ? tab : null;
}

/**
 * One run of the browser: gone with it, kept over the background's restarts.
 * @returns {Promise<string>}
 */
async function browserRun() {
  const { run: kept } = await browser.storage.session.get("run");
  if (kept) {
    return String(kept);
  }
  const run = randomId();
  await browser.storage.session.set({ run });
  return run;
}
