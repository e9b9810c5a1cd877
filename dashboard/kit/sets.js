/** Under which set of figures the page is valued: the one in use, or another that was kept, without switching to it. */

import { go, listed } from "./address.js";
import { read, send } from "./api.js";
import { byId, make, write } from "./elements.js";
import { dateOf, moment } from "./format.js";
import { writeSentence } from "./sentence.js";
import { say, sayMany } from "./wording.js";

let [offeredFor, older] = ["", null];

const select = () => /** @type {HTMLSelectElement} */ (byId("value-set"));

/** The version that the address names, "" for the set in use. */
const chosen = () => listed("set")[0] ?? "";

export function prepareSets() {
  select().addEventListener("change", () => go({ set: select().value || null }));
}

/** The way back to the figures in use, on every page that another set came along to. */
export function prepareOtherSet() {
  byId("other-set-end").addEventListener("click", () => go({ set: null }));
}

/** @param {any} overview */
export function showOtherSet({ version, set }) {
  byId("other-set").hidden = !chosen();
  writeSentence("other-set-name", say("sets.version"), { name: withId(set, version) });
}

/** Say which set it is, and offer the others; the list is read when another set came into use. @param {any} overview */
export async function showSets({ version, set }) {
  writeSentence("value-version", say("sets.version"), { name: withId(set, version) });
  choose();
  if (offeredFor === version || (chosen() && offeredFor)) {
    return;
  }
  offeredFor = version;
  const answer = await read("/v1/assumptions").catch(() => null);
  if (answer) {
    offer(answer.body);
  }
}

function offer({ version, shipped, sets, editions }) {
  const others = [...sets, ...editions].filter((one) => one.version !== version && one.version !== shipped);
  const options = [make("option", { value: "" }, say("sets.in.use"))];
  if (version !== shipped) {
    options.push(make("option", { value: shipped }, say("sets.shipped")));
  }
  options.push(...others.map((one) => make("option", { value: one.version }, named(one))));
  select().replaceChildren(...options);
  choose();
  byId("value-sets").hidden = options.length < 2;
}

/** The set of the address, which may be the one in use meanwhile. */
function choose() {
  const offered = [...select().options].map((option) => option.value);
  select().value = offered.includes(chosen()) ? chosen() : "";
}

/** Say when the figures in use were replaced, and offer the two ways on. @param {() => Promise<void>} reload shows everything anew */
export function prepareOlder(reload) {
  byId("older-current").addEventListener("click", () => run({ version: older.shipped }));
  byId("older-carry").addEventListener("click", () => run({ carry: older.version }));
  const run = (wish) =>
    send("/v1/assumptions", wish)
      .then(async (answer) => {
        await reload();
        write("older-state", wish.carry ? carried(answer) : say("assume.is.reset"));
        byId("older-state").focus();
      })
      .catch((error) => write("older-state", error.message || say("page.away")));
}

/** @param {any} answer the sets */
export function showOlder(answer) {
  older = answer;
  const { until, changes, edition_date: from } = answer.in_use;
  byId("older").hidden = !until;
  if (until) {
    write("older-what", say("assume.older", { date: dateOf(from), until: dateOf(until) }));
    byId("older-carry").hidden = !changes;
    write("older-state", "");
  }
}

function carried({ left_out: names }) {
  const left = names.length ? ` ${say("assume.left", { names: names.join(", ") })}` : "";
  return say("assume.carried") + left;
}

/** A set as a person knows it. @param {{at: number, changes: number, date: string | null, until: string | null, edition_date: string}} one `at` 0: as it ships */
export function named({ at, changes, date, until, edition_date: from }) {
  if (at > 0) {
    const set = sayMany("sets.kept", changes, { when: moment(at) });
    return until ? say("sets.on", { set, date: dateOf(from) }) : set;
  }
  if (until) {
    return say("sets.edition", { date: dateOf(from), until: dateOf(until) });
  }
  return date ? say("sets.shipped.of", { date: dateOf(date) }) : say("sets.shipped");
}

/** The same, with the version of the set for whoever wants to cite it. @param {string} [version] of the estimate */
export const withId = (set, version = set.version) => make("span", { title: version }, named(set));
