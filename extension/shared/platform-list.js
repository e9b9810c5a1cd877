/** The list of platforms with a switch each, as the welcome page and the settings show it. */

import kinds from "../catalogue/kinds.json" with { type: "json" };
import { browser } from "./browser.js";
import { make, onClick, tell } from "./page.js";
import { listed } from "./wording.js";

/**
 * @typedef {import("../background/permissions.js").Switch} Platform
 * @typedef {{say: import("./wording.js").Say, language: import("./wording.js").Language,
 *   changed: (denied: boolean) => void}} Context
 */

/**
 * @param {HTMLElement} list where the rows go, in place of what was there
 * @param {Platform[]} platforms
 * @param {Context} context changed: called after each switch, with whether the person told the browser no
 */
export function fillPlatforms(list, platforms, context) {
  const focused = document.activeElement?.id;
  list.replaceChildren(...platforms.map((platform) => row(platform, context)));
  if (focused) document.getElementById(focused)?.focus();
}

function row(platform, context) {
  const { say } = context;
  const parts = [head(platform, context), make("p", { class: "quiet" }, [watched(platform, context)])];
  if (platform.state === "partly") parts.push(completion(platform, context));
  const hosts = platform.origins.map((origin) => origin.replace(/^https:\/\/|\/\*$/g, ""));
  parts.push(make("p", { class: "hosts" }, [say("platform_hosts", { hosts: hosts.join(" ") })]));
  return make("li", { class: "platform" }, parts);
}

function head(platform, { changed }) {
  const id = `switch-${platform.id}`;
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", role: "switch", id }));
  input.checked = platform.state !== "off";
  input.addEventListener("change", async () => changed(!(await set([platform], input.checked))));
  return make("div", { class: "switch" }, [make("label", { for: id }, [platform.name]), input]);
}

function watched(platform, { say, language }) {
  const labels = platform.kinds.map((kind) => kinds.kinds[kind].label[language]);
  return say("platform_watched", { kinds: listed([...labels, say("platform_time")], language) });
}

function completion(platform, { say, changed }) {
  const button = /** @type {HTMLButtonElement} */ (
    make("button", { type: "button" }, [say("platform_complete")])
  );
  onClick(button, async () => changed(!(await set([platform], true))));
  return make("p", { class: "quiet" }, [say("platform_partly"), " ", button]);
}

/**
 * Switch platforms on or off. Call it first thing in a click: the browser asks only then.
 * @param {Platform[]} platforms @param {boolean} on
 * @returns {Promise<boolean>} false when the person told the browser no
 */
export async function set(platforms, on) {
  const ids = platforms.map(({ id }) => id);
  if (!on) return Boolean((await tell("switch-off", { ids })).done);
  const noted = tell("switch-on", { ids });
  const origins = [...new Set(platforms.flatMap((platform) => platform.origins))];
  const granted = await browser.permissions.request({ origins });
  await noted;
  return granted;
}
