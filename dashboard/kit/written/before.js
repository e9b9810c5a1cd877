/** What a figure or a formula was until another took its place, and why, in a line beside it. */

import { confidence } from "../confidence.js";
import { dateOf, span } from "../format.js";
import { language, say } from "../wording.js";

/** What a figure was and why it changed; nothing beside one that stayed. @returns {string | null} */
export function figureBefore({ changes, parameters: p }, row) {
  const id = p.id[row];
  if (!changes || !(id in changes.figures)) {
    return null;
  }
  const date = dateOf(changes.until);
  return withReason(changes, id, wasFigure(changes.figures[id], p, row, date));
}

function wasFigure(before, p, row, date) {
  if (!before) {
    return say("how.new", { date });
  }
  const { was, confidence: sure } = before;
  const [low, value, high] = was;
  const parts = [];
  if (was.some((n, at) => n !== p.shipped[row][at])) {
    parts.push(span(value, low, high));
  }
  if (sure !== p.was[row]) {
    parts.push(confidence(sure));
  }
  return parts.length ? say("how.until", { date, was: parts.join(", ") }) : say("how.same", { date });
}

/** The same for the formula of a model. @returns {string | null} */
export function formulaBefore(view, row) {
  const { changes, models } = view;
  const id = models.id[row];
  if (!changes || !(id in changes.formulas)) {
    return null;
  }
  const [date, before] = [dateOf(changes.until), changes.formulas[id]?.[language]];
  if (!before) {
    return withReason(changes, id, say("how.new", { date }));
  }
  const same = before === models.formula[language][row];
  return withReason(changes, id, same ? say("how.same.formula", { date }) : say("how.until", { date, was: before }));
}

function withReason({ reasons }, id, before) {
  const { why } = reasons.find((reason) => reason.ids.includes(id));
  return `${before} ${say("how.why", { why: why[language] })}`;
}
