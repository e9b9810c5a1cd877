/**
 * What earlier versions counted in Firefox without being asked: platforms on hosts that our own scripts made
 * the browser grant. They are off until the person switches them on; she says what becomes of what was counted.
 */

import { browser } from "../shared/browser.js";
import { TIME } from "../shared/attention.js";
import { readSettings } from "../shared/settings.js";
import { look } from "./attention.js";
import { PLATFORMS } from "./catalogue.js";
import { choose, without } from "./choices.js";
import { ask, isPaired } from "./collector.js";
import { isPlatform, originsFor, standing } from "./granted.js";
import * as outbox from "./outbox.js";
import { deliver, hello } from "./uploader.js";

const NAMES = new Map(PLATFORMS.map(({ id, name }) => [id, name]));

/** @type {Promise<boolean> | undefined} */
let doing;

/**
 * Once after the update: write down which platforms the person switched on.
 * @returns {Promise<boolean>} whether that was to be done
 */
export const putRight = () => (doing ??= put());

async function put() {
  const kept = await browser.storage.local.get(["on", "since"]);
  if ("on" in kept) return false;
  /** @type {string[]} */
  let ids = [];
  await choose((settings) => {
    const before = settings.on.filter(isPlatform);
    ids = before.filter((id) => originsFor(id).some(standing()));
    return { on: before.filter((id) => !ids.includes(id)), since: without(settings.since, ids) };
  });
  await look(); // ends what was being counted there, so that it has a seq as well
  const through = await outbox.highestSeq();
  await choose(({ consent }) => (ids.length && consent ? { unasked: { ids, through } } : null));
  await browser.storage.local.remove("off");
  return true;
}

/**
 * @typedef {{id: string, name: string, acts: number, ms: number}} Counted
 * @returns {Promise<{platforms: Counted[], whole: boolean} | {platforms: null}>} what there is of each
 *   platform; whole: the collector's part is in it; null: there is nothing to decide
 */
export async function unasked() {
  const { unasked: found } = await readSettings(browser.storage.local);
  if (!found) return { platforms: null };
  const there = await collectorsCounts(found);
  const here = await outbox.waitingOf(found.ids, found.through);
  const platforms = found.ids.map((id) => added(id, here, there ?? {}));
  const whole = there !== null || !(await isPaired());
  const isNothing = whole && platforms.every(({ acts, ms }) => acts === 0 && ms === 0);
  if (isNothing) return (await keepUnasked(), { platforms: null });
  return { platforms, whole };
}

function added(id, here, there) {
  const mine = here.filter(({ platform }) => platform === id);
  const acts = mine.filter(({ kind }) => !TIME.has(kind)).length;
  const ms = mine.reduce((sum, act) => sum + (TIME.has(act.kind) ? act.ms : 0), 0);
  const { acts: sent = 0, ms: spent = 0 } = there[id] ?? {};
  return { id, name: NAMES.get(id) ?? id, acts: acts + sent, ms: ms + spent };
}

async function collectorsCounts({ ids, through }) {
  if (!((await isPaired()) && (await hello()))) return null;
  const answer = await ask("/v1/forget-platforms", { platforms: ids, through_seq: through, sure: false });
  return answer.status === 200 && answer.proven ? answer.body.found : null;
}

/** Erase it here at once, and at the collector as soon as it answers. */
export async function eraseUnasked() {
  const { unasked: found } = await readSettings(browser.storage.local);
  if (found) await outbox.forgetPlatforms(found.ids, found.through);
  await keepUnasked();
  deliver({ now: true });
  return { erased: true };
}

/** Leave it as it is, and ask no more. */
export async function keepUnasked() {
  await choose(() => ({ unasked: null }));
  return { kept: true };
}
