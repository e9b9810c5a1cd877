/** What an earlier version counted without being asked: named, and erased or kept by one click. */

import { announce, at, make, onClick, show, tell } from "../shared/pages/page.js";
import { listed } from "../shared/pages/wording.js";

/**
 * @param {{say: import("../shared/pages/wording.js").Say, language: import("../shared/pages/wording.js").Language,
 *   changed: () => Promise<void>}} context
 * @returns {(facts: any) => Promise<void>}
 */
export function unaskedNotice({ say, language, changed }) {
  const decide = (id, type, done) =>
    onClick(at(id), async () => {
      await tell(type);
      announce("unasked-note", say(done));
      await changed();
    });
  decide("unasked-erase", "unasked-erase", "unasked_erased");
  decide("unasked-keep", "unasked-keep", "unasked_kept");
  return async ({ unasked: names }) => {
    const { platforms = null, whole = false } = names.length ? await tell("unasked") : {};
    show({ unasked: Boolean(platforms), "unasked-away": !whole });
    if (!platforms) {
      return;
    }
    at("unasked-text").textContent = say("unasked_text", {
      names: listed(platforms.length ? platforms.map(({ name }) => name) : names, language),
    });
    at("unasked-rows").replaceChildren(...platforms.map((platform) => make("li", {}, [counted(platform, say)])));
  };
}

function counted({ name, acts, ms }, say) {
  const minutes = Math.ceil(ms / 60_000);
  const what = { acts: say("acts", { count: acts }), minutes: say("minutes", { count: minutes }) };
  return say("unasked_row", { name, ...what });
}
