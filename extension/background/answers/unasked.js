/**
 * What earlier versions counted in Firefox without being asked: platforms on hosts that our own scripts made
 * the browser grant. They are off until the person switches them on; she says what becomes of what was counted.
 */

import { TIME } from "../../shared/acts/attention.js";
import { browser } from "../../shared/browser.js";
import { readSettings } from "../../shared/settings.js";
import { look } from "../clock/attention.js";
import { hasPast } from "../outbox/held.js";
import * as outbox from "../outbox/outbox.js";
import { PLATFORMS } from "../platforms/catalogue.js";
import { allowed, grantedAtInstall, isPlatform, originsFor } from "../platforms/granted.js";
import { NO_ACTS } from "../platforms/kinds.js";
import { forgetThings } from "../seeing/requests.js";
import { ask, isPaired } from "../sending/collector.js";
import { deliver, hello } from "../sending/uploader.js";
import { changeSettings, without } from "../storage/settings.js";

const NAMES = new Map(PLATFORMS.map(({ id, name }) => [id, name]));

/** It is not known yet what was the last. */
const OPEN = Number.MAX_SAFE_INTEGER;

/** @type {Promise<boolean> | undefined} */
let doing;

/**
 * Once after the update: write down which platforms the person switched on.
 * @returns {Promise<boolean>} whether that was to be done
 */
export const noteSwitchedOn = () =>
  (doing ??= upgrade().catch((error) => {
    doing = undefined;
    throw error;
  }));

async function upgrade() {
  const isNew = !("on" in (await browser.storage.local.get("on")));
  if (isNew) {
    const isGranted = await allowed();
    await changeSettings((settings) => upgradedSettings(settings, isGranted));
    await browser.storage.local.remove("off");
  }
  if ((await readSettings(browser.storage.local)).unasked?.through !== OPEN) {
    return isNew;
  }
  await look(); // ends what was being counted there, so that it has a seq as well
  const through = await outbox.highestSeq();
  await changeSettings(({ unasked: found }) => (found?.through === OPEN ? { unasked: { ...found, through } } : null));
  return isNew;
}

/** On stays what has a host that only the person can have allowed; one of before may hold acts of the others. */
function upgradedSettings({ on, since, consent }, isGranted) {
  const isStanding = grantedAtInstall();
  const doubtful = PLATFORMS.map(({ id }) => id).filter((id) => originsFor(id).some(isStanding));
  const isHers = (id) => originsFor(id).every(isGranted) && originsFor(id).some((each) => !isStanding(each));
  const ids = doubtful.filter((id) => !(on.includes(id) && isHers(id)));
  return {
    on: on.filter((id) => isPlatform(id) && !ids.includes(id)),
    since: without(since, ids),
    ...(ids.length && consent ? { unasked: { ids, through: OPEN } } : {}),
  };
}

/**
 * @typedef {{id: string, name: string, acts: number, ms: number}} Counted
 * @returns {Promise<{platforms: Counted[], whole: boolean} | {platforms: null}>} what there is of each
 *   platform; whole: the collector's part is in it; null: there is nothing to decide
 */
export async function unasked() {
  const { unasked: found } = await readSettings(browser.storage.local);
  if (!found) {
    return { platforms: null };
  }
  const there = await collectorsCounts(found);
  const here = await outbox.waitingOf(found.ids, found.through);
  const all = found.ids.map((id) => totalsOf(id, here, there ?? {}));
  const platforms = all.filter(({ acts, ms }) => acts > 0 || ms > 0);
  const isElsewhere = (there === null && (await outbox.get("attempted"))) || (await hasPast());
  if (platforms.length === 0 && !isElsewhere) {
    return (await keepUnasked(), { platforms: null });
  }
  return { platforms, whole: !isElsewhere };
}

function totalsOf(id, here, there) {
  const mine = here.filter(({ platform }) => platform === id);
  const acts = mine.filter(({ kind }) => !NO_ACTS.has(kind)).length;
  const ms = mine.reduce((sum, act) => sum + (TIME.has(act.kind) ? act.ms : 0), 0);
  const { acts: sent = 0, ms: spent = 0 } = there[id] ?? {};
  return { id, name: NAMES.get(id) ?? id, acts: acts + sent, ms: ms + spent };
}

async function collectorsCounts({ ids, through }) {
  if (!((await isPaired()) && (await hello()))) {
    return null;
  }
  const answer = await ask("/v1/forget-platforms", { platforms: ids, through_seq: through, sure: false });
  return answer.status === 200 && answer.proven ? answer.body.found : null;
}

/** Erase it here at once, and at the collector as soon as it answers. */
export async function eraseUnasked() {
  const { unasked: found } = await readSettings(browser.storage.local);
  if (found) {
    await outbox.forgetPlatforms(found.ids, found.through);
    await forgetThings();
  }
  await keepUnasked();
  deliver({ now: true });
  return { erased: true };
}

/** Leave it as it is, and ask no more. */
export async function keepUnasked() {
  await changeSettings(() => ({ unasked: null }));
  return { kept: true };
}
