/** Every act of the choice, erased for good: from the database, its write-ahead log and the backups. */

import { send } from "../../kit/api.js";
import { selectionInWords, selection } from "../../kit/acts/selection.js";
import { byId } from "../../kit/elements.js";
import { confirmed } from "../../kit/forms/confirm.js";
import { say, sayMany } from "../../kit/wording.js";

const UNSENT = { dropped: () => say("data.unsent.dropped"), kept: () => say("data.unsent.kept") };

/** @param {() => void} changed the log holds other acts now */
export function prepareErase(changed) {
  byId("erase-do").addEventListener("click", () => {
    const chosen = selection();
    confirmed(byId("erase-do"), byId("erase-state"), {
      ask: () => send("/v1/erase", chosen),
      tell: tellOf(selectionInWords()),
      yes: ({ acts }) => sayMany("data.erase.yes", acts),
      act: async ({ action_token }) => {
        const done = await send("/v1/erase", { ...chosen, action_token });
        changed();
        return sentences(sayMany("data.erased", done.erased), summed(done), UNSENT[done.unsent]());
      },
    });
  });
}

const tellOf = (choice) => (first) =>
  sentences(
    sayMany("data.erase.sure", first.acts, { choice }),
    first.summed ? sayMany("data.erase.summed", first.summed) : null,
    UNSENT[first.unsent](),
    say("data.erase.no.undo"),
  );

const summed = (done) => (done.summed ? sayMany("data.erased.summed", done.summed) : null);
const sentences = (...all) => all.filter(Boolean).join(" ");
