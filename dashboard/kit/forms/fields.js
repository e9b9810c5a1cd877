/** Forms whose fields say in the page's own language what is wrong with them. */

import { byId } from "../elements.js";
import { Wrong } from "./busy.js";

/** @param {string} id @returns {HTMLInputElement} */
export const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** @param {string} id of a form @param {(button: HTMLElement) => void} act */
export function onSubmit(id, act) {
  const form = byId(id);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(form.querySelector("button[type=submit]"));
  });
  form.addEventListener("input", () => form.querySelectorAll("[aria-invalid]").forEach(clear));
}

/** Raises Wrong with the words of the first field that does not hold what it should, and goes there. @param {string} id */
export function check(id) {
  const form = /** @type {HTMLFormElement} */ (byId(id));
  form.querySelectorAll("[aria-invalid]").forEach(clear);
  const wrong = /** @type {HTMLInputElement | null} */ (form.querySelector(":is(input, select):invalid"));
  if (wrong) {
    wrong.setAttribute("aria-invalid", "true");
    wrong.focus();
    throw new Wrong(wrong.dataset.wrong);
  }
}

function clear(wrong) {
  wrong.removeAttribute("aria-invalid");
}
