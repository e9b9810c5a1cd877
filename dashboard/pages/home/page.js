/** Home, in one glance; whoever comes by an old link to a part of it is led to where that is now. */

import { showCards } from "../../kit/cards.js";
import { failed } from "../../kit/page.js";

/** What stood on this page before it was divided, by where it stands now. */
const MOVED = {
  "/work": ["mixes", "mix", "words", "captchas", "ai", "microwork"],
  "/time": ["attention", "weeks", "hours", "year"],
  "/worth": ["breakdowns", "breakdown", "months", "panels", "sources", "scenario"],
  "/watched": ["coverage-seen", "coverage-never"],
  "/settings": ["settings", "country", "currency", "wage"],
};

/** @returns {boolean} whether the address names a part that has moved */
function moves() {
  const part = location.hash.slice(1);
  const place = Object.keys(MOVED).find((address) => MOVED[address].includes(part));
  if (place) {
    location.replace(place + location.search + location.hash);
  }
  return Boolean(place);
}

window.addEventListener("hashchange", moves);
if (!moves()) {
  showCards().catch(failed);
}
