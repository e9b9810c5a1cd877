/** Choosing platforms on a page: the list, the field that narrows it, the count, and all at once. */

import { announce, at, lastDrawn, onClick } from "./page.js";
import { fillPlatforms, narrow, switchPlatforms } from "./platform-list.js";

/**
 * Wire the elements of a page that has them; call the answer with the facts to draw them.
 * @param {Omit<import("./platform-list.js").Context, "changed" | "blind">} context
 * @param {() => Promise<void>} refresh
 * @returns {(facts: any, version?: string) => void} drawn again only where something changed
 */
export function platformPicker(context, refresh) {
  const { say } = context;
  const drawn = lastDrawn();
  const changed = async (denied) => {
    announce("platform-note", denied ? say("platform_denied") : "");
    drawn.forget();
    await refresh();
  };
  let known = { platforms: [] };
  at("find").addEventListener("input", () => announce("found", found(at("find").value, say)));
  onClick(at("all"), async () => changed(!(await switchPlatforms(known.platforms, true))));
  return (facts, version = "") => {
    known = facts;
    const { platforms, blind, on } = facts;
    if (!drawn.isNew(platforms, blind, version)) {
      return;
    }
    fillPlatforms(at("platform-list"), platforms, { ...context, blind, changed });
    narrow(at("platform-list"), at("find").value);
    at("count").textContent = say("platforms_on", { on, total: platforms.length });
    at("all").hidden = platforms.every(({ state }) => state === "on");
  };
}

function found(typed, say) {
  const left = narrow(at("platform-list"), typed);
  if (!typed.trim()) {
    return "";
  }
  return left ? say("platforms_found", { count: left }) : say("platforms_unfound");
}
