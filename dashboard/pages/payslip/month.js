/** Which month or days the slip is of: in the address, so that the back button and a link show the same. */

import { followAddress, go } from "../../kit/address.js";
import { followDays, showDays } from "../../kit/forms/days.js";
import { byId } from "../../kit/elements.js";
import { today } from "../../kit/format.js";
import { language } from "../../kit/wording.js";

const DAY_MS = 86_400_000;

/** What the slip depends on, as a query: a month, or a first day and a last; the rest of the address is not the slip's. */
export function asked() {
  const given = new URLSearchParams(location.search);
  const days = given.get("month") ? ["month"] : given.get("from") ? ["from", "until"] : [];
  const parts = [...days, "set"].filter((part) => given.get(part)).map((part) => [part, given.get(part)]);
  return new URLSearchParams([...parts, ["lang", language]]).toString();
}

/** @param {() => void} again shows the slip that the address then names */
export function followMonth(again) {
  followAddress(again);
  byId("month-before").addEventListener("click", () => move(-1));
  byId("month-after").addEventListener("click", () => move(1));
  input().max = today().slice(0, 7);
  input().addEventListener("change", () => /^\d{4}-\d{2}$/.test(input().value) && choose(input().value));
  followDays(({ until, from = until }) => go({ month: null, from, until }));
}

/** @param {{first: number, last: number}} period of the slip that is shown */
export function showMonth(period) {
  const month = monthOf(period.first);
  showDays(period);
  if (document.activeElement !== input()) {
    input().value = month;
  }
  input().dataset.shown = month;
  /** @type {HTMLButtonElement} */ (byId("month-after")).disabled = month >= today().slice(0, 7);
}

const input = () => /** @type {HTMLInputElement} */ (byId("month"));

const monthOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 7);

function move(by) {
  const [year, month] = input().dataset.shown.split("-").map(Number);
  const next = new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
  input().value = next;
  choose(next);
}

function choose(month) {
  go({ month, from: null, until: null });
}
