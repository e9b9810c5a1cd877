/** Days, filters and the set of figures go along from page to page, by every link between them. */

import { inAddress, PARTS } from "./address.js";
import { isoDay } from "./format.js";

/** What the pages ask for that name days in their own way, so that the way back shows what was shown before. */
const NAMED = {
  "/data": (query, { first }) => query.set("from", isoDay(first)),
  "/payslip": (query, { last }) => query.set("month", isoDay(last).slice(0, 7)),
};

/** @param {() => {first: number, last: number} | null} shown the days that the page shows, where it shows any */
export function takeAlong(shown = () => null) {
  for (const press of ["click", "auxclick"]) {
    document.addEventListener(press, (event) => adapt(/** @type {Element} */ (event.target), shown()), true);
  }
}

/** The link is as it was once it has been followed: what is shown again and again compares what stands there. */
function adapt(target, period) {
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest?.("a[href^='/']"));
  if (link) {
    const own = link.getAttribute("href");
    const { pathname, hash } = new URL(link.href);
    link.setAttribute("href", pathname + inAddress(along(pathname, period)) + hash);
    setTimeout(() => link.setAttribute("href", own));
  }
}

/** What the address of the page holds, as the page behind the link wants it. */
function along(pathname, period) {
  const [given, query] = [new URLSearchParams(location.search), new URLSearchParams()];
  [...PARTS, "lang"].filter((part) => given.get(part)).forEach((part) => query.set(part, given.get(part)));
  if (query.has("period")) {
    query.delete("from");
    if (period) {
      NAMED[pathname]?.(query, period);
    }
  }
  return query;
}
