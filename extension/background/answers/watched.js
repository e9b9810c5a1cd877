/** What each rule is, whether it counts, and when it last did: for the settings, and a line in the popup. */

import { browser } from "../../shared/browser.js";
import { isBlind, momentOf, verdictOf } from "../../shared/rules/coverage.js";
import { isOn } from "../../shared/rules/rules.js";
import { readSettings } from "../../shared/settings.js";
import { dayOf } from "../outbox/nets.js";
import * as seen from "../outbox/seen.js";
import * as unread from "../outbox/unread.js";
import { CAPTCHAS, PLATFORMS } from "../platforms/catalogue.js";
import { allowed } from "../platforms/granted.js";
import { NO_ACTS } from "../platforms/kinds.js";
import { idsOn } from "../platforms/permissions.js";

/**
 * @typedef {import("../../shared/rules/coverage.js").Rule} Rule
 * @returns {Promise<{platforms: Record<string, Rule[]>, captchas: (Rule & {name: string, page: boolean})[]}>}
 */
export async function watched() {
  const settings = await readSettings(browser.storage.local);
  const past = await known();
  const on = new Set(idsOn(settings, await allowed()));
  const rulesOf = (platform) =>
    rules(platform, settings)
      .map((rule) => dated(rule, platform, past, settings))
      .map(on.has(platform.id) ? (rule) => rule : unexpected);
  return {
    platforms: Object.fromEntries(PLATFORMS.map((platform) => [platform.id, rulesOf(platform)])),
    captchas: CAPTCHAS.map((file) => captcha(file, past, settings)),
  };
}

/**
 * Platforms that were watched and attended to for days without a signal from any of their rules.
 * @param {import("../../shared/settings.js").Settings} settings
 * @param {string[]} on ids of the platforms that are on
 * @returns {Promise<string[]>} their names
 */
export async function blind(settings, on) {
  const past = await known();
  return PLATFORMS.filter(({ id }) => on.includes(id))
    .filter((platform) => {
      const counting = rules(platform, settings).filter((rule) => rule.on && isExpected(rule));
      return isBlind(counting.map((rule) => dated(rule, platform, past, settings).verdict));
    })
    .map(({ name }) => name);
}

async function known() {
  const now = Date.now();
  const today = dayOf(now, -new Date(now).getTimezoneOffset());
  return { now, today, ...(await seen.known(today)), unreadOf: await unread.known(now) };
}

/** The rules of a platform, and the time there, which is seen without any. */
function rules(platform, { rules: decided }) {
  const acts = platform.acts.filter(({ credit }) => credit !== "time").map((act) => described(act, decided));
  if (!platform.trackTime) {
    return acts;
  }
  const sure = { confidence: "HIGH", on: null, note: null };
  const time = { id: `${platform.id}.attention`, kinds: ["attention"], ...sure };
  const tasks = { ...time, id: `${platform.id}.task-time`, kinds: ["task-time"] };
  return [...acts, time, ...(platform.taskPaths ? [tasks] : [])];
}

function described({ id, kind, variants = [], confidence, credit, note = null, ...act }, decided) {
  const kinds = [...new Set([kind, ...variants.map((variant) => variant.kind)])];
  const on = credit === "none" ? null : isOn({ id, confidence, credit, ...act }, decided);
  return { id, kinds: credit === "none" ? [] : kinds, confidence, on, note };
}

function dated(rule, platform, { now, today, dayOf: day, msOn, unreadOf }, { since }) {
  const last = day(rule.id);
  const from = platform.id in since ? Math.max(since[platform.id], since[rule.id] ?? 0) : undefined;
  const ms = isExpected(rule) ? msOn(platform.id) : 0;
  const verdict = verdictOf({ day: last, since: from, ms, today, now });
  return withDate({ ...rule, verdict: rule.on ? verdict : null, unread: unreadOf(rule.id) }, last);
}

/** An advertisement that does not come is no blindness: a blocker or a subscription kept it away. */
const isExpected = ({ kinds }) => kinds.some((kind) => !NO_ACTS.has(kind));

const withDate = (rule, day) => ({ ...rule, seen: day === null ? null : momentOf(day) });

/** Of a platform that is off nothing is expected; when it was last seen stays true. */
const unexpected = (rule) => ({ ...rule, verdict: null });

/** Nobody chooses when to meet a CAPTCHA: that one was not seen says nothing. */
function captcha(file, { dayOf: day }, { rules: decided }) {
  const { id, name, note = null, confidence } = file;
  const on = isOn(file, decided);
  const last = day(id);
  const verdict = !on ? null : last === null ? "nothing" : "seen";
  const frames = file.captcha.frames.every(({ role }) => role === "page");
  return withDate({ id, name, note, confidence, on, verdict, kinds: captchaKinds(file), page: frames }, last);
}

function captchaKinds({ captcha: { states, auto } }) {
  const kinds = [...states.map(({ kind }) => kind), auto?.clicked, auto?.unclicked];
  return [...new Set(kinds.filter(Boolean))];
}
