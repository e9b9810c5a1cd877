/** Against when: the same number of days before, in one sentence. */

import { byId } from "../../kit/elements.js";
import { moneyLink } from "../../kit/amounts.js";
import { growth, period as periodOf } from "../../kit/format.js";
import { writeSentence } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

/** @param {any} overview */
export function showBefore({ period, total, previous, currency }) {
  byId("period-before").hidden = previous === null;
  if (previous === null) {
    return;
  }
  const [piecePrice, , timeAtWage] = previous.methods.amount;
  const one = period.first === period.last;
  const given = {
    period: periodOf(previous.first, previous.last),
    acts: compared(total.acts, previous.acts),
    time: compared(total.ms, previous.ms),
  };
  writeSentence("period-before", one ? say("before.day", given) : say("before.days", given), {
    piece_price: moneyLink("piece_price", piecePrice, currency),
    time_at_wage: moneyLink("time_at_wage", timeAtWage, currency),
  });
}

/** A change as a share of what it was; from nothing there is no share. */
function compared(now, then) {
  if (then <= 0) {
    return now > 0 ? say("before.new") : say("before.none");
  }
  return growth(now / then - 1);
}
