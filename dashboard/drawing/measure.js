/** Several ways to look at the same card, such as acts or time: a row of buttons in it. */

import { byId } from "../kit/elements.js";

const redraws = new Map();

/** What the buttons of the card say, such as "n" or "ms". @param {string} id @param {() => void} redraw after a press */
export function measureOf(id, redraw) {
  if (!redraws.has(id)) {
    byId(`${id}-measure`).addEventListener("click", (event) => press(id, /** @type {Element} */ (event.target)));
  }
  redraws.set(id, redraw);
  return pressed(id).getAttribute("data-measure");
}

const buttons = (id) => [...byId(`${id}-measure`).querySelectorAll("button")];
const pressed = (id) => buttons(id).find((button) => button.getAttribute("aria-pressed") === "true");

function press(id, target) {
  const chosen = target.closest("button");
  if (chosen && chosen !== pressed(id)) {
    buttons(id).forEach((button) => button.setAttribute("aria-pressed", String(button === chosen)));
    redraws.get(id)();
  }
}
