/**
 * From the reports of the scripts in CAPTCHA frames to matches. Reports are numbered within the life of a
 * frame and come at least once; each is counted once. Episodes are kept in storage.session, so the
 * background may stop in the middle of a board.
 */
import { browser } from "../../shared/browser.js";
import { step, sweep } from "../../shared/captcha/episode.js";
import { framesAt, PAGE, reportsOf, specFor } from "../../shared/captcha/frames.js";
import { isOn } from "../../shared/rules/rules.js";
import { readSettings } from "../../shared/settings.js";
import { CAPTCHAS } from "../platforms/catalogue.js";
import { handOver, session, withKey } from "../storage/session.js";
import { record } from "./recording.js";

/** The alarm that ends forgotten episodes: wire it to `sweepCaptchas`. */
export const ALARM = "captcha-sweep";
const SWEEP_MINUTES = 1;
const LIVES_KEPT = 200;
const LAST_WORDS_MS = 500;
/** A tick that follows the end of an episode belongs to it, as do reports from before the end. */
const ECHO_MS = 30_000;

/**
 * @typedef {object} Kept
 * @property {Record<string, import("../../shared/captcha/episode.js").Episode>} episodes  by tab and frame tree
 * @property {Record<string, number>} lives  number of the last report of each frame's life
 * @property {Record<string, number>} ended  when the episode of each frame tree ended
 * @property {import("../../shared/acts/act.js").Match[]} owed  matches that may not be durable yet
 */

/** @type {Kept} */
const NOTHING = { episodes: {}, lives: {}, ended: {}, owed: [] };
const kept = session("captchas", NOTHING);

/**
 * Answers `captcha-hello` with what the frame's script has to know of each product that it may meet,
 * `captcha-report` with the last number that is safely kept. A product that is off is never spoken of.
 * @param {{type: string}} message
 * @param {{url?: string, frameId?: number, tab?: {id?: number}}} sender
 * @returns {Promise<object>}
 */
export async function captchaMessage(message, sender) {
  const { rules } = await readSettings(browser.storage.local);
  const frames = framesAt(CAPTCHAS, sender).filter(({ file }) => isOn(file, rules));
  if (message.type === "captcha-hello") {
    if (frames[0]?.role === PAGE) {
      await kept.inTurn(() => leavePage(sender.tab?.id ?? -1, Date.now()));
    }
    return { specs: frames.map(({ file, role }) => specFor(file, role)) };
  }
  const frame = frames.find(({ file }) => file.id === message["product"]);
  const reports = frame && reportsOf(/** @type {any} */ (message), frame.file, frame.role);
  if (!reports) {
    return { stop: true };
  }
  const tree = treeOf(frame.file, sender.tab?.id ?? -1, /** @type {any} */ (message));
  return kept.inTurn(() => takeReports(reports, tree));
}

/** The last words of a page that goes away may be lost: the next page of its tab says that it is gone. */
async function leavePage(tab, at) {
  const state = await kept.get();
  const isLeft = ([, episode]) => episode.tab === tab && episode.lives[PAGE];
  const left = Object.entries(state.episodes).filter(isLeft);
  if (left.length === 0) {
    return;
  }
  const next = left.reduce((now, [key, episode]) => {
    const report = { state: "gone", at, followed: true, role: PAGE, life: episode.lives[PAGE] };
    return advance(now, report, { file: fileOf(episode), tab, key, link: "" });
  }, state);
  await kept.put(next);
  await handOver(kept, record);
}

/** The last words of a frame are lost now and then when its tab is closed: nothing is left there to wait for. */
export function watchClosing() {
  browser.tabs.onRemoved.addListener((tab) => void leaveTab(tab, Date.now()));
}

async function leaveTab(tab, at) {
  await new Promise((done) => setTimeout(done, LAST_WORDS_MS));
  await kept.inTurn(async () => {
    const state = await kept.get();
    const left = Object.entries(state.episodes).filter(([, episode]) => episode.tab === tab);
    if (left.length === 0) {
      return;
    }
    const next = left.reduce((now, [key, episode]) => {
      const [role, life] = Object.entries(episode.lives).at(-1);
      return advance(now, { state: "gone", at, role, life }, { file: fileOf(episode), tab, key, link: "" });
    }, state);
    await kept.put(next);
    await handOver(kept, record);
  });
}

