/** What was watched, beside what was counted: a total without its coverage would read as "you worked less". */

import { byId, make, write, writeOrHide } from "../../kit/elements.js";
import { moment, number } from "../../kit/format.js";
import { fillTable } from "../../kit/tables.js";
import { language, say, sayMany } from "../../kit/wording.js";

export const view = "overview";

const CONFIDENCE = {
  HIGH: () => say("confidence.high"),
  MED: () => say("confidence.probable"),
  LOW: () => say("confidence.uncertain"),
  MEASURED: () => say("confidence.measured"),
};

/** What stands in the place of a count where there is none: a silence is never written as zero. */
const WORDS = {
  silent: ({ acts }) => (acts ? say("coverage.silent.after", { acts: number(acts) }) : say("coverage.silent")),
  unseen: () => say("coverage.unseen"),
  unwatched: () => say("coverage.unwatched"),
  off: () => say("coverage.off"),
  uncounted: () => say("coverage.uncounted"),
};

/** @type {Map<number, HTMLElement>} One for each platform, kept so that what is unfolded stays so. */
const folds = new Map();

/** @param {any} overview */
export function show({ coverage, names }) {
  const rules = rowsOf(coverage.rules, names);
  const given = { all: number(unique(rules)) };
  const fired = unique(rules.filter((rule) => rule.acts > 0));
  const silent = unique(rules.filter(isSilent));
  const lead = fired ? sayMany("coverage.summary", fired, given) : say("coverage.none", given);
  write("coverage-summary", silent ? `${lead} ${sayMany("coverage.quiet", silent)}` : lead);
  write("coverage-explain", say("coverage.explain", coverage.silent));
  writeOrHide("coverage-unknown", unknown(coverage));
  writeOrHide("coverage-refused", refused(coverage.refused));
  const [seen, never] = partition([...Map.groupBy(rules, (rule) => rule.code).values()]);
  putSeen(seen);
  putNever(never);
}

const isSilent = ({ state }) => state === "silent";

/** A rule that fires as several kinds has a row for each. */
const unique = (rules) => new Set(rules.map(({ code, rule }) => `${code} ${rule}`)).size;

function rowsOf(rules, names) {
  return rules.rule.map((rule, row) => ({
    rule,
    code: rules.platform[row],
    platform: names.platform_labels[rules.platform[row]],
    kind: names.kind_labels[language][rules.kind[row]],
    confidence: CONFIDENCE[rules.levels[rules.confidence[row]]]?.() ?? say("confidence.unknown"),
    state: rules.states[rules.state[row]],
    lastAt: rules.last_at[row],
    acts: rules.acts[row],
  }));
}

/** Platforms with an act or with time, the latest first; and the others by name. */
function partition(platforms) {
  const lastOf = (rules) => Math.max(...rules.map((rule) => rule.lastAt ?? 0));
  const seen = platforms.filter((rules) => lastOf(rules) > 0).sort((a, b) => lastOf(b) - lastOf(a));
  const never = platforms.filter((rules) => lastOf(rules) === 0);
  return [seen, never.sort(([a], [b]) => a.platform.localeCompare(b.platform, language))];
}

function putSeen(platforms) {
  const wanted = platforms.map((rules) => unfolding(rules));
  const box = byId("coverage-seen");
  if (wanted.length !== box.children.length || wanted.some((fold, index) => fold !== box.children[index])) {
    box.replaceChildren(...wanted);
  }
}

/** The fold of one platform, brought up to date in place. */
function unfolding(rules) {
  const [{ code, platform }] = rules;
  const fold = folds.get(code) ?? make("details", {}, make("summary"), make("div", { class: "table" }));
  folds.set(code, fold);
  const [head, box] = fold.children;
  head.replaceChildren(make("strong", {}, platform), ` ${line(rules)}`);
  fillTable(box, platform, seenColumns(), rules.map(seenCells));
  return fold;
}

function line(rules) {
  const fired = unique(rules.filter((rule) => rule.acts > 0));
  const last = moment(Math.max(...rules.map((rule) => rule.lastAt ?? 0)));
  const lead = sayMany("coverage.fired", fired, { all: number(unique(rules)), last });
  const silent = unique(rules.filter(isSilent));
  return silent ? `${lead} ${sayMany("coverage.quiet", silent)}` : lead;
}

function seenColumns() {
  return [
    { title: say("chart.acts.kind") },
    { title: say("coverage.times"), numeric: true },
    { title: say("coverage.last") },
    { title: say("coverage.confidence") },
    { title: say("coverage.rule") },
  ];
}

function seenCells(rule) {
  return [rule.kind, words(rule) ?? number(rule.acts), moment(rule.lastAt), rule.confidence, rule.rule];
}

function putNever(platforms) {
  byId("coverage-never").hidden = !platforms.length;
  const cells = (rule) => [rule.platform, rule.kind, words(rule) ?? "", rule.confidence, rule.rule];
  const caption = sayMany("coverage.never", platforms.length);
  write("coverage-never-count", caption);
  fillTable(byId("coverage-never-table"), caption, neverColumns(), platforms.flat().map(cells));
}

function neverColumns() {
  return [
    { title: say("chart.attention.platform") },
    { title: say("chart.acts.kind") },
    { title: say("coverage.state") },
    { title: say("coverage.confidence") },
    { title: say("coverage.rule") },
  ];
}

/** @returns {Node | null} null: the rule has a count */
function words(rule) {
  const text = WORDS[rule.state]?.(rule);
  return text ? make("span", { class: isSilent(rule) ? "state silent" : "state" }, text) : null;
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
