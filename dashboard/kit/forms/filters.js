/** Which platforms, operators and kinds the page looks at: chosen with boxes, kept in the address, told in words. */

import { go, listed } from "../address.js";
import { byId, make, write } from "../elements.js";
import { language, say } from "../wording.js";

const GROUPS = {
  operators: () => say("filter.operators"),
  platforms: () => say("filter.platforms"),
  kinds: () => say("filter.kinds"),
};

let drawn = "";
/** Operators by platform, as the log has them. */
let operatorOf = {};

/** @param {string[]} operators @returns {string[]} their platforms in the log */
export const platformsOf = (operators) =>
  Object.keys(operatorOf).filter((name) => operators.includes(operatorOf[name]));

export function prepareFilters() {
  byId("filter-clear").addEventListener("click", () => go({ operators: null, platforms: null, kinds: null }));
}

/** @param {any} overview */
export function showFilters({ offered, names, filtered }) {
  const choices = choicesOf(offered, names);
  operatorOf = Object.fromEntries(
    (offered.operator ?? []).map((name, row) => [names.platforms[offered.platform[row]], name]),
  );
  byId("filters").hidden = !filtered && choices.platforms.length < 2;
  byId("filter-clear").hidden = !filtered;
  write("filter-summary", filtered ? say("filter.some", { names: inWords(choices) }) : say("filter.all"));
  const state = JSON.stringify([choices, Object.keys(GROUPS).map(listed)]);
  if (state !== drawn && !byId("filter-groups").contains(document.activeElement)) {
    const offering = Object.keys(GROUPS).filter((part) => choices[part].length);
    byId("filter-groups").replaceChildren(...offering.map((part) => group(part, choices[part])));
  }
  drawn = state;
}

/** @returns {Record<string, {name: string, label: string}[]>} */
function choicesOf({ platform, operators, kind }, names) {
  const sorted = (rows) => rows.sort((a, b) => a.label.localeCompare(b.label, language));
  return {
    operators: sorted(Object.entries(operators).map(([name, label]) => ({ name, label }))),
    platforms: sorted(platform.map((code) => ({ name: names.platforms[code], label: names.platform_labels[code] }))),
    kinds: sorted(kind.map((code) => ({ name: names.kinds[code], label: names.kind_labels[language][code] }))),
  };
}

/** What is chosen, by its label; a name in the address that the log never held is shown as it is. */
function inWords(choices) {
  const known = Object.keys(GROUPS).filter((part) => part !== "operators" || choices.operators.length);
  const labels = known.flatMap((part) =>
    listed(part).map((name) => choices[part].find((choice) => choice.name === name)?.label ?? name),
  );
  return new Intl.ListFormat(language, { type: "conjunction" }).format(labels);
}

function group(part, choices) {
  const chosen = listed(part);
  const boxes = choices.map(({ name, label }) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name: part, value: name }));
    box.checked = chosen.includes(name);
    box.addEventListener("change", () => choose(part));
    return make("label", {}, box, ` ${label}`);
  });
  return make("fieldset", {}, make("legend", {}, GROUPS[part]()), ...boxes);
}

function choose(part) {
  const boxes = document.querySelectorAll(`#filter-groups input[name="${part}"]:checked`);
  go({ [part]: [...boxes].map((box) => /** @type {HTMLInputElement} */ (box).value).join(",") || null });
}
