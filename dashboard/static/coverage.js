/** What was watched, beside what was counted: a total without its coverage would read as "you worked less". */

import { write, writeOrHide } from "./elements.js";
import { moment, number } from "./format.js";
import { putTable } from "./tables.js";
import { language, say, sayMany } from "./wording.js";

const CONFIDENCE = {
  HIGH: () => say("confidence.high"),
  MED: () => say("confidence.medium"),
  LOW: () => say("confidence.low"),
};

/** @param {any} overview */
export function showCoverage({ coverage, names }) {
  const rules = rowsOf(coverage.rules, names);
  const seen = rules.filter((rule) => rule.acts > 0);
  const given = { all: number(rules.length) };
  write("coverage-summary", seen.length ? sayMany("coverage.summary", seen.length, given) : say("coverage.none", given));
  write("watched", seen.length ? sayMany("coverage.short", seen.length, given) : say("coverage.none", given));
  writeOrHide("coverage-unknown", unknown(coverage));
  writeOrHide("coverage-refused", refused(coverage.refused));
  const lately = [...seen].sort((a, b) => b.lastAt - a.lastAt);
  putTable("coverage-seen", say("coverage.seen"), columns(), lately.map(cells));
  putTable("coverage-table", say("coverage.all"), columns(), rules.map(cells));
}

function rowsOf(rules, names) {
  return rules.rule.map((rule, row) => ({
    rule,
    platform: names.platform_labels[rules.platform[row]],
    kind: names.kind_labels[language][rules.kind[row]],
    confidence: CONFIDENCE[rules.levels[rules.confidence[row]]]?.() ?? say("confidence.unknown"),
    lastAt: rules.last_at[row],
    acts: rules.acts[row],
  }));
}

function columns() {
  return [
    { title: say("chart.attention.platform") },
    { title: say("chart.acts.kind") },
    { title: say("coverage.rule") },
    { title: say("coverage.confidence") },
    { title: say("coverage.last") },
    { title: say("figure.acts"), numeric: true },
  ];
}

function cells(rule) {
  const last = rule.acts > 0 ? moment(rule.lastAt) : say("coverage.unseen");
  return [rule.platform, rule.kind, rule.rule, rule.confidence, last, number(rule.acts)];
}

function unknown({ unknown_kinds: kinds, unknown_platforms: platforms }) {
  const words = [...kinds, ...platforms];
  return words.length ? sayMany("coverage.unknown", words.length, { words: words.join(", ") }) : null;
}

function refused({ code, n }) {
  const all = n.reduce((sum, count) => sum + count, 0);
  const codes = code.map((name, row) => `${name} (${number(n[row])})`).join(", ");
  return all ? sayMany("coverage.refused", all, { codes }) : null;
}
