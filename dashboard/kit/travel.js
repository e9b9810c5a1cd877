/** Days, filters and the set of figures go along from page to page, by every link between them. */

import { inAddress, listed, PARTS } from "./address.js";
import { byId } from "./elements.js";
import { isoDay } from "./format.js";

/** What goes along; a page leaves alone what is not its own. */
const ALONG = [...PARTS, "month", "lang"];
/** Pages that know a period by its name. The others want its days, in their own way. */
const BY_NAME = new Set(["/", "/work", "/time", "/worth", "/compare", "/watched"]);

/** Whenever a link may be followed: here, in another tab, or later by its copy. */
const MOMENTS = ["click", "auxclick", "contextmenu", "dragstart"];

/**
 * @typedef {object} Shown what the page shows, where it shows days
 * @property {{first: number, last: number} | null} period
 * @property {(operators: string[]) => string[]} platformsOf
 */

/** @param {() => Shown} shown */
export function takeAlong(shown = () => ({ period: null, platformsOf: () => [] })) {
  for (const moment of MOMENTS) {
    document.addEventListener(moment, (event) => adapt(/** @type {Element} */ (event.target), shown()), true);
  }
}

/** The link is as it was once it has been followed: what is shown again and again compares what stands there. */
function adapt(target, shown) {
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest?.("a[href^='/'], a[href^='?']"));
  if (!link || isRefused()) {
    return;
  }
  const own = link.getAttribute("href");
  const { pathname, searchParams, hash } = new URL(link.href);
  const query = pathname === location.pathname ? new URLSearchParams(location.search) : along(pathname, shown);
  searchParams.forEach((value, part) => query.set(part, value));
  link.setAttribute("href", pathname + inAddress(query) + hash);
  setTimeout(() => link.setAttribute("href", own));
}

/** A page that could not be shown has nothing to give: perhaps its address is what is wrong. */
const isRefused = () => byId("page").hidden && !byId("notice").hidden;

/** What the address of the page holds, as the page behind the link wants it. */
function along(pathname, { period, platformsOf }) {
  const [given, query] = [new URLSearchParams(location.search), new URLSearchParams()];
  ALONG.filter((part) => given.get(part)).forEach((part) => query.set(part, given.get(part)));
  const isNamed = query.has("period");
  if (isNamed && BY_NAME.has(pathname)) {
    query.delete("from");
    query.delete("month");
  } else if (isNamed && period) {
    query.set("from", isoDay(period.first));
    query.set("month", isoDay(period.last).slice(0, 7));
  } else if (!isNamed && query.has("from")) {
    query.delete("month");
  }
  if (pathname === "/data" && query.has("operators")) {
    byPlatform(query, platformsOf);
  }
  return query;
}

/** Acts are listed, exported and erased by platform: an operator stands for its own. */
function byPlatform(query, platformsOf) {
  const found = new Set([...listed("platforms"), ...platformsOf(listed("operators"))]);
  query.delete("operators");
  if (found.size) {
    query.set("platforms", [...found].join(","));
  }
}
