/** What every page of the dashboard has: a period, a notice when something is wrong, the moment it is shown. */

import { Refused, SessionEnded } from "./api.js";
import { byId, write, writeOrHide } from "./elements.js";
import { today } from "./format.js";
import { say } from "./wording.js";

const PERIODS = ["day", "week", "month", "year", "all"];

export const period = () => (PERIODS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "week");

/** The days that the page shows, as a query. */
export const asked = () => `period=${period()}&until=${today()}`;

/** There is something to show. */
export function shown() {
  writeOrHide("notice", null);
  byId("loading").hidden = true;
  byId("page").hidden = false;
}

/** Say what went wrong. @param {Error} error @returns {boolean} whether asking again may help */
export function failed(error) {
  const ended = error instanceof SessionEnded;
  byId("loading").hidden = true;
  const words = error instanceof Refused ? error.message : say("page.away");
  writeOrHide("notice", ended ? say("page.ended") : words);
  return !ended;
}

/** The tables hold the same figures, so a chart that cannot be drawn is worth a sentence, not a blank page. */
export function chartFailed(error) {
  console.warn(error);
  writeOrHide("notice", error instanceof Refused ? error.message : say("page.charts"));
}

/** Choose a period with the buttons, or in the address. @param {() => void} again */
export function followPeriod(again) {
  window.addEventListener("hashchange", again);
  for (const button of document.querySelectorAll("[data-period]")) {
    button.addEventListener("click", () => {
      location.hash = button.getAttribute("data-period");
    });
  }
}

/** Which period's button is pressed. @param {string} name */
export function pressPeriod(name) {
  for (const button of document.querySelectorAll("[data-period]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-period") === name));
  }
}

/** Tell whoever cannot see it. @param {string} text */
export const announce = (text) => write("news", text);
