/** What every page of the dashboard has: a notice when something is wrong, the moment it is shown. */

import { Refused, SessionEnded } from "./api.js";
import { byId, make, write, writeOrHide } from "./elements.js";
import { say } from "./wording.js";

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
  if (error instanceof Refused && location.search && byId("page").hidden) {
    byId("notice").append(" ", make("a", { href: location.pathname }, say("page.bare")));
  }
  return !ended;
}

/** Go to what the address names, which was not shown yet when the page came; it may be folded away. */
export function arrive() {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) {
    return;
  }
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.setAttribute("open", "");
  }
  if (target.matches(".figure-list > li")) {
    target.hidden = false; // left out by what somebody looked for
  }
  if (target.tabIndex < 0) {
    target.tabIndex = -1; // so that the keyboard goes on from there
  }
  target.scrollIntoView({ behavior: "instant" });
  target.focus({ preventScroll: true });
}

/** Whoever has begun to look for themselves is not taken elsewhere. */
let wanders = false;
for (const move of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  document.addEventListener(move, () => (wanders = true), { once: true, passive: true });
}

/** The same once more, when something above it came later. */
export const arriveAgain = () => wanders || arrive();

/** The tables hold the same figures, so a chart that cannot be drawn is worth a sentence, not a blank page. */
export function chartFailed(error) {
  console.warn(error);
  writeOrHide("notice", error instanceof Refused ? error.message : say("page.charts"));
}

/** Tell whoever cannot see it. @param {string} text */
export const announce = (text) => write("news", text);
