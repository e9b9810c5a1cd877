/** Choosing the days: a length up to a last day, or a first and a last day; a step back and a step ahead. */

import { asked, go } from "../address.js";
import { followDays, showDays } from "./days.js";
import { byId, write } from "../elements.js";
import { isoDay, title, today } from "../format.js";

const buttons = () => [...document.querySelectorAll("[data-period]")];

let shown = null;

/** The days that the page shows, null before it does. */
export const shownPeriod = () => shown;

/** The buttons and the form of the page's period. */
export function preparePeriod() {
  for (const button of buttons()) {
    button.addEventListener("click", () => go({ period: button.getAttribute("data-period"), from: null, until: null }));
  }
  byId("period-back").addEventListener("click", () => step(-1));
  byId("period-on").addEventListener("click", () => step(1));
  followDays(({ until, from = until }) => go({ period: null, from, until }));
}

/** Name the period that is shown, and press its button. @param {{name: string, first: number, last: number}} period */
export function pressPeriod(period) {
  shown = period;
  write("period-title", title(period.first, period.last));
  const last = isoDay(period.last) >= today();
  for (const button of buttons()) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-period") === period.name));
  }
  /** @type {HTMLButtonElement} */ (byId("period-on")).disabled = last;
  /** @type {HTMLButtonElement} */ (byId("period-back")).disabled = period.name === "all";
  showDays(period);
}

/** As many days earlier or later; the days to come are not asked for. */
function step(direction) {
  const days = shown.last - shown.first + 1;
  const until = isoDay(shown.last + direction * days);
  const isNow = until >= today();
  if (new URLSearchParams(asked()).has("from")) {
    go({ period: null, from: isoDay(shown.first + direction * days), until: isNow ? today() : until });
  } else {
    go({ period: shown.name, from: null, until: isNow ? null : until });
  }
}
