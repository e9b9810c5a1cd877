/** Under which set of figures the page is valued: the one in use, or another that was kept, without switching to it. */

import { go, listed } from "./address.js";
import { read } from "./api.js";
import { byId, make } from "./elements.js";
import { dateOf, moment } from "./format.js";
import { writeSentence } from "./sentence.js";
import { say, sayMany } from "./wording.js";

let offeredFor = "";

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

function offer({ version, shipped, sets }) {
  const others = sets.filter((one) => one.version !== version && one.version !== shipped);
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

/** A set as a person knows it. @param {{at: number, changes: number, date: string | null}} one `at` 0: as it ships */
export function named({ at, changes, date }) {
  if (at > 0) {
    return sayMany("sets.kept", changes, { when: moment(at) });
  }
  return date ? say("sets.shipped.of", { date: dateOf(date) }) : say("sets.shipped");
}

/** The same, with the version of the set for whoever wants to cite it. @param {string} [version] of the estimate */
export const withId = (set, version = set.version) => make("span", { title: version }, named(set));
