/**
 * From the outbox to the collector, in order, one batch at a time. What must survive is in the outbox; what
 * is in variables here may be lost with the background at any line: a batch is then sent again and found
 * duplicate.
 */

import { browser } from "../../shared/browser.js";
import { isConsented, readSettings } from "../../shared/settings.js";
import { backOff, decide, fitting, LONGEST_WAIT_MS, MOST_ACTS, readVerdicts } from "../../shared/wire/delivery.js";
import { applyPause } from "../clock/pause.js";
import { noteLog } from "../outbox/held.js";
import * as outbox from "../outbox/outbox.js";
import { VERSION } from "../platforms/catalogue.js";
import { ask, isPaired, ownPairing } from "./collector.js";

export const ALARM = "upload";
/** The shortest alarm a browser keeps; shorter waits are a timer, which dies with the background. */
const ALARM_MS = 30_000;
const SESSION = "delivery";
/** Minutes, two weeks: a collector that was off for longer is asked to forget no more than that. */
const LONGEST_FORGET = 20_160;
/** Less than the tick of attention, so that each tick asks: how long the person's wish may stay unheard. */
const FRESH_MS = 25_000;

/** Set once a hello was proven in this life of the background, and what it said was lost waits again. */
let begun = false;
/** How often another collector took the place of the one before: a delivery ends with the pairing it began with. */
let pairings = 0;
/** When the last hello was proven in this life, steady clock, ms. */
let helloAt = -FRESH_MS;
let size = MOST_ACTS;
/** @type {Promise<void> | null} */
let running = null;
let wanted = false;

/**
 * Send what waits, unless a wait is on. Safe to call at any time and any number of times.
 * @param {{now?: boolean}} [how] now: end the wait, because the person asked or something changed
 * @returns {Promise<void>} when there is nothing left to do for the moment
 */
export function deliver({ now = false } = {}) {
  wanted = true;
  running ??= run(now).catch(failed).finally(ended);
  return running;
}

async function run(now) {
  for (let asked = now; wanted; asked = false) {
    wanted = false;
    if (asked || !(await isWaiting())) {
      await drain();
    }
  }
}

function ended() {
  running = null;
  if (wanted) {
    deliver();
  }
}

/** The alarm that each delivery sets first will try again. */
function failed(error) {
  console.error("delivery:", error?.name);
}

async function drain() {
  if (!(await isPaired())) {
    return remember({ state: "unpaired", attempt: 0, until: 0 });
  }
  if (!(await hasWork())) {
    return quiet();
  }
  await browser.alarms.create(ALARM, { delayInMinutes: ALARM_MS / 60_000 });
  if (!begun && !(await begin())) {
    return undefined;
  }
  if (!isFresh() && !(await hello())) {
    return undefined;
  }
  if (!(await sendForgets())) {
    return undefined;
  }
  const [mine, pairing] = [pairings, await ownPairing()];
  for (;;) {
    const acts = fitting(await outbox.peek(size));
    if (mine !== pairings) {
      wanted = true; // for another collector now: begin with it
      return undefined;
    }
    if (acts.length === 0) {
      return quiet();
    }
    if (!(await sendBatch(acts, pairing))) {
      return undefined;
    }
  }
}

async function hasWork() {
  return (await outbox.peek(1)).length > 0 || ((await outbox.get("forgets")) ?? []).length > 0;
}

async function quiet() {
  await browser.alarms.clear(ALARM);
  const { state } = await status();
  if (state !== "ok" && begun) {
    await remember({ state: "ok", attempt: 0, until: 0 });
  }
}

/** The first hello of this life: it also says what the collector has lost, which is then sent again. */
async function begin() {
  const mine = pairings;
  const greeting = await hello();
  if (!greeting || mine !== pairings) {
    return null;
  }
  await outbox.refill(greeting.high_water, greeting.instance_id);
  begun = mine === pairings;
  return begun ? greeting : null;
}

/**
 * Make the collector prove itself, and agree with it on whether to record. What it could not be told in a
 * second hello, the next will tell it.
 * @returns {Promise<any>} its answer; null when it did not prove itself, and a wait is on
 */
export async function hello() {
  const device = await outbox.device();
  const last_seq = await outbox.highestSeq();
  const mine = pairings;
  const answer = await ask("/v1/hello", { device, last_seq });
  if (mine !== pairings) {
    return null; // it was the collector of before
  }
  if (!(answer.status === 200 && answer.proven)) {
    await wait(answer, refusal(answer));
    return null;
  }
  helloAt = performance.now();
  await noteLog(answer.body.instance_id);
  await remember({ state: "ok", attempt: 0, until: 0 });
  const pause = await applyPause(answer.body);
  if (pause) {
    await ask("/v1/hello", { device, pause, last_seq });
  }
  return answer.body;
}

