/** Whether anything is recorded now: how many browsers send their acts here, and which of them are paused. */

import { byId, write } from "../../kit/elements.js";
import { moment } from "../../kit/format.js";
import { language, say, sayMany } from "../../kit/wording.js";

/** As the browsers write it: until somebody resumes. */
const FOREVER = Number.MAX_SAFE_INTEGER;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
let timer = 0;

/** What each browser says of itself counts; what was wished here it may not have heard yet. @param {any} overview */
export function showRecording(overview) {
  if (!byId("connected")) {
    return; // somebody invented has no browser
  }
  clearTimeout(timer);
  const { browsers } = overview;
  const count = browsers.id.length;
  write("connected", count ? sayMany("browsers.count", count) : say("browsers.connect"));
  const paused = browsers.paused_until.flatMap((until, row) => (until > Date.now() ? [row] : []));
  const waits = overview.pause_on_its_way;
  byId("paused").hidden = paused.length === 0 && !waits;
  byId("recording").hidden = paused.length > 0 || waits || count === 0;
  if (waits) {
    write("paused-words", say("recording.waits"));
  } else if (paused.length) {
    const ends = paused.map((row) => browsers.paused_until[row]);
    write("paused-words", paused.length === count ? all(Math.min(...ends)) : some(paused, browsers));
    timer = setTimeout(() => showRecording(overview), Math.min(Math.min(...ends) - Date.now(), LONGEST_TIMER_MS));
  }
}

const all = (until) =>
  until >= FOREVER ? say("recording.paused") : say("recording.paused.until", { when: moment(until) });

function some(rows, { label, browser }) {
  const names = rows.map((row) => label[row] || browser[row]);
  return say("recording.paused.some", { names: new Intl.ListFormat(language).format(names) });
}
