/** Which acts the page lists, exports and erases: days, platforms and kinds, kept in the address. */

import { go, listed } from "../address.js";
import { allKinds, allPlatforms, kindName, platformName } from "./names.js";
import { byId } from "../elements.js";
import { check, field, onSubmit } from "../forms/fields.js";
import { prepareFilters, showFilters } from "../forms/filters.js";
import { day, period, today } from "../format.js";
import { complain, tell } from "../forms/busy.js";
import { language, say } from "../wording.js";

const DAY_MS = 86_400_000;
const NOTHING = { period: null, month: null, from: null, until: null, platforms: null, kinds: null };

export function prepareSelection() {
  prepareFilters();
  byId("choice-all").addEventListener("click", () => go(NOTHING));
  onSubmit("choice-days", () => {
    try {
      check("choice-days");
      tell(byId("choice-state"));
      const [from, until] = inOrder(field("choice-from").value, field("choice-until").value);
      go({ period: null, month: null, from, until });
    } catch (error) {
      complain(byId("choice-state"), error);
    }
  });
}

const inOrder = (from, until) => (from && until && from > until ? [until, from] : [from, until]);

/** Show the choice that the address holds. */
export function showSelection() {
  const { first_day, last_day, platforms, kinds } = selection();
  if (!byId("choice-days").contains(document.activeElement)) {
    field("choice-from").value = first_day === null ? "" : named("from");
    field("choice-until").value = last_day === null ? "" : named("until");
  }
  field("choice-from").max = field("choice-until").max = today();
  byId("choice-all").hidden = isEverything();
  showFilters(asOverview(Boolean(platforms || kinds)));
}

/** The body that the collector reads. */
export const selection = () => ({
  first_day: dayOf(named("from")),
  last_day: dayOf(named("until")),
  platforms: orNull(listed("platforms")),
  kinds: orNull(listed("kinds")),
});

export const isEverything = () => Object.values(selection()).every((part) => part === null);

/** The choice in words, for a button that is far from the fields. */
export function selectionInWords() {
  const { first_day: first, last_day: last, platforms, kinds } = selection();
  const names = [...(platforms ?? []).map(platformName), ...(kinds ?? []).map(kindName)];
  const what = names.length ? new Intl.ListFormat(language).format(names) : say("data.choice.everything");
  return say("data.choice", { days: daysInWords(first, last), what });
}

function daysInWords(first, last) {
  if (first !== null && last !== null) {
    return period(first, last);
  }
  const [from, until] = [first, last].map((one) => (one === null ? "" : day(one)));
  return from
    ? say("data.choice.from", { from })
    : until
      ? say("data.choice.until", { until })
      : say("data.choice.always");
}

const named = (part) => new URLSearchParams(location.search).get(part) ?? "";
const orNull = (names) => (names.length ? names : null);

function dayOf(text) {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at / DAY_MS;
}

/** What the filters of the other pages are drawn from, of the words that the log holds. */
function asOverview(filtered) {
  const [platforms, kinds] = [allPlatforms(), allKinds()].map((all) => all.filter((one) => one.met));
  const names = {
    platforms: platforms.map((one) => one.id),
    platform_labels: platforms.map((one) => one.name),
    kinds: kinds.map((one) => one.id),
    kind_labels: { [language]: kinds.map((one) => one.name) },
  };
  return { offered: { platform: [...platforms.keys()], operators: {}, kind: [...kinds.keys()] }, names, filtered };
}
