/** What is not counted on a platform and why, folded away below its rules; and how much of it nobody knows. */

import kinds from "../catalogue/kinds.json" with { type: "json" };
import { make } from "../shared/pages/page.js";
import { dateOf, listed } from "../shared/pages/wording.js";
import reasons from "./uncounted.json" with { type: "json" };

/**
 * @typedef {{kinds: string[], why: string, because?: {en: string, fr: string}, looked_on: string}} Reason
 * @typedef {{say: import("../shared/pages/wording.js").Say,
 *   language: import("../shared/pages/wording.js").Language}} Context
 */

const UNKNOWN = "not-known";
const ORDER = [UNKNOWN, "not-possible", "does-not-exist"];
/** @type {Record<string, Reason[]>} by id of the platform */
const REASONS = reasons;

/**
 * The part of a platform's details that says what is not counted there.
 * @param {string} id @param {Context} context
 */
export function uncountedRows(id, context) {
  const found = REASONS[id] ?? [];
  if (found.length === 0) {
    return [];
  }
  const groups = ORDER.flatMap((why) => group(found, why, context));
  return [make("details", { id: `uncounted-${id}`, class: "fold" }, [summary(found, context), ...groups])];
}

/**
 * How many kinds nobody knows about, each platform taken by itself.
 * @param {number} platforms how many there are @param {Context} context
 */
export function unknownLine(platforms, { say }) {
  const count = Object.values(REASONS).reduce((sum, found) => sum + unknownOf(found), 0);
  return count ? say("uncounted_all", { count, platforms }) : "";
}

function summary(found, { say }) {
  const unknown = unknownOf(found);
  const parts = [say("uncounted_title", { count: numberOf(found) })];
  if (unknown) {
    parts.push(say("uncounted_unknown", { count: unknown }));
  }
  return make("summary", {}, [parts.join(", ")]);
}

function group(found, why, context) {
  const own = found.filter((reason) => reason.why === why);
  if (own.length === 0) {
    return [];
  }
  const title = context.say(`uncounted_${why.replaceAll("-", "_")}`);
  const rows = own.map((reason) => row(reason, context));
  return [make("p", { class: "rows-title" }, [title]), make("ul", { class: "rows" }, rows)];
}

function row(reason, context) {
  const { language } = context;
  const labels = reason.kinds.map((kind) => kinds.kinds[kind].label[language]);
  const why = because(reason, context);
  const remark = why ? [make("p", { class: "quiet" }, [why])] : [];
  return make("li", {}, [make("p", {}, [listed(labels, language)]), ...remark]);
}

function because({ why, because: said, looked_on: day }, { say, language }) {
  return why === UNKNOWN
    ? say("uncounted_looked", { date: dateOf(Date.parse(day), language, "UTC") })
    : said?.[language];
}

const numberOf = (found) => new Set(found.flatMap((reason) => reason.kinds)).size;
const unknownOf = (found) => numberOf(found.filter(({ why }) => why === UNKNOWN));
