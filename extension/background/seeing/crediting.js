/**
 * From a candidate that was accepted to the matches that are owed to the log. Pure.
 *
 * @typedef {import("../../shared/acts/act.js").Match} Match
 * @typedef {credit.Candidate & {unread?: boolean, detail?: Record<string, unknown>}} Expected
 * @typedef {{credit: credit.CreditState, owed: Match[]}} Credited
 */
import * as credit from "../../shared/rules/credit.js";
import { withoutAct } from "../../shared/rules/standing.js";
import { withKey } from "../storage/session.js";

/**
 * @template {Credited} State
 * @param {State} state @param {Expected} candidate @param {Map<string, credit.Timing>} timing
 * @returns {State}
 */
export function withCredit(state, candidate, timing) {
  const { at, tab, unread, options } = candidate;
  if (unread) {
    return { ...state, owed: [...state.owed, withKey({ ...options[0], n: 0, at, tab, unread })] };
  }
  const decision = credit.decide(state.credit, candidate, timing);
  if (!decision) {
    return { ...state, credit: credit.named(state.credit, candidate, timing) };
  }
  return {
    ...state,
    credit: credit.settle(state.credit, candidate, decision),
    owed: [...state.owed, ...matchesOf(candidate, decision)],
  };
}

/**
 * What was undone several times at once is as many matches: each takes one away.
 * @param {Expected} candidate @param {credit.Decision} decision
 * @returns {Match[]}
 */
function matchesOf({ at, tab, sense, n, detail, thing }, { option: { kind, platform, rule }, least }) {
  const match = { kind, platform, rule, at, tab, ...(detail && { detail }), ...(thing && { thing }) };
  return sense === 1
    ? [withKey({ ...match, n })]
    : Array.from({ length: n }, () => withKey({ ...match, n: -1, least }));
}

/**
 * What was not kept (paused, switched off) does not stand, so that its undo takes nothing away.
 * @template {Credited} State
 * @param {State} state @param {Match} match
 * @returns {State}
 */
export function withoutUnkept(state, match) {
  return { ...state, credit: { ...state.credit, things: withoutAct(state.credit.things, match) } };
}