const fileOf = ({ captcha }) => CAPTCHAS.find(({ id }) => id === captcha);

/** Which frames belong together: those of one tab that share a link, or a lone frame by itself. */
function treeOf(file, tab, { life, link }) {
  const { frames, episode } = file.captcha;
  const isLone = !episode.hold && frames.every(({ role }) => role === frames[0].role);
  return { file, tab, link, key: keyOf(tab, file.id, link || (isLone ? life : "")) };
}

const keyOf = (tab, id, link) => `${tab} ${id} ${link}`;

/** Ends the episodes that nothing more is heard of. */
export function sweepCaptchas(now = Date.now()) {
  return kept.inTurn(async () => {
    await kept.put(endForgotten(await kept.get(), now, await openTabs()));
    await keepAwake();
    await handOver(kept, record);
  });
}

async function takeReports(reports, tree) {
  const state = await kept.get();
  const { life } = reports[0] ?? {};
  const last = state.lives[life] ?? 0;
  const fresh = reports.filter(({ n }) => n > last).sort((one, other) => one.n - other.n);
  if (fresh.length === 0) {
    return { through: last };
  }
  const through = fresh.at(-1).n;
  const home = { ...tree, ...homeOf(state, life) };
  const tabs = await openTabs();
  const next = fresh.reduce((now, report) => advance(endForgotten(now, report.at, tabs), report, home), state);
  await kept.put({ ...next, lives: keepNewest({ ...without(next.lives, life), [life]: through }) });
  await keepAwake();
  await handOver(kept, record);
  return { through };
}

/** Where a frame belongs. Its last words come without a tab in Firefox when the tab is closed. */
function homeOf({ episodes }, life) {
  const found = Object.entries(episodes).find(([, episode]) => Object.values(episode.lives).includes(life));
  return found && { key: found[0], tab: found[1].tab };
}

function advance(state, report, { file, tab, key, link }) {
  const before = state.episodes[key] ?? null;
  const since = report.at - (state.ended[key] ?? 0);
  const isEcho = !before && since < (report.state === "solved" ? ECHO_MS : 0);
  if (isEcho) {
    return state;
  }
  const { episode, matches } = step(before, report, file, tab);
  const open = report.state === "shown" ? withoutScorers(state.episodes, file, tab, link) : state.episodes;
  const others = without(open, key);
  return {
    ...state,
    episodes: episode ? { ...others, [key]: episode } : others,
    ended: before && !episode ? keepNewest({ ...without(state.ended, key), [key]: report.at }) : state.ended,
    owed: [...state.owed, ...matches.map(withKey)],
  };
}

/** A behaviour that was scored and not thought enough of: the board that follows is what counts. */
function withoutScorers(episodes, { id }, tab, link) {
  const scorers = CAPTCHAS.filter(({ captcha }) => captcha.yieldsTo?.includes(id));
  return scorers.reduce((left, scorer) => without(left, keyOf(tab, scorer.id, link)), episodes);
}

function endForgotten(state, now, tabs) {
  return Object.entries(state.episodes).reduce((next, [key, episode]) => {
    const file = fileOf(episode);
    const matches = file ? sweep(episode, now, file, tabs.has(episode.tab)) : [];
    if (!matches) {
      return next;
    }
    return { ...next, episodes: without(next.episodes, key), owed: [...next.owed, ...matches.map(withKey)] };
  }, state);
}

async function openTabs() {
  return new Set((await browser.tabs.query({})).map(({ id }) => id));
}

/** The alarm runs while an episode is open. */
async function keepAwake() {
  const { episodes } = await kept.get();
  if (Object.keys(episodes).length === 0) {
    await browser.alarms.clear(ALARM);
  } else if (!(await browser.alarms.get(ALARM))) {
    await browser.alarms.create(ALARM, { periodInMinutes: SWEEP_MINUTES });
  }
}

function without(record, key) {
  const { [key]: _, ...others } = record;
  return others;
}

function keepNewest(record) {
  return Object.fromEntries(Object.entries(record).slice(-LIVES_KEPT));
}
