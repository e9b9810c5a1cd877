/** What a press does: one thing at a time, and beside it one sentence on how it ended. Nothing typed is lost. */

import { Refused, SessionEnded } from "../api.js";
import { make } from "../elements.js";
import { failed } from "../page.js";
import { say } from "../wording.js";

/** @param {any} error @returns {string} one sentence with the next step */
export function complaint(error) {
  if (error instanceof SessionEnded) {
    failed(error);
    return say("page.ended");
  }
  return error instanceof Refused || error instanceof Wrong ? error.message : say("page.away");
}

/** What the person can put right in the page itself. */
export class Wrong extends Error {}

/** @param {HTMLElement} place @param {...(Node | string)} words */
export function tell(place, ...words) {
  place.classList.remove("wrong");
  place.replaceChildren(...words);
}

/** @param {HTMLElement} place @param {any} error */
export function complain(place, error) {
  place.classList.add("wrong");
  place.replaceChildren(complaint(error));
}

/**
 * Do `work` while the buttons around `button` wait, and say in `place` what it returns or what went wrong.
 * @param {HTMLElement} button
 * @param {HTMLElement} place a live region
 * @param {() => Promise<string | (Node | string)[] | null>} work null: it has told by itself
 * @returns {Promise<boolean>} whether it went well
 */
export async function whileBusy(button, place, work) {
  const release = hold(button);
  tell(place, say("data.working"));
  try {
    const words = await work();
    if (words !== null) {
      tell(place, ...(Array.isArray(words) ? words : [words]));
    }
    return true;
  } catch (error) {
    complain(place, error);
    return false;
  } finally {
    release();
  }
}

/** @returns {() => void} gives the buttons back, and the focus to the one that had it */
function hold(button) {
  const around = button.closest("form, .sure, .buttons, tr, li") ?? button.parentElement;
  const held = [...around.querySelectorAll("button")].filter((one) => !one.disabled);
  const focused = document.activeElement;
  held.forEach((one) => (one.disabled = true));
  return () => {
    held.forEach((one) => (one.disabled = false));
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost && focused instanceof HTMLElement && focused.isConnected) {
      focused.focus({ preventScroll: true });
    }
  };
}

/** A button that stands in a sentence or beside it. @param {string} text @param {() => void} act */
export function pressable(text, act, named = text) {
  const button = make("button", { type: "button", class: "quiet" }, text);
  if (named !== text) {
    button.setAttribute("aria-label", named);
  }
  button.addEventListener("click", act);
  return button;
}
