/**
 * Whether a check that passed without a click is anybody's. Pure: who is there is told by the caller.
 *
 * A widget that passes for the first time on a page counts when somebody was there: when the page was loaded,
 * or now. It counts again on the same page only after somebody has done something there in between: all else is
 * the widget that renews itself. The same widget is the same document, the same frame of the page, the same name;
 * or it is in the place of one that has gone since.
 *
 * @typedef {{at: number, front: boolean, opened: boolean, seen: number}} Page  the page that a tab shows: since
 *   when, whether its tab was in front of somebody then, whether somebody had just opened the tab for it; `seen`
 *   counts the pages
 * @typedef {{tab: number, id: string, role: string, life: string, frame: number, link: string, page: number}} Spot
 * @typedef {Spot & {at: number, gone: boolean}} Passed
 */

const KEPT = 200;
/** So long after its load a page is still what somebody has just opened. */
const YOUNG_MS = 60_000;
/** Whoever has touched nothing for so long is not there, and the browser tells no shorter time than the least. */
const LONGEST_S = 300;
const SHORTEST_S = 15;

/** @type {Page} */
export const UNKNOWN_PAGE = Object.freeze({ at: 0, front: false, opened: false, seen: 0 });

/**
 * Within how many seconds the computer must have been used for a page's pass to be somebody's: since the pass on the
 * page before, in that tab.
 * @param {Passed[]} passed @param {number} tab @param {Page} page @param {number} at
 */
export function usedWithin(passed, tab, page, at) {
  const before = passed.filter((each) => each.tab === tab && each.page !== page.seen).map((each) => each.at);
  const since = Math.floor((at - Math.max(0, ...before)) / 1000);
  return Math.min(LONGEST_S, Math.max(SHORTEST_S, since));
}

/**
 * @param {Passed[]} passed
 * @param {Spot} spot that passes now
 * @param {{at: number, done: boolean, doneAt: number, inFront: boolean, used: boolean, page: Page}} now  done: something
 *   since its last pass, in the frame itself; doneAt: the last gesture known of the tab
 */
export function isSomebodys(passed, spot, { at, done, doneAt, inFront, used, page }) {
  const earlier = passed.find((each) => isSame(each, spot));
  if (earlier) {
    return done || doneAt > earlier.at;
  }
  const isYoung = at - page.at < YOUNG_MS;
  const isFirst = !passed.some((each) => each.tab === spot.tab);
  return used && (inFront || (isYoung && (page.front || (page.opened && isFirst))));
}

/** What is remembered once a widget has passed, whether it counted or not. @returns {Passed[]} */
export function withPass(passed, spot, at) {
  return [...passed.filter((each) => !isSame(each, spot)), { ...spot, at, gone: false }].slice(-KEPT);
}

/** A document is gone; what comes in its place on the same page is the same widget. */
export function withGone(passed, life) {
  const isIts = (each) => each.life === life && !each.gone;
  return passed.some(isIts) ? passed.map((each) => (isIts(each) ? { ...each, gone: true } : each)) : passed;
}

function isSame(each, spot) {
  if (each.tab !== spot.tab || each.id !== spot.id || each.role !== spot.role) {
    return false;
  }
  const isFrame = spot.frame > 0 && each.frame === spot.frame;
  const isNamed = spot.link !== "" && each.link === spot.link;
  return each.life === spot.life || isFrame || (each.page === spot.page && (isNamed || each.gone));
}
