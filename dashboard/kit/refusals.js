/** What the collector refuses, in the language of the page. It speaks English itself, and names each error. */

import { say } from "./wording.js";

const REFUSALS = {
  action: () => say("refused.action"),
  assumptions: () => say("refused.assumptions"),
  backup: () => say("refused.backup"),
  busy: () => say("refused.busy"),
  day: () => say("refused.day"),
  figure: () => say("refused.figure"),
  full: () => say("refused.full"),
  future: () => say("refused.future"),
  header: () => say("refused.header"),
  horizon: () => say("refused.horizon"),
  invented: () => say("refused.invented"),
  io: () => say("refused.io"),
  kind: () => say("refused.kind"),
  kinds: () => say("refused.filter"),
  malformed: () => say("refused.malformed"),
  minutes: () => say("refused.minutes"),
  month: () => say("refused.month"),
  "not-found": () => say("refused.gone"),
  "not-made": () => say("refused.not-made"),
  operators: () => say("refused.filter"),
  period: () => say("refused.period"),
  platform: () => say("refused.platform"),
  platforms: () => say("refused.filter"),
  preference: () => say("refused.preference"),
  reader: () => say("refused.reader"),
  ticket: () => say("refused.ticket"),
  undo: () => say("refused.undo"),
};

/**
 * @param {{code: string, message: string}} error as the collector sends it
 * @returns {string} its own words where no person is meant to meet it
 */
export const refusal = ({ code, message }) => REFUSALS[code]?.() ?? message;
