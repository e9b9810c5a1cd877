/** Days, filters and the set of figures go along from page to page, by every link between them. */

import { inAddress, PARTS } from "./address.js";
import { isoDay } from "./format.js";

/** What the pages ask for that name days in their own way, so that the way back shows what was shown before. */
const NAMED = {
  "/data": (query, { first }) => query.set("from", isoDay(first)),
  "/payslip": (query, { last }) => query.set("month", isoDay(last).slice(0, 7)),
};

/** As soon as a link may be followed, in this tab or another: pressed, or reached with the keyboard. */
const MOMENTS = ["pointerdown", "focusin", "click"];

/**
 * @param {() => {first: number, last: number} | null} shown the days that the page shows, where it shows any
 */
export function takeAlong(shown = () => null) {
  for (const moment of MOMENTS) {
    document.addEventListener(moment, (event) => adapt(/** @type {Element} */ (event.target), shown()), true);
  }
}

function adapt(target, period) {
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest?.("a[href^='/']"));
  if (link) {
    const { pathname, hash } = new URL(link.href);
    link.setAttribute("href", pathname + inAddress(along(pathname, period)) + hash);
  }
}

/** What the address of the page holds, as the page behind the link wants it. */
function along(pathname, period) {
  const [given, query] = [new URLSearchParams(location.search), new URLSearchParams()];
  [...PARTS, "lang"].filter((part) => given.get(part)).forEach((part) => query.set(part, given.get(part)));
  if (query.has("period")) {
    query.delete("from");
    period && NAMED[pathname]?.(query, period);
  }
  return query;
}
