/**
 * From the reports of the scripts in CAPTCHA frames to matches. Reports are numbered within the life of a
 * frame and come at least once; each is counted once. Episodes are kept in storage.session, so the
 * background may stop in the middle of a board.
 */
import { browser } from "../../shared/browser.js";
import { endForgotten, keepNewest, NOTHING, take, without } from "../../shared/captcha/fold.js";
import { framesAt, linkOf, PAGE, reportsOf, specFor } from "../../shared/captcha/frames.js";
import { UNKNOWN_PAGE, usedWithin } from "../../shared/captcha/passing.js";
import { isOn } from "../../shared/rules/rules.js";
import { readSettings } from "../../shared/settings.js";
import { CAPTCHAS } from "../platforms/catalogue.js";
import { handOver, session, withKey } from "../storage/session.js";
import { gestureIn } from "./gestures.js";
import { isInFront, isUsed, pageIn } from "./presence.js";
import { record } from "./recording.js";

/** The alarm that ends forgotten episodes: wire it to `sweepCaptchas`. */
export const ALARM = "captcha-sweep";
const SWEEP_MINUTES = 1;
const LAST_WORDS_MS = 500;
/** Of what goes away, nobody asks who is there. */
const NOBODY = { inFront: false, used: false, doneAt: 0, page: UNKNOWN_PAGE };

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
  const tab = sender.tab?.id ?? -1;
  if (message.type === "captcha-hello") {
    if (frames[0]?.role === PAGE) {
      await kept.inTurn(() => leavePage(tab, Date.now()));
    }
    return { specs: frames.map(({ file, role }) => specFor(file, role)) };
  }
  const { file, role } = frames.find(({ file: { id } }) => id === message["product"]) ?? {};
  const reports = file && reportsOf(/** @type {any} */ (message), file, role);
  if (!reports) {
    return { stop: true };
  }
  const link = linkOf(file, message["link"], sender.url);
  return kept.inTurn(() => takeReports(reports, { file, tab, link, frame: sender.frameId ?? 0 }));
}

/** The last words of a page that goes away may be lost: the next page of its tab says that it is gone. */
async function leavePage(tab, at) {
  await leave(
    (episode) => episode.tab === tab && episode.lives[PAGE],
    ({ lives }) => ({ state: "gone", at, followed: true, role: PAGE, life: lives[PAGE] }),
  );
}

/** The last words of a frame are lost now and then when its tab is closed: nothing is left there to wait for. */
export function watchClosing() {
  browser.tabs.onRemoved.addListener((tab) => void leaveTab(tab, Date.now()));
}

async function leaveTab(tab, at) {
  await new Promise((done) => setTimeout(done, LAST_WORDS_MS));
  const lastWords = ({ lives }) => {
    const [role, life] = Object.entries(lives).at(-1);
    return { state: "gone", at, role, life };
  };
  await kept.inTurn(() => leave((episode) => episode.tab === tab, lastWords));
}

/** Let the episodes that fit hear their last words. */
async function leave(fits, lastWords) {
  const state = await kept.get();
  const left = Object.values(state.episodes).filter(fits);
  if (left.length === 0) {
    return;
  }
  const next = left.reduce((now, episode) => {
    const file = CAPTCHAS.find(({ id }) => id === episode.captcha);
    return take(now, lastWords(episode), { file, tab: episode.tab, link: "", frame: 0, there: NOBODY }, CAPTCHAS);
  }, state);
  await keep(next);
}

/** Ends the episodes that nothing more is heard of. */
export function sweepCaptchas(now = Date.now()) {
  return kept.inTurn(async () => {
    await keep(endForgotten(await kept.get(), now, await openTabs(), CAPTCHAS));
  });
}

async function takeReports(reports, place) {
  const state = await kept.get();
  const { life } = reports[0] ?? {};
  const last = state.lives[life] ?? 0;
  const fresh = reports.filter(({ n }) => n > last).sort((one, other) => one.n - other.n);
  if (fresh.length === 0) {
    return { through: last };
  }
  const through = fresh.at(-1).n;
  const tabs = await openTabs();
  const told = { ...place, there: await whoIsThere(state, place.tab, fresh[0].at) };
  const next = fresh.reduce(
    (now, report) => take(endForgotten(now, report.at, tabs, CAPTCHAS), report, told, CAPTCHAS),
    state,
  );
  await keep({ ...next, lives: keepNewest({ ...without(next.lives, life), [life]: through }) });
  return { through };
}

async function whoIsThere({ passed }, tab, at) {
  const page = await pageIn(tab);
  const [inFront, used, doneAt] = await Promise.all([
    isInFront(tab),
    isUsed(usedWithin(passed, tab, page, at)),
    gestureIn(tab),
  ]);
  return { inFront, used, doneAt, page };
}

/** What is owed for the first time gets a key of its own. */
async function keep(state) {
  await kept.put({ ...state, owed: state.owed.map((match) => (match.key ? match : withKey(match))) });
  await keepAwake();
  await handOver(kept, record);
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
