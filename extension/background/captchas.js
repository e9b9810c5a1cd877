/**
 * From the reports of the scripts in CAPTCHA frames to matches. Reports are numbered within the life of a
 * frame and come at least once; each is counted once. Episodes are kept in storage.session, so the
 * background may stop in the middle of a board.
 */
import { browser } from "../shared/browser.js";
import { step, sweep } from "../shared/captcha.js";
import { frameAt, reportsOf, specFor } from "../shared/frames.js";
import { CAPTCHAS } from "./catalogue.js";
import { record } from "./recording.js";
import { keyed, payOwed, session } from "./session.js";

/** The alarm that ends forgotten episodes: wire it to `sweepCaptchas`. */
export const ALARM = "captcha-sweep";
const SWEEP_MINUTES = 1;
const LIVES_KEPT = 200;
/** A tick that follows the end of an episode belongs to it, as do reports from before the end. */
const ECHO_MS = 30_000;

/**
 * @typedef {object} Kept
 * @property {Record<string, import("../shared/captcha.js").Episode>} episodes  by tab and frame tree
 * @property {Record<string, number>} lives  number of the last report of each frame's life
 * @property {Record<string, number>} ended  when the episode of each frame tree ended
 * @property {import("../shared/act.js").Match[]} owed  matches that may not be durable yet
 */

/** @type {Kept} */
const NOTHING = { episodes: {}, lives: {}, ended: {}, owed: [] };
const kept = session("captchas", NOTHING);

/**
 * Answers `captcha-hello` with what the frame's script has to know, `captcha-report` with the last number
 * that is safely kept.
 * @param {{type: string}} message
 * @param {{url?: string, tab?: {id?: number}}} sender
 * @returns {Promise<object>}
 */
export async function captchaMessage(message, sender) {
  const frame = frameAt(CAPTCHAS, sender.url);
  if (!frame) return { spec: null };
  if (message.type === "captcha-hello") return { spec: specFor(frame.file, frame.role) };
  const reports = reportsOf(/** @type {any} */ (message), frame.file, frame.role);
  if (!reports) return { stop: true };
  const tree = {
    file: frame.file,
    tab: sender.tab?.id ?? -1,
    key: `${sender.tab?.id ?? -1} ${message["link"]}`,
  };
  return kept.inTurn(() => take(reports, tree));
}

/** Ends the episodes that nothing more is heard of. */
export function sweepCaptchas(now = Date.now()) {
  return kept.inTurn(async () => {
    await kept.put(swept(await kept.get(), now));
    await keepAwake();
    await payOwed(kept, record);
  });
}

async function take(reports, tree) {
  const state = await kept.get();
  const { life } = reports[0] ?? {};
  const last = state.lives[life] ?? 0;
  const fresh = reports.filter(({ n }) => n > last).sort((one, other) => one.n - other.n);
  if (fresh.length === 0) return { through: last };
  const through = fresh.at(-1).n;
  const home = { ...tree, ...homeOf(state, life) };
  const next = fresh.reduce((now, report) => told(swept(now, report.at), report, home), state);
  await kept.put({ ...next, lives: newest({ ...without(next.lives, life), [life]: through }) });
  await keepAwake();
  await payOwed(kept, record);
  return { through };
}

/** Where a frame belongs. Its last words come without a tab in Firefox when the tab is closed. */
function homeOf({ episodes }, life) {
  const found = Object.entries(episodes).find(([, episode]) => Object.values(episode.lives).includes(life));
  return found && { key: found[0], tab: found[1].tab };
}

function told(state, report, { file, tab, key }) {
  const before = state.episodes[key] ?? null;
  const since = report.at - (state.ended[key] ?? 0);
  const isEcho = !before && since < (report.state === "solved" ? ECHO_MS : 0);
  if (isEcho) return state;
  const { episode, matches } = step(before, report, file, tab);
  const others = without(state.episodes, key);
  return {
    ...state,
    episodes: episode ? { ...others, [key]: episode } : others,
    ended: before && !episode ? newest({ ...without(state.ended, key), [key]: report.at }) : state.ended,
    owed: [...state.owed, ...matches.map(keyed)],
  };
}

function swept(state, now) {
  return Object.entries(state.episodes).reduce((next, [key, episode]) => {
    const file = CAPTCHAS.find(({ id }) => id === episode.captcha);
    const matches = file ? sweep(episode, now, file) : [];
    if (!matches) return next;
    return { ...next, episodes: without(next.episodes, key), owed: [...next.owed, ...matches.map(keyed)] };
  }, state);
}

/** The alarm runs while an episode is open. */
async function keepAwake() {
  const { episodes } = await kept.get();
  if (Object.keys(episodes).length === 0) await browser.alarms.clear(ALARM);
  else if (!(await browser.alarms.get(ALARM))) {
    await browser.alarms.create(ALARM, { periodInMinutes: SWEEP_MINUTES });
  }
}

function without(record, key) {
  const { [key]: _, ...others } = record;
  return others;
}

function newest(record) {
  return Object.fromEntries(Object.entries(record).slice(-LIVES_KEPT));
}
