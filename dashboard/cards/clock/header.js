/** The time card: today, the chosen period, and a column of punches for each day or month with an act on it. */

import { moneyLink } from "../../kit/amounts.js";
import { byId, make, write } from "../../kit/elements.js";
import { isoDay, today as thisDay, number, shortDay, time } from "../../kit/format.js";
import { writeSentence } from "../../kit/sentence.js";
import { say, sayMany } from "../../kit/wording.js";

const ROWS = 5;

/** @param {any} overview */
export function showHeader(overview) {
  const { today, total, period, currency } = overview;
  write("today-title", isoDay(period.last) >= thisDay() ? say("today.title") : say("today.other"));
  write("date", shortDay(period.last));
  for (const [place, figures] of [
    ["today", today],
    ["period", total],
  ]) {
    write(`${place}-acts`, number(figures.acts));
    write(`${place}-time`, time(figures.ms));
    writeSpread(`${place}-value`, figures, currency);
  }
  punch(overview);
}

/** The piece price and the time at the wage, each named and leading to its method. */
function writeSpread(id, { acts, ms, methods }, currency) {
  const [piecePrice, , timeAtWage] = methods.amount;
  if (acts === 0 && ms === 0) {
    write(id, say("figure.nothing"));
  } else if (piecePrice === null && timeAtWage === null) {
    write(id, say("figure.none"));
  } else {
    writeSentence(id, say("figure.spread"), {
      piece_price: moneyLink("piece_price", piecePrice, currency),
      time_at_wage: moneyLink("time_at_wage", timeAtWage, currency),
    });
  }
}

function punch({ buckets, pieces, period }) {
  const acts = perBucket(buckets, pieces);
  const punched = acts.filter((n) => n > 0).length;
  const given = { all: number(acts.length) };
  const inDays = period.step === "day";
  const strip = byId("strip");
  strip.hidden = acts.length < 2;
  strip.replaceChildren(...acts.flatMap((n) => column(Math.ceil((n / Math.max(...acts, 1)) * ROWS))));
  strip.setAttribute(
    "aria-label",
    inDays ? sayMany("strip.days", punched, given) : sayMany("strip.months", punched, given),
  );
}

/** One column, its lowest `punches` holes punched. */
function column(punches) {
  return Array.from({ length: ROWS }, (_, row) => make("span", { class: ROWS - row <= punches ? "punched" : "" }));
}

/** How many acts each day or month of the period has. @returns {number[]} */
export function perBucket(buckets, pieces) {
  const acts = new Array(buckets.start.length).fill(0);
  pieces.bucket.forEach((index, row) => (acts[index] += pieces.n[row]));
  return acts;
}
