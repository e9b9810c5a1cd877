/** The list of platforms with a switch each, by category, as the welcome page and the settings show it. */

import kinds from "../../catalogue/kinds.json" with { type: "json" };
import { hostOf } from "../addresses/grants.js";
import { browser } from "../browser.js";
import { make, onClick, tell } from "./page.js";
import { dateOf, listed } from "./wording.js";

/**
 * @typedef {import("../situation.js").Switch} Platform
 * @typedef {{say: import("./wording.js").Say, language: import("./wording.js").Language,
 *   changed: (denied: boolean) => void, blind?: string[],
 *   more?: (platform: Platform) => Node[]}} Context
 *   changed: called after each switch, with whether the person told the browser no; blind: names of
 *   platforms without a signal; more: what else stands in the details of a row
 */

/** In this order; what the catalogue may add later comes last. */
const CATEGORIES = [
  ...["social", "video", "music", "forum", "q&a", "federated", "messaging", "professional", "code", "commons"],
  ...["search", "reviews", "ai-chat", "microtask", "on-demand"],
];
const orderOf = (category) => (CATEGORIES.indexOf(category) + CATEGORIES.length + 1) % (CATEGORIES.length + 1);

/**
 * @param {HTMLElement} list where the groups go, in place of what was there; open rows stay open
 * @param {Platform[]} platforms
 * @param {Context} context
 */
export function fillPlatforms(list, platforms, context) {
  const focused = document.activeElement?.id;
  const open = new Set([...list.querySelectorAll("details[open]")].map(({ id }) => id));
  const groups = [...Map.groupBy(platforms, ({ category }) => category)].sort(
    ([one], [other]) => orderOf(one) - orderOf(other),
  );
  list.replaceChildren(...groups.map(([category, members]) => group(category, members, context)));
  for (const id of open) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

function group(category, members, context) {
  const id = `category-${category.replace(/\W/g, "-")}`;
  const title = titleOf(category, context);
  const byName = members.toSorted((one, other) => one.name.localeCompare(other.name, context.language));
  const rows = byName.map((platform) => row(platform, context));
  return make("section", { class: "group", "aria-labelledby": id }, [
    make("h3", { id }, [title]),
    make("ul", { class: "platforms" }, rows),
  ]);
}

const titleOf = (category, { say }) => say(`category_${category.replace(/\W/g, "_")}`);

function row(platform, context) {
  const { id, name, state } = platform;
  const find = [name, titleOf(platform.category, context), ...hostsOf(platform)];
  const parts = [details(platform, context), input(platform, context)];
  if (state === "partly") {
    parts.push(remark("platform_partly", "platform_complete", platform, context));
  }
  if (state === "taken") {
    parts.push(remark("platform_taken", "platform_again", platform, context));
  }
  if (context.blind?.includes(name)) {
    parts.push(make("p", { class: "remark alert" }, [context.say("platform_blind")]));
  }
  return make("li", { class: "platform", id: `row-${id}`, "data-find": plain(find.join(" ")) }, parts);
}

function input(platform, { changed }) {
  const { id, state } = platform;
  const attributes = { type: "checkbox", role: "switch", class: "toggle", "aria-labelledby": `name-${id}` };
  const box = /** @type {HTMLInputElement} */ (make("input", { ...attributes, id: `switch-${id}` }));
  box.checked = state === "on" || state === "partly";
  box.addEventListener("change", async () => changed(!(await switchPlatforms([platform], box.checked))));
  return box;
}

function remark(sentence, act, platform, { say, changed }) {
  const button = /** @type {HTMLButtonElement} */ (
    make("button", { type: "button", class: "small", id: `again-${platform.id}` }, [say(act)])
  );
  onClick(button, async () => changed(!(await switchPlatforms([platform], true))));
  const tone = platform.state === "taken" ? "alert" : "quiet";
  return make("p", { class: `remark ${tone}` }, [say(sentence), " ", button]);
}

function details(platform, context) {
  const { id, name, note, since, state } = platform;
  const { say, language, more = () => [] } = context;
  const parts = [make("p", {}, [watchedLine(platform, context)])];
  if (note) {
    parts.push(make("p", {}, [note[language]]));
  }
  if (since && state !== "off") {
    parts.push(make("p", {}, [say("platform_since", { date: dateOf(since, language) })]));
  }
  parts.push(make("p", { class: "hosts" }, [say("platform_hosts", { hosts: hostsOf(platform).join(" ") })]));
  const summary = make("summary", {}, [make("span", { id: `name-${id}` }, [name])]);
  return make("details", { id: `details-${id}` }, [summary, ...parts, ...more(platform)]);
}

const hostsOf = ({ origins }) => origins.map(hostOf);

function watchedLine(platform, { say, language }) {
  const labels = platform.kinds.map((kind) => kinds.kinds[kind].label[language]);
  const time = platform.kinds.includes("attention") ? [] : [say("platform_time")];
  return say("platform_watched", { kinds: listed([...labels, ...time], language) });
}

/** What is compared when one looks for something: no capitals, no accents. @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Narrow the list to what was typed.
 * @param {HTMLElement} list @param {string} typed
 * @returns {number} how many platforms are left
 */
export function narrow(list, typed) {
  const wanted = plain(typed.trim());
  const rows = [...list.querySelectorAll("li.platform")].map((li) => /** @type {HTMLElement} */ (li));
  for (const each of rows) {
    each.hidden = !(each.dataset.find ?? "").includes(wanted);
  }
  for (const section of list.querySelectorAll("section")) {
    section.hidden = !section.querySelector("li.platform:not([hidden])");
  }
  return rows.filter(({ hidden }) => !hidden).length;
}

/**
 * Switch platforms on or off. Call it first thing in a click: the browser asks only then.
 * @param {Platform[]} platforms @param {boolean} on
 * @returns {Promise<boolean>} false when the person told the browser no
 */
export async function switchPlatforms(platforms, on) {
  const ids = platforms.map(({ id }) => id);
  if (!on) {
    return Boolean((await tell("switch-off", { ids })).done);
  }
  const granted = await ask([...new Set(platforms.flatMap((platform) => platform.origins))]);
  return granted && Boolean((await tell("switch-on", { ids })).done);
}

/** Have the browser ask the person, once for all. @param {string[]} origins @returns {Promise<boolean>} */
export const ask = (origins) => browser.permissions.request({ origins });
