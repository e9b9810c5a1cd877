/** Money as elements: what is too small to be written as money stands in full in its tooltip. */

import { make } from "./elements.js";
import { exact, exactRange, money, range } from "./format.js";
import { methodLink, withNodes } from "./sentence.js";
import { say } from "./wording.js";

/** @param {number | null} amount @param {string} currency @returns {HTMLElement | string} */
export const moneyOf = (amount, currency) => explained(money(amount, currency), exact(amount, currency));

/** @param {number | null} low @param {number | null} high @param {string} currency @returns {HTMLElement | string} */
export const rangeOf = (low, high, currency) => explained(range(low, high, currency), exactRange(low, high, currency));

/** An amount that leads to what it is worked out by. @param {string} place @param {number | null} amount @param {string} currency */
export function moneyLink(place, amount, currency) {
  const link = methodLink(place, money(amount, currency));
  const full = exact(amount, currency);
  if (full !== link.textContent) {
    link.title = full;
  }
  return link;
}

/** "About" an amount: nothing, and what is only said to be less than something, have no such word. @param {number | null} amount @param {string} currency */
export function aboutMoney(amount, currency) {
  const shown = moneyOf(amount, currency);
  const bare = !(amount > 0) || shown instanceof Node;
  return bare ? [shown] : withNodes(say("value.about"), { amount: shown });
}

/** The same with how far it reaches, where that is any further. */
export function aboutWithRange(low, amount, high, currency) {
  const about = aboutMoney(amount, currency);
  const range = rangeOf(low, high, currency);
  return low === high ? about : withNodes(say("panel.amount"), { about: joined(about), range });
}

/** The same of an amount that may have no figure, or be nothing. @returns {(Node | string)[]} */
export function amountWithRange({ low, central, high }, currency) {
  if (central === null) {
    return [say("figure.none")];
  }
  return high === 0 ? [say("figure.zero")] : aboutWithRange(low, central, high, currency);
}

function joined(parts) {
  const whole = document.createDocumentFragment();
  whole.append(...parts);
  return whole;
}

/** @param {string} text @param {string} full */
function explained(text, full) {
  return text === full ? text : make("span", { title: full }, text);
}
