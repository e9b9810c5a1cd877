/** What the person decides on our pages, done. Each returns the reply to the message. */

import { TIME } from "../../shared/acts/attention.js";
import { browser } from "../../shared/browser.js";
import { isOn } from "../../shared/rules/rules.js";
import { CONSENT_VERSION, UNTIL_RESUMED } from "../../shared/settings.js";
import { look } from "../clock/attention.js";
import { setPause } from "../clock/pause.js";
import * as outbox from "../outbox/outbox.js";
import { forgetThings } from "../seeing/requests.js";
import { CAPTCHAS, PLATFORMS } from "../platforms/catalogue.js";
import { NO_ACTS } from "../platforms/kinds.js";
import { askIfPaused, deliver } from "../sending/uploader.js";
import { changeSettings, without } from "../storage/settings.js";

/** Yes or no to the consent text as it stands now. No stops everything at once. */
export async function consent({ answer }) {
  await browser.storage.local.set({ consent: { version: CONSENT_VERSION, at: Date.now(), answer } });
  await look();
  return { consent: answer };
}

/** Keep nothing for some minutes, or, with 0, until the person resumes; the dashboard is told. */
export async function pause({ minutes }) {
  const until = minutes ? Date.now() + minutes * 60_000 : UNTIL_RESUMED;
  await setPause(until);
  askIfPaused({ now: true });
  return { pausedUntil: until };
}

/** End a pause. */
export async function resume() {
  await setPause(0);
  askIfPaused({ now: true });
  return { pausedUntil: 0 };
}

/** Erase the last minutes here at once, and at the collector as soon as it answers. */
export async function forget({ minutes }) {
  const gone = await outbox.forget(minutes, Date.now());
  await forgetThings();
  await look();
  deliver({ now: true });
  const ms = gone.reduce((sum, act) => sum + (TIME.has(act.kind) ? act.ms : 0), 0);
  return { acts: gone.filter((act) => !NO_ACTS.has(act.kind)).length, ms };
}

/** Erase everything that this browser keeps; what the collector holds is erased from the dashboard. */
export async function erase() {
  await outbox.erase();
  await forgetThings();
  await look();
  return { erased: true };
}

/** The language of our pages. */
export async function language({ language: code }) {
  await browser.storage.local.set({ language: code });
  return { language: code };
}

/** Have the collector judge the refused acts again. */
export async function retryRefused() {
  const retried = await outbox.retryRefused();
  deliver({ now: true });
  return { retried };
}

/** Count by one rule, or not: kept only where the catalogue has it otherwise. It counts as new from now. */
export async function rule({ id, on }) {
  const known = [...PLATFORMS.flatMap(({ acts }) => acts), ...CAPTCHAS].find((each) => each.id === id);
  if (!known || known.credit === "none") {
    return { error: "unknown" };
  }
  await changeSettings(({ rules, since }) => ({
    rules: isOn(known) === on ? without(rules, [id]) : { ...rules, [id]: on },
    since: on ? { ...since, [id]: Date.now() } : without(since, [id]),
  }));
  return { on };
}

/** Whether the length class of a prompt is noted. */
export async function promptLength({ on }) {
  await browser.storage.local.set({ promptLength: on });
  return { on };
}
