/** One revenue, read in several ways. They are the same money: no reading is added to another. */

import { drawRanges, rangeAt, tabulate } from "../../drawing/ranges.js";
import { amountWithRange } from "../../kit/amounts.js";
import { byId, make } from "../../kit/elements.js";
import { share } from "../../kit/format.js";
import { reference } from "../../kit/reference.js";
import { methodLink, withNodes, writeParts } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

export const view = "overview";

const [WHOLE, SHARE, BOUND] = [0, 1, 2];
const READINGS = {
  F1_gross: {
    slot: WHOLE,
    label: () => say("readings.gross"),
    short: () => say("readings.short.gross"),
    is: () => [say("readings.gross.is")],
  },
  F1_search: {
    slot: WHOLE,
    label: () => say("readings.search"),
    short: () => say("readings.short.search"),
    is: () => [say("readings.search.is")],
  },
  F1_net: {
    slot: WHOLE,
    label: () => say("readings.net"),
    short: () => say("readings.short.net"),
    is: () => [say("readings.net.is")],
  },
  F1: { slot: SHARE, label: () => say("readings.tracking"), short: () => say("readings.short.tracking"), is: tracking },
  F1_offsite: {
    slot: SHARE,
    label: () => say("readings.offsite"),
    short: () => say("readings.short.offsite"),
    is: offsite,
  },
  F1_friends: {
    slot: BOUND,
    label: () => say("readings.friends"),
    short: () => say("readings.short.friends"),
    is: friends,
  },
};
/** Why a reading has no figure. */
const NONE = {
  F1_gross: () => say("readings.gross.none"),
  F1_search: () => say("readings.search.none"),
  F1_net: () => say("readings.net.none"),
  F1: () => say("readings.tracking.none"),
  F1_offsite: () => say("readings.offsite.none"),
  F1_friends: () => say("readings.friends.none"),
};

/** @param {any} overview */
export function show({ readings, currency }) {
  const rows = rowsOf(readings);
  for (const row of rows) {
    writeParts(`reading-${row.place}`, amountWithRange(row, currency));
    writeParts(`reading-${row.place}-note`, noteOf(row, readings.shares));
  }
  byId("readings-margins").replaceChildren(...marginsOf(readings.margins));
  tabulate("readings-table", say("readings.title"), say("readings.reading"), rows, currency);
}

/** @param {any} overview */
export const draw = ({ readings, currency, period }) =>
  drawRanges("readings_of_revenue", "readings", rowsOf(readings), {
    title: say("readings.title"),
    heading: say("readings.reading"),
    currency,
    period,
    legend: [say("readings.slot.whole"), say("readings.slot.share"), say("readings.slot.bound")],
  });

const rowsOf = (readings) =>
  readings.reading.map((place, row) => ({
    place,
    label: READINGS[place].label(),
    short: READINGS[place].short(),
    slot: READINGS[place].slot,
    known: readings.known[row],
    ...rangeAt(readings, row),
  }));

function noteOf({ place, known, central }, shares) {
  if (!known) {
    return [say("figure.not_here")];
  }
  return central === null ? [NONE[place]()] : READINGS[place].is(shares);
}

function tracking(shares) {
  return withNodes(say("readings.tracking.is"), { share: shareLink("ALPHA_DATA", shares) });
}

function offsite(shares) {
  return withNodes(say("readings.offsite.is"), { share: shareLink("ALPHA_META_OFFSITE", shares) });
}

function friends(shares) {
  return withNodes(say("readings.friends.is"), {
    facebook: shareLink("SHARE_FRIENDS_FACEBOOK", shares),
    instagram: shareLink("SHARE_FRIENDS_INSTAGRAM", shares),
  });
}

const shareLink = (id, shares) => (shares[id] === null ? say("figure.none") : methodLink(id, share(shares[id])));

/** The operating margins that were read, each with its source. */
function marginsOf({ id, platform, value, year, source, url }) {
  if (id.length === 0) {
    return [];
  }
  const each = id.map((name, row) => {
    const margin = methodLink(name, share(value[row]));
    const from = make("span", { lang: "en" }, reference(source[row], url[row]));
    const given = { platform: platform[row], year: String(year[row]), margin, source: from };
    return make("span", {}, ...withNodes(say("readings.margin"), given), " ");
  });
  return [`${say("readings.margins")} `, ...each];
}
