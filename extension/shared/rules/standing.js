/**
 * Which things are done and not undone, as far as this browser session knows: what an undo takes back, whatever
 * tab it is pressed in, and what an undo of something older must leave alone. Pure.
 *
 * @typedef {import("./rules.js").Option} Option
 * @typedef {{done: (Option & {at: number})[], undone: string[]}} Thing  the acts that stand, the last one last; the
 *   names of those that were taken back
 * @typedef {Record<string, Thing>} Things  by salted hash, the youngest last
 * @typedef {{thing?: string, options: Option[], at: number, sense: 1 | -1}} Named
 */

const THINGS_KEPT = 500;
const ACTS_KEPT = 8;

/** @param {Option} option */
export const nameOf = ({ rule, kind }) => `${rule} ${kind}`;

/** The local day of a moment. @param {number} at wall clock, ms */
const dayOf = (at) => new Date(at).toDateString();

/**
 * What an undo of a thing takes back.
 * @param {Things} things @param {Named} candidate
 * @returns {Option | null | undefined} null: nothing, it was taken back before, or done on another day; undefined:
 *   nobody knows the thing
 */
export function undoneThing(things, { thing, options, at }) {
  const { done = [], undone = [] } = things[thing ?? ""] ?? {};
  const names = options.map(nameOf);
  const last = done.findLast((each) => names.includes(nameOf(each)));
  if (last) {
    return dayOf(last.at) === dayOf(at) ? (options.find((each) => nameOf(each) === nameOf(last)) ?? null) : null;
  }
  return names.some((name) => undone.includes(name)) ? null : undefined;
}

/**
 * How many other things of an option's platform and kind stand since this day: an undo leaves them.
 * @param {Things} things @param {Named} candidate @param {Option} option
 */
export function othersOf(things, { thing, at }, { platform, kind }) {
  const isSuch = (each) => each.platform === platform && each.kind === kind && dayOf(each.at) === dayOf(at);
  const others = Object.entries(things).filter(([name]) => name !== thing);
  return others.flatMap(([, { done }]) => done.filter(isSuch)).length;
}

/**
 * The things once an act about one of them counts: a changed vote is two acts, and taking it back takes the last. An
 * undo that names no thing takes back what was done last.
 * @param {Things} things @param {Named} candidate @param {Option} option
 * @returns {Things}
 */
export function withThing(things, { options, at, sense, ...candidate }, option) {
  const thing = candidate.thing ?? lastOf(things, option);
  if (thing === undefined) {
    return things;
  }
  const { [thing]: known = { done: [], undone: [] }, ...others } = things;
  const next = sense === 1 ? withDone(known, option, at) : withUndone(known, options.map(nameOf), nameOf(option));
  return Object.fromEntries([...Object.entries(others).slice(1 - THINGS_KEPT), [thing, next]]);
}

/** The thing to which an act of a name was done last, if it stands. */
function lastOf(things, option) {
  const times = Object.entries(things).map(([thing, { done }]) => [
    thing,
    done.findLast((each) => nameOf(each) === nameOf(option))?.at ?? -Infinity,
  ]);
  const [thing, at] = times.reduce((last, each) => (each[1] > last[1] ? each : last), [undefined, -Infinity]);
  return at === -Infinity ? undefined : thing;
}

/** @returns {Thing} */
function withDone({ done, undone }, option, at) {
  return {
    done: [...done, { ...option, at }].slice(-ACTS_KEPT),
    undone: undone.filter((name) => name !== nameOf(option)),
  };
}

/** @returns {Thing} */
function withUndone({ done, undone }, names, name) {
  const last = done.findLastIndex((each) => nameOf(each) === name);
  return {
    done: done.filter((_, index) => index !== last),
    undone: [...new Set([...undone, ...names])].slice(-ACTS_KEPT),
  };
}

/**
 * The things without an act that was not kept after all.
 * @param {Things} things @param {import("../acts/act.js").Match} match
 * @returns {Things}
 */
export function withoutAct(things, { thing, rule, kind, at }) {
  const known = thing && things[thing];
  if (!known) {
    return things;
  }
  const isIt = (each) => each.rule === rule && each.kind === kind && each.at === at;
  return { ...things, [thing]: { ...known, done: known.done.filter((each) => !isIt(each)) } };
}
