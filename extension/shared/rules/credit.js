/**
 * Whether a candidate counts, and as what: the gesture gate, the dedupe window, and which kind an undo
 * undoes. Pure functions of a small state that lives as long as the browser session and holds no address: a
 * page and a thing are salted hashes.
 *
 * @typedef {Record<string, number[]>} Gestures  wall-clock times by tab
 * @typedef {import("./rules.js").Option} Option
 * @typedef {{sense: 1 | -1, at: number, tab: number, names: string[]}} Recent  what was credited in one place
 * @typedef {import("./standing.js").Things} Things
 * @typedef {{recent: Record<string, Recent[]>, pages: [string, string[]][], things: Things}} CreditState
 * @typedef {{sense: 1 | -1, options: Option[], n: number, tab: number, page: string, at: number, address?: string,
 *   thing?: string}} Candidate
 *   address: of an act that is a page's address itself, its salted hash: in whichever tab, the same again is
 *   a repetition. thing: what the act is about, its salted hash: whichever tab it is in
 * @typedef {{windowMs: number, anyKind?: boolean}} Timing
 * @typedef {{option: Option, names: string[], places: string[], least: number}} Decision  names: what it repeats or
 *   ends; places: where it is remembered; least: the sum of the day that an undo must leave, for other things that
 *   are done and not undone
 */
import { nameOf, othersOf, undoneThing, withThing } from "./standing.js";

const TIMES_KEPT = 8;
const PAGES_KEPT = 200;
const STACK_KEPT = 50;
const PLACES_KEPT = 500;
/** A gesture and its request are stamped by two clocks. */
const CLOCK_SLACK_MS = 100;

/** @returns {CreditState} */
export function emptyCredit() {
  return { recent: {}, pages: [], things: {} };
}

/** @param {Gestures} gestures @param {number} tab @param {number} at @returns {Gestures} */
export function withGesture(gestures, tab, at) {
  return withLast(gestures, `tab ${tab}`, at);
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
 * @param {CreditState} state @param {Candidate} candidate @param {Map<string, Timing>} timing
 * @returns {Decision | null}
 */
export function decide(state, candidate, timing) {
  const { windowMs = 0, anyKind = false } = timing.get(candidate.options[0].rule) ?? {};
  const names = anyKind ? [candidate.options[0].rule] : candidate.options.map(nameOf);
  if (isRepetition(state, candidate, { names, windowMs, anyKind })) {
    return null;
  }
  const option = candidate.sense === 1 ? candidate.options[0] : undoneOption(state, candidate);
  const least = option && candidate.sense === -1 && candidate.thing ? othersOf(state.things, candidate, option) : 0;
  return option && { option, names, places: placesOf(candidate, anyKind), least };
}

/**
 * The state once a repetition tells what its act was about: a click had shown the act before, without the thing.
 * @param {CreditState} state @param {Candidate} candidate @param {Map<string, Timing>} timing
 * @returns {CreditState}
 */
export function named(state, candidate, timing) {
  const { sense, thing, options } = candidate;
  if (sense !== 1 || !thing || state.things[thing] || !timing.get(options[0].rule)?.anyKind) {
    return state;
  }
  return { ...state, things: withThing(state.things, candidate, options[0]) };
}

/** The state once the decision is recorded. @param {CreditState} state @returns {CreditState} */
export function settle(state, candidate, { option, names, places }) {
  const { sense, at, thing, page, tab } = candidate;
  const noted = { sense, at, tab, names };
  return {
    recent: places.reduce((recent, place) => withLast(recent, place, noted), state.recent),
    pages: page && !thing ? turnPage(state.pages, candidate, option) : state.pages,
    things: thing || sense === -1 ? withThing(state.things, candidate, option) : state.things,
  };
}

/**
 * Where an act is remembered: at its thing, and in its tab for whoever sees it again without the thing.
 * @param {Candidate} candidate @param {boolean} anyKind
 */
function placesOf({ address, thing, tab }, anyKind) {
  const place = address ?? `tab ${tab}`;
  return thing ? [thing, place] : anyKind ? [place, unnamed(place)] : [place];
}

const unnamed = (place) => `${place} unnamed`;

/**
 * The same again within the window, in the same tab: a page that tries twice. What was undone in between, wherever,
 * is no repetition: it is done once more. An act that is seen in two ways may be named in one of them only.
 */
function isRepetition({ recent }, candidate, { names, windowMs, anyKind }) {
  const [place, tab] = placesOf(candidate, anyKind);
  const places = candidate.thing && anyKind ? [place, unnamed(tab)] : [place];
  const { sense, at, thing, tab: here } = candidate;
  const isHere = (each) => !thing || each.tab === here;
  const isSame = (each) => isHere(each) && each.sense === sense && String(each.names) === String(names);
  const isOpposite = (each) => each.sense !== sense && each.names.some((name) => names.includes(name));
  const past = places.flatMap((each) => recent[each] ?? []);
  const isEnded = (from) => past.some((each) => isOpposite(each) && isBetween(each.at, from, at));
  return past.some((each) => isSame(each) && Math.abs(each.at - at) < windowMs && !isEnded(each.at));
}

const isBetween = (time, one, other) => time >= Math.min(one, other) && time <= Math.max(one, other);

/**
 * With one thing it can mean an undo means that; the outbox keeps the day's count from falling below zero.
 */
function undoneOption(state, candidate) {
  const { options, tab, page, thing } = candidate;
  const known = thing ? undoneThing(state.things, candidate) : undefined;
  if (known !== undefined) {
    return known;
  }
  if (options.length === 1) {
    return options[0];
  }
  const stack = page ? stackOf(state.pages, `${tab} ${page}`) : lastOf(state.pages, tab);
  const last = stack.findLast((name) => options.some((option) => nameOf(option) === name));
  return options.find((option) => nameOf(option) === last) ?? null;
}

/** Acts of one page about nobody knows what lie in a pile: an undo takes away the upmost of its sort. */
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

/** The record with one more at the end of a key's list, and the key the youngest. */
function withLast(record, key, last) {
  const { [key]: list = [], ...others } = record;
  const kept = Object.entries(others).slice(1 - PLACES_KEPT);
  return Object.fromEntries([...kept, [key, [...list, last].slice(-TIMES_KEPT)]]);
}
