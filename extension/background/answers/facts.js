/** Gathers what the pages and the badge show. Reads only. */

import { browser } from "../../shared/browser.js";
import { isConsented, isRenewed, readSettings } from "../../shared/settings.js";
import { dayOf } from "../outbox/nets.js";
import * as outbox from "../outbox/outbox.js";
import { CAPTCHAS, PLATFORMS } from "../platforms/catalogue.js";
import { NO_ACTS } from "../platforms/kinds.js";
import { platforms } from "../platforms/permissions.js";
import { ask, isPaired } from "../sending/collector.js";
import { ticketPort } from "../sending/pairing.js";
import { hello, status } from "../sending/uploader.js";
import { noteSwitchedOn } from "./unasked.js";
import { blind } from "./watched.js";

const NAMES = new Map([...PLATFORMS, ...CAPTCHAS].map(({ id, name }) => [id, name]));

/**
 * What the badge needs, without asking the browser about any platform.
 * @returns {Promise<import("../../shared/situation.js").Facts & {language: "en" | "fr" | null}>}
 */
export async function essentials() {
  const settings = await readSettings(browser.storage.local);
  const { consent, pausedUntil, language } = settings;
  const [paired, delivery, { waiting, refused, held }] = await Promise.all([isPaired(), status(), outbox.counts()]);
  const answer = isConsented(settings) ? "accepted" : consent?.answer === "declined" ? "declined" : null;
  const forgets = ((await outbox.get("forgets")) ?? []).length;
  return { consent: answer, pausedUntil, language, paired, delivery, waiting, refused, held, forgets };
}

/** What the pages show. */
export async function facts() {
  await noteSwitchedOn().catch(() => undefined);
  const settings = await readSettings(browser.storage.local);
  const list = await platforms(settings);
  const on = list.filter(({ state }) => state === "on" || state === "partly").map(({ id }) => id);
  return {
    ...(await essentials()),
    platforms: list,
    on: on.length,
    blind: await blind(settings, on),
    promptLength: settings.promptLength,
    renewed: isRenewed(settings),
    unasked: (settings.unasked?.ids ?? []).map((id) => NAMES.get(id) ?? id),
    port: settings.collector?.port ?? null,
    ticket: await ticketPort(),
    refusedCode: (await outbox.refusals(1))[0]?.code ?? null,
    version: browser.runtime.getManifest().version,
  };
}

/** Refused acts, each with the name of its platform. */
export async function refusals() {
  return (await outbox.refusals()).map((act) => ({ ...act, name: NAMES.get(act.platform) ?? act.platform }));
}

/**
 * Today's numbers: the collector's, which knows every browser and the values; else this browser's own sums.
 * @typedef {{from: "collector" | "outbox", acts: number, ms: number, value: object | null,
 *   wageNeeded: boolean}} Numbers
 * @returns {Promise<Numbers>}
 */
export async function numbers() {
  return (await collectorsNumbers()) ?? ownNumbers();
}

/** @returns {Promise<Numbers | null>} */
async function collectorsNumbers() {
  if (!(await isPaired())) {
    return null;
  }
  const answer = (await hello()) && (await ask("/v1/counters", {}));
  if (!(answer?.status === 200 && answer.proven)) {
    return null;
  }
  const { acts, ms, value, wage_needed: wageNeeded } = answer.body;
  return { from: "collector", acts, ms, value: value ?? null, wageNeeded: Boolean(wageNeeded) };
}

/** @returns {Promise<Numbers>} */
async function ownNumbers() {
  const now = Date.now();
  const nets = await outbox.nets(dayOf(now, -new Date(now).getTimezoneOffset()));
  const sum = (list, field) => list.reduce((total, net) => total + net[field], 0);
  const attention = nets.filter(({ kind }) => kind === "attention");
  const others = nets.filter(({ kind }) => !NO_ACTS.has(kind));
  return { from: "outbox", acts: sum(others, "n"), ms: sum(attention, "ms"), value: null, wageNeeded: false };
}
