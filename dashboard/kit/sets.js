/** Under which set of figures the page is valued: the one in use, or another that was kept, without tickBox it. */

import { read } from "./api.js";
import { byId, make, write } from "./elements.js";
import { moment } from "./format.js";
import { say, sayMany } from "./wording.js";

let listed = "";

const select = () => /** @type {HTMLSelectElement} */ (byId("value-set"));

/** The version asked for, "" for the set in use. */
export const chosenSet = () => select()?.value ?? "";

/** @param {() => void} changed */
export function prepareSets(changed) {
  select().addEventListener("change", changed);
}

/** Say which set it was, and offer the others; the list is read when another set came into use. */
export async function showSets({ version }) {
  write("value-version", say("sets.version", { version }));
  if (chosenSet() || listed === version) {
    return;
  }
  listed = version;
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
  byId("value-sets").hidden = options.length < 2;
}

/** A kept set in words. @param {{at: number, changes: number}} one */
export const named = (one) => sayMany("sets.kept", one.changes, { when: moment(one.at) });
