/**
 * From the reports of CAPTCHA frames to matches, with everything that is remembered of the tabs. Pure: who is there
 * comes with each report.
 *
 * @typedef {import("./episode.js").Episode} Episode
 * @typedef {import("../acts/act.js").Match} Match
 * @typedef {object} Kept
 * @property {Record<string, Episode>} episodes  by tab and frame tree
 * @property {Record<string, number>} lives  number of the last report of each frame's life
 * @property {Record<string, import("./homes.js").Ended>} ended  the episodes that have ended, by tab and frame tree
 * @property {import("./passing.js").Passed[]} passed  what has passed, by a click or without
 * @property {Match[]} owed  matches that may not be durable yet
 *
 * @typedef {{inFront: boolean, used: boolean, doneAt: number, page: import("./passing.js").Page}} There
 * @typedef {import("./homes.js").Place & {frame: number, there: There}} Place
 */
import { step, sweep } from "./episode.js";
import { homeOf, isEcho, keyOf } from "./homes.js";
import { isSomebodys, withGone, withPass } from "./passing.js";

const KEPT = 200;
const PASSES = new Set(["solved", "scored"]);

/** @type {Kept} */
export const NOTHING = { episodes: {}, lives: {}, ended: {}, passed: [], owed: [] };

/**
 * What one report makes of all that is kept.
 * @param {Kept} state
 * @param {import("./episode.js").Report} report
 * @param {Place} place  of the frame that reports
 * @param {any[]} files of the catalogue
 * @returns {Kept}
 */
export function take(state, report, place, files) {
  const home = { ...place, ...homeOf(state.episodes, report, place) };
  const before = state.episodes[home.key] ?? null;
  const kept = remembered(state, report, home);
  if (!before && isEcho(state.ended, report, home)) {
    return kept;
  }
  if (isUnasked(before, report) && !isSomebodys(state.passed, spotOf(report, home), nowOf(report, place))) {
    return kept;
  }
  return advance(kept, before, { ...report, inFront: place.there.inFront && place.there.used }, home, files);
}

/** Ends the episodes that nothing more is heard of. @param {Kept} state @param {number} now @param {Set<any>} tabs open */
export function endForgotten(state, now, tabs, files) {
  return Object.entries(state.episodes).reduce((next, [key, episode]) => {
    const file = files.find(({ id }) => id === episode.captcha);
    const matches = file ? sweep(episode, now, file, tabs.has(episode.tab)) : [];
    if (!matches) {
      return next;
    }
    return { ...next, episodes: without(next.episodes, key), owed: [...next.owed, ...matches] };
  }, state);
}

export function without(record, key) {
  const { [key]: _, ...others } = record;
  return others;
}

export function keepNewest(record) {
  return Object.fromEntries(Object.entries(record).slice(-KEPT));
}

function remembered(state, report, home) {
  const gone = report.state === "gone" ? withGone(state.passed, report.life) : state.passed;
  const passed = PASSES.has(report.state) ? withPass(gone, spotOf(report, home), report.at) : gone;
  return passed === state.passed ? state : { ...state, passed };
}

const spotOf = ({ role, life }, { file, tab, frame, link, there }) => ({
  ...{ tab, id: file.id, role, life },
  ...{ frame, link, page: there.page.seen },
});

const nowOf = ({ at, done = false }, { there }) => ({ at, done, ...there });

/** Nobody has ticked a box or seen a board: it passes by itself, or is scored. */
function isUnasked(before, { state }) {
  return PASSES.has(state) && (!before || (before.kind === null && !before.clicked));
}

function advance(state, before, report, { file, tab, key, link }, files) {
  const { episode, matches } = step(before, report, file, tab);
  const open = report.state === "shown" ? withoutScorers(state.episodes, file, tab, link, files) : state.episodes;
  const others = without(open, key);
  const end = { tab, id: file.id, at: report.at, lives: { ...before?.lives, [report.role]: report.life } };
  return {
    ...state,
    episodes: episode ? { ...others, [key]: episode } : others,
    ended: before && !episode ? keepNewest({ ...without(state.ended, key), [key]: end }) : state.ended,
    owed: [...state.owed, ...matches],
  };
}

/** A behaviour that was scored and not thought enough of: the board that follows is what counts. */
function withoutScorers(episodes, { id }, tab, link, files) {
  const scorers = files.filter(({ captcha }) => captcha.yieldsTo?.includes(id));
  return scorers.reduce((left, scorer) => without(left, keyOf(tab, scorer.id, link)), episodes);
}
