/** Against when: the same number of days before, in one sentence. */

import { byId } from "./elements.js";
import { day, growth, money } from "./format.js";
import { toMethod, writeWoven } from "./weave.js";
import { say } from "./wording.js";

/** @param {any} overview */
export function showBefore({ period, total, previous, currency }) {
  byId("period-before").hidden = previous === null;
  if (previous === null) {
    return;
  }
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { day: "numeric", month: "short", year: "numeric" };
  const [piecePrice, , timeAtWage] = previous.methods.amount;
  const one = period.first === period.last;
  const given = {
    from: day(previous.first, style),
    to: day(previous.last, style),
    acts: compared(total.acts, previous.acts),
    time: compared(total.ms, previous.ms),
  };
  writeWoven("period-before", one ? say("before.day", given) : say("before.days", given), {
    piece_price: toMethod("piece_price", money(piecePrice, currency)),
    time_at_wage: toMethod("time_at_wage", money(timeAtWage, currency)),
  });
}

/** A change as a share of what it was; from nothing there is no share. */
function compared(now, then) {
  if (then <= 0) {
    return now > 0 ? say("before.new") : say("before.none");
  }
  return growth(now / then - 1);
}