/**
 * Ask whether the person still wants to be recorded, unless that was asked just now. Safe to call at any time.
 * @param {{now?: boolean}} [how] now: even so, because something changed
 */
export const askIfPaused = ({ now = false } = {}) => askIfDue(now).catch(failed);

async function askIfDue(now) {
  if (!isConsented(await readSettings(browser.storage.local)) || !(await isPaired())) {
    return;
  }
  if (now || !(isFresh() || (await isWaiting()))) {
    await hello();
  }
}

const isFresh = () => performance.now() - helloAt < FRESH_MS;

/** Another collector took the place of the one before: begin with it as after a start. */
export function restart() {
  begun = false;
  pairings += 1;
}

/** What an answer without a batch means: there is nothing to halve or to set aside. */
function refusal(answer) {
  const decision = decide(answer, 1);
  return decision.act === "wait" ? decision : { state: "misconfigured", long: true, code: answer.code };
}

/** What the person wanted forgotten is forgotten there too, before anything else is sent. */
async function sendForgets() {
  const mine = pairings;
  for (const forget of (await outbox.get("forgets")) ?? []) {
    if (!(await hello()) || mine !== pairings) {
      return false;
    }
    const answer = await sendForget(forget);
    if (!(answer.status === 200 && answer.proven)) {
      return wait(answer, refusal(answer));
    }
    if (mine !== pairings) {
      return false;
    }
    await outbox.change("forgets", (list) => ({ value: (list ?? []).slice(1), acts: [] }));
  }
  return true;
}

function sendForget({ platforms, unsent, since, through_seq }) {
  if (platforms) {
    return ask("/v1/forget-platforms", { platforms, through_seq, unsent, sure: true });
  }
  const minutes = Math.min(LONGEST_FORGET, Math.max(1, Math.ceil((Date.now() - since) / 60_000)));
  return ask("/v1/forget", { minutes, through_seq });
}

/** @returns {Promise<boolean>} whether to go on with the next batch */
async function sendBatch(acts, pairing) {
  await outbox.attempt(acts.at(-1).seq);
  const answer = await ask("/v1/ingest", await envelope(acts), pairing);
  const decision = decide(answer, acts.length);
  if (decision.act === "wait") {
    return wait(answer, decision);
  }
  if (decision.act === "halve") {
    size = Math.max(1, Math.floor(acts.length / 2));
    return true;
  }
  const aside = new Map([[acts[0].seq, decision.code ?? "malformed"]]);
  const verdicts = decision.act === "settle" ? readVerdicts(answer.body, acts) : { kept: new Set(), refused: aside };
  const moved = await outbox.settle(verdicts, Date.now());
  size = Math.min(MOST_ACTS, size * 2);
  if (verdicts.refused.size) {
    await remember({ ...(await status()), refusedAt: Date.now() });
  }
  if (moved === 0 && verdicts.kept.size + verdicts.refused.size === 0) {
    return wait(answer, { state: "unproven" });
  }
  return true;
}

async function envelope(acts) {
  const { version } = browser.runtime.getManifest();
  return { schema: 1, device: await outbox.device(), extension: version, catalogue: VERSION, acts };
}

/**
 * Wait, by a timer where it is short, and by an alarm in case the background ends first.
 * @param {import("../../shared/wire/delivery.js").Answer} answer
 * @param {{state: string, long?: boolean, code?: string}} decision
 */
async function wait(answer, { state, long = false, code }) {
  begun = false;
  const { attempt } = await status();
  const ms = long ? LONGEST_WAIT_MS : Math.min(LONGEST_WAIT_MS, answer.retryAfterMs ?? backOff(attempt, Math.random()));
  await remember({ state, code: code ?? answer.code, attempt: attempt + 1, until: Date.now() + ms });
  await browser.alarms.create(ALARM, { delayInMinutes: Math.max(ALARM_MS, ms) / 60_000 });
  if (ms < ALARM_MS) {
    setTimeout(() => deliver({ now: true }), ms);
  }
  return false;
}

/** Whether a wait is on; one that lies further ahead than any wait may comes from a clock that was set. */
async function isWaiting() {
  const left = (await status()).until - Date.now();
  return left > 0 && left <= LONGEST_WAIT_MS;
}

/** @returns {Promise<{state: string, code?: string, attempt: number, until: number}>} */
export async function status() {
  const kept = /** @type {any} */ ((await browser.storage.session.get(SESSION))[SESSION]);
  return kept ?? { state: (await isPaired()) ? "ok" : "unpaired", attempt: 0, until: 0 };
}

const remember = (delivery) => browser.storage.session.set({ [SESSION]: delivery });
