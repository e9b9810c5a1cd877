/** What a page shows, as its address has it: period, platforms, operators, kinds, set. Whoever gets the link sees the same. */

import { today } from "./format.js";

/** What an answer depends on; everything else in an address is the page's own. */
export const PARTS = ["period", "from", "until", "platforms", "operators", "kinds", "set"];

let changed = () => {};

/** The days, platforms and kinds that the page shows, and under which set they are valued, as a query. */
export function asked() {
  const [given, wanted] = [new URLSearchParams(location.search), new URLSearchParams()];
  PARTS.filter((part) => given.get(part)).forEach((part) => wanted.set(part, given.get(part)));
  if (wanted.has("period")) {
    wanted.delete("from");
  } else if (!wanted.has("from")) {
    wanted.set("period", "week");
  }
  if (!wanted.has("until")) {
    wanted.set("until", today());
  }
  return wanted.toString();
}

/** The names that a list in the address holds. @param {string} part @returns {string[]} */
export const listed = (part) => (new URLSearchParams(location.search).get(part) ?? "").split(",").filter(Boolean);

/** Change parts of the address, null taking one away, and show what it then says. @param {Record<string, string | null>} parts */
export function go(parts) {
  const query = new URLSearchParams(location.search);
  for (const [part, value] of Object.entries(parts)) {
    if (value) {
      query.set(part, value);
    } else {
      query.delete(part);
    }
  }
  history.pushState(null, "", inAddress(query) || location.pathname);
  changed();
}

/** A query as a person may read it. @param {URLSearchParams} query */
export function inAddress(query) {
  const text = query.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/** Call `again` whenever the address says something else, also by the browser's own buttons. @param {() => void} again */
export function followAddress(again) {
  changed = again;
  window.addEventListener("popstate", again);
}
