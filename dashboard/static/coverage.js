/** What was watched, beside what was counted: a total without its coverage would read as "you worked less". */

import { write, writeOrHide } from "./elements.js";
import { moment, number } from "./format.js";
import { putTable } from "./tables.js";
import { language, say, sayMany } from "./wording.js";

const CONFIDENCE = {
  HIGH: () => say("confidence.high"),
  MED: () => say("confidence.medium"),
  LOW: () => say("confidence.low"),
  MEASURED: () => say("confidence.measured"),
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
  putPlatforms(rules);
  putTable("coverage-table", say("coverage.rules"), columns(), rules.map(cells));
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

/** One line for each platform: how many of its rules have fired, and when one last did. */
function putPlatforms(rules) {
  const platforms = Map.groupBy(rules, (rule) => rule.platform);
  const lines = [...platforms].map(([platform, own]) => {
    const lastAt = Math.max(...own.map((rule) => rule.lastAt ?? 0));
    const fired = own.filter((rule) => rule.acts > 0).length;
    return { platform, lastAt, fired: say("coverage.of", { fired: number(fired), all: number(own.length) }) };
  });
  lines.sort((a, b) => b.lastAt - a.lastAt);
  const titles = [{ title: say("chart.attention.platform") }, { title: say("coverage.fired") }, { title: say("coverage.last") }];
  const cells = ({ platform, fired, lastAt }) => [platform, fired, lastAt ? moment(lastAt) : say("coverage.unseen")];
  putTable("coverage-platforms", say("coverage.title"), titles, lines.map(cells));
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
