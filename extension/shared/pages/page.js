/**
 * What the four pages share: asking the background, and putting words into a document. Text only ever enters
 * as text. Of all that is shared, only this folder and `browser.js` touch the browser.
 */

import { browser } from "../browser.js";
import { MESSAGES } from "../messages.js";
import * as settings from "../settings.js";
import { sayer } from "./wording.js";

/** Messages that change nothing: they may be sent again when the background ended before it answered. */
const READING = new Set(["state", "numbers", "refusals", "watched", "servers"]);
const AGAIN_MS = 200;

/**
 * Ask the background.
 * @param {string} type one of `MESSAGES` @param {object} [fields]
 * @returns {Promise<any>} `{error: code}` when it could not be done
 */
export async function tell(type, fields = {}) {
  if (!(type in MESSAGES)) {
    throw new Error(`no message ${type}`);
  }
  const reply = await send({ type, ...fields });
  if (!reply.error || !READING.has(type)) {
    return reply;
  }
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  return send({ type, ...fields });
}

/**
 * What the page shows; where even that cannot be had, the page says so and nothing more.
 * @returns {Promise<any>}
 */
export async function knowFacts() {
  const facts = await tell("state");
  if (!facts.error) {
    return facts;
  }
  document.body.textContent = sayer(languageOf(null))("error_internal");
  throw new Error("the background does not answer");
}

async function send(message) {
  try {
    return (await browser.runtime.sendMessage(message)) ?? { error: "internal" };
  } catch {
    return { error: "internal" };
  }
}

/** The language of this page. @param {string | null} setting */
export const languageOf = (setting) => settings.languageOf(setting, browser.i18n.getUILanguage());

/**
 * Say everything that the document marks with `data-say` (its text) or `data-name` (its accessible name).
 * @param {import("./wording.js").Language} language
 * @returns {import("./wording.js").Say}
 */
export function speak(language) {
  const say = sayer(language);
  document.documentElement.lang = language;
  for (const element of all("[data-say]")) {
    element.textContent = say(element.dataset.say ?? "");
  }
  for (const element of all("[data-name]")) {
    element.setAttribute("aria-label", say(element.dataset.name ?? ""));
  }
  return say;
}

/**
 * The list of languages at the top of a page: a choice is kept, and the page said again in it.
 * @param {import("./wording.js").Language} language
 */
export function offerLanguages(language) {
  const list = at("language");
  list.value = language;
  list.addEventListener("change", async () => {
    await tell("language", { language: list.value });
    location.reload();
  });
}

/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector) => [...document.querySelectorAll(selector)].map((e) => /** @type {HTMLElement} */ (e));

/** @param {string} id @returns {any} the element, which must be there */
export function at(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`no element ${id}`);
  }
  return element;
}

/** Show some elements and hide others. @param {Record<string, boolean>} shown by id */
export function show(shown) {
  for (const [id, visible] of Object.entries(shown)) {
    at(id).hidden = !visible;
  }
}

/**
 * Make an element.
 * @param {string} tag @param {Record<string, string | boolean>} attributes
 * @param {(Node | string)[]} children strings become text
 */
export function make(tag, attributes = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/**
 * What a part of the page shows. It is drawn anew only where something changed: a click that is under way
 * would otherwise lose the button below it.
 */
export function lastDrawn() {
  let drawn = "";
  return {
    /** @param {...unknown} what @returns {boolean} whether it differs from what was drawn last */
    isNew(...what) {
      const before = drawn;
      drawn = JSON.stringify(what);
      return drawn !== before;
    },
    /** A control may show what the person wanted and did not get: have it drawn again in any case. */
    forget() {
      drawn = "";
    },
  };
}

/** Put a sentence where a screen reader announces it. @param {string} id @param {string} text */
export function announce(id, text) {
  at(id).textContent = text;
}

/**
 * Call `act` on a click, once at a time: the button waits until it is done.
 * @param {HTMLButtonElement} button @param {() => Promise<void> | void} act
 */
export function onClick(button, act) {
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") {
      return;
    }
    button.setAttribute("aria-busy", "true");
    try {
      await act();
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

/** Open one of our pages in a tab. @param {string} path */
export const openPage = (path) => browser.tabs.create({ url: browser.runtime.getURL(path) });
