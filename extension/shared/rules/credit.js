/**
 * Whether a candidate counts, and as what: the gesture gate, the dedupe window, and which kind an undo
 * undoes. Pure functions of a small state that lives as long as the browser session and holds no address: a
 * page is a salted hash.
 *
 * @typedef {Record<string, number[]>} Gestures  wall-clock times by tab
 * @typedef {{credited: Record<string, number[]>, pages: [string, string[]][]}} CreditState
 * @typedef {{sense: 1 | -1, options: import("./rules.js").Option[], n: number, tab: number, page: string,
 *   at: number, address?: string}} Candidate
 *   address: of an act that is a page's address itself, its salted hash: in whichever tab, the same again is
 *   a repetition
 * @typedef {{option: import("./rules.js").Option, key: string}} Decision
 */

const TIMES_KEPT = 8;
const PAGES_KEPT = 200;
const STACK_KEPT = 50;
const KEYS_KEPT = 500;
/** A gesture and its request are stamped by two clocks. */
const CLOCK_SLACK_MS = 100;

/** @returns {CreditState} */
export function emptyCredit() {
  return { credited: {}, pages: [] };
}

/** @param {Gestures} gestures @param {number} tab @param {number} at @returns {Gestures} */
export function withGesture(gestures, tab, at) {
  return withTime(gestures, `tab ${tab}`, at);
}

/** When the last gesture in a tab was; 0 for never. @param {Gestures} gestures @param {number} tab */
export function lastGesture(gestures, tab) {
  return Math.max(0, ...(gestures[`tab ${tab}`] ?? []));
}

/**
 * True when a trusted gesture came before the request, in its tab; without a tab, in any.
 * @param {Gestures} gestures @param {{tab: number, at: number}} candidate @param {number} gestureMs
 */
export function hasGesture(gestures, { tab, at }, gestureMs) {
  const times = tab === -1 ? Object.values(gestures).flat() : (gestures[`tab ${tab}`] ?? []);
  return times.some((time) => time <= at + CLOCK_SLACK_MS && time >= at - gestureMs);
}

/**
 * What the candidate counts as, or null when it is a repetition or an undo of nobody knows what.
 * The first act to come back counts; the window is measured between the starts of the requests.
 * @param {CreditState} state @param {Candidate} candidate @param {Map<string, {windowMs: number, anyKind?: boolean}>} timing
 * @returns {Decision | null}
 */
export function decide(state, candidate, timing) {
  const { windowMs = 0, anyKind = false } = timing.get(candidate.options[0].rule) ?? {};
  const place = candidate.address ?? candidate.tab;
  const names = anyKind ? [candidate.options[0].rule] : candidate.options.map(nameOf);
  const key = `${candidate.sense} ${place} ${names.join(" ")}`;
  const times = state.credited[key] ?? [];
  if (times.some((time) => Math.abs(time - candidate.at) < windowMs)) {
    return null;
  }
  const option = candidate.sense === 1 ? candidate.options[0] : undoneOption(state, candidate);
  return option ? { option, key } : null;
}

/** The state once the decision is recorded. @param {CreditState} state @returns {CreditState} */
export function settle(state, candidate, { option, key }) {
  return {
    ...state,
    credited: withTime(state.credited, key, candidate.at),
    pages: candidate.page ? turnPage(state.pages, candidate, option) : state.pages,
  };
}

/**
 * With one thing it can mean an undo means that; the outbox keeps the day's count from falling below zero.
 */
function undoneOption(state, { options, tab, page }) {
  if (options.length === 1) {
    return options[0];
  }
  const stack = page ? stackOf(state.pages, `${tab} ${page}`) : lastOf(state.pages, tab);
  const last = stack.findLast((name) => options.some((option) => nameOf(option) === name));
  return options.find((option) => nameOf(option) === last) ?? null;
}

/** Acts of one page lie in a pile: an undo takes away the upmost of its sort. */
function turnPage(pages, { tab, page, sense }, option) {
  const key = `${tab} ${page}`;
  const stack = [...stackOf(pages, key)];
  if (sense === 1) {
    stack.push(nameOf(option));
  } else if (stack.includes(nameOf(option))) {
    stack.splice(stack.lastIndexOf(nameOf(option)), 1);
  }
  const others = pages.filter(([name]) => name !== key);
  return [...others, [key, stack.slice(-STACK_KEPT)]].slice(-PAGES_KEPT);
}

function stackOf(pages, key) {
  return pages.find(([name]) => name === key)?.[1] ?? [];
}

/** A tab that was closed meanwhile shows no page any more: the last one it acted on is meant. */
function lastOf(pages, tab) {
  return pages.findLast(([name]) => name.startsWith(`${tab} `))?.[1] ?? [];
}

function nameOf({ rule, kind }) {
  return `${rule} ${kind}`;
}

function withTime(record, key, time) {
  const { [key]: times = [], ...others } = record;
  const kept = Object.entries(others).slice(1 - KEYS_KEPT);
  return Object.fromEntries([...kept, [key, [...times, time].slice(-TIMES_KEPT)]]);
}
