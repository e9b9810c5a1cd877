/**
 * A small state under one name in storage.session: it outlives the background, not the browser, and never
 * touches the disk. Read once in each life of the background; changes that come while one is being written are
 * written together.
 */
import { browser } from "../../shared/browser.js";

/**
 * @template State
 * @typedef {object} Session
 * @property {() => Promise<State>} get
 * @property {(state: State) => Promise<void>} put  resolves once it, or a later state, is written
 * @property {<T>(task: () => Promise<T>) => Promise<T>} inTurn  runs tasks one after the other; one that
 *   fails does not stop those behind it
 */

const nothing = () => undefined;

/** @template State @param {string} name @param {State} empty @returns {Session<State>} */
export function session(name, empty) {
  let reading;
  let state;
  /** @type {Promise<any>} */
  let last = Promise.resolve();
  /** @type {Promise<void>} */
  let writing = Promise.resolve();
  /** @type {Promise<void> | undefined} */
  let queued;
  const get = async () => {
    reading ??= browser.storage.session.get(name).then((kept) => {
      state = kept[name] ?? empty;
    });
    await reading;
    return state;
  };
  const write = () => {
    queued = undefined;
    writing = browser.storage.session.set({ [name]: state });
    return writing;
  };
  const put = (next) => {
    state = next;
    queued ??= writing.then(write, write);
    return queued;
  };
  const inTurn = (task) => {
    const run = last.then(task);
    last = run.then(nothing, nothing);
    return run;
  };
  return { get, put, inTurn };
}

/**
 * Hand over every match that the state still owes, oldest first; each stays owed until it is durable. Call
 * it in turn. A match carries a `key` of its own, the same when it is handed over a second time.
 * @template {{owed: import("../../shared/acts/act.js").Match[]}} State
 * @param {Session<State>} kept
 * @param {(match: import("../../shared/acts/act.js").Match) => Promise<unknown>} onMatch resolves once the match is
 *   durable; false: it was not kept
 * @param {(state: State, match: import("../../shared/acts/act.js").Match) => State} [notKept] the state then
 */
export async function handOver(kept, onMatch, notKept = (state) => state) {
  for (;;) {
    const state = await kept.get();
    if (state.owed.length === 0) {
      return;
    }
    const isKept = await onMatch(state.owed[0]);
    const next = isKept === false ? notKept(state, state.owed[0]) : state;
    await kept.put({ ...next, owed: state.owed.slice(1) });
  }
}

/**
 * @param {import("../../shared/acts/act.js").Match} match
 * @returns {import("../../shared/acts/act.js").Match} the match with a key that no other has
 */
export function withKey(match) {
  return { ...match, key: crypto.randomUUID() };
}
