/** The set of figures in use: its plain settings, its version, and the sets to go back to. */

import { send } from "../../kit/api.js";
import { byId, make, write, writeOrHide } from "../../kit/elements.js";
import { readNumber, typed } from "../../kit/format.js";
import { ratesOf, showRates } from "./rates.js";
import { writeSentence } from "../../kit/sentence.js";
import { named, prepareOlder, showOlder, withId } from "../../kit/sets.js";
import { putTable } from "../../kit/tables.js";
import { say, sayMany } from "../../kit/wording.js";

const ALPHA = "ALPHA_DATA";
const REGIONS = {
  "": () => say("region.own"),
  US: () => say("region.us"),
  CA: () => say("region.ca"),
  EUROPE: () => say("region.europe"),
  APAC: () => say("region.apac"),
  ROW: () => say("region.row"),
};
let [reload, known, alpha] = [async () => {}, null, [null, null, null]];

/** @param {string} id @returns {HTMLInputElement} */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** @param {() => Promise<void>} again shows everything anew */
export function prepareAssumptions(again) {
  reload = again;
  prepareOlder(again);
  byId("assume").addEventListener("submit", (event) => {
    event.preventDefault();
    run(save(), say("settings.saved"));
  });
  byId("reset").addEventListener("click", () => run(use(known.shipped), say("assume.is.reset")));
}

/** @param {any} answer what is in use and what there is to choose @param {any} view the method page's */
export function showAssumptions(answer, view) {
  known = answer;
  alpha = view.parameters.shipped[view.parameters.id.indexOf(ALPHA)];
  const { set, ignored, regions } = answer;
  writeSentence("assume-version", say("assume.in.force"), { name: withId(answer.in_use) });
  showOlder(answer);
  writeOrHide("assume-ignored", ignored.length ? say("assume.ignored", { names: ignored.join(", ") }) : null);
  byId("region").replaceChildren(...regions.map((code) => make("option", { value: code }, REGIONS[code]?.() ?? code)));
  field("region").value = set.region;
  field("alpha").value = typed((set.changes[ALPHA] ?? alpha)[1]);
  field("recalled").checked = set.admitted.includes("RECALLED");
  showRates(answer.rates);
  showKept(answer);
}

/** The sets that a person kept, then the editions: an edition is a set that changes nothing. */
function showKept({ version, sets, editions }) {
  const columns = [
    { title: say("assume.kept.when") },
    { title: say("assume.kept.version") },
    { title: say("assume.kept.changes") },
    { title: say("assume.kept.use") },
  ];
  const rows = [...sets, ...editions].map((one) => [
    named(one),
    make("code", {}, one.version),
    sayMany("assume.changes", one.changes),
    one.version === version ? say("assume.in.use") : again(one),
  ]);
  putTable("kept", say("assume.kept"), columns, rows);
}

function again(one) {
  const button = make("button", { type: "button", class: "quiet" }, say("assume.use"));
  button.setAttribute("aria-label", say("assume.use.one", { name: named(one) }));
  button.addEventListener("click", () => run(use(one.version), say("assume.used")));
  return button;
}

const use = (version) => send("/v1/assumptions", { version });

function save() {
  const { set } = known;
  return send("/v1/assumptions", {
    set: {
      changes: withAlpha(set.changes),
      rates: ratesOf(known.rates),
      admitted: field("recalled").checked ? ["RECALLED"] : [],
      region: field("region").value,
      edition: set.edition,
    },
  });
}

/** Alpha keeps its range while it lies in it. */
function withAlpha(changes) {
  const value = readNumber(field("alpha").value);
  const [low, , high] = changes[ALPHA] ?? alpha;
  const others = { ...changes };
  delete others[ALPHA];
  if (value === null || (value === alpha[1] && !changes[ALPHA])) {
    return others;
  }
  const inside = low <= value && value <= high;
  return { ...others, [ALPHA]: inside ? [low, value, high] : [null, value, null] };
}

function run(doing, done) {
  doing.then(reload).then(
    () => write("assume-state", done),
    (error) => write("assume-state", error.message || say("page.away")),
  );
}
