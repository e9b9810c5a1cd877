/** Whether anything is recorded now: how many browsers send their acts here, and which of them are paused. */

import { byId, write } from "../../kit/elements.js";
import { moment } from "../../kit/format.js";
import { language, say, sayMany } from "../../kit/wording.js";

/** As the browsers write it: until somebody resumes. */
const FOREVER = Number.MAX_SAFE_INTEGER;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
let timer = 0;

/** @param {any} overview */
export function showRecording(overview) {
  if (!byId("connected")) {
    return; // somebody invented has no browser
  }
  clearTimeout(timer);
  const count = overview.browsers.id.length;
  write("connected", count ? sayMany("browsers.count", count) : say("browsers.connect"));
  const until = pausedUntil(overview);
  const ends = Object.values(until).filter((end) => end > Date.now());
  byId("paused").hidden = ends.length === 0;
  byId("recording").hidden = ends.length > 0 || count === 0;
  if (ends.length) {
    write("paused-words", inWords(until, overview));
    timer = setTimeout(() => showRecording(overview), Math.min(Math.min(...ends) - Date.now(), LONGEST_TIMER_MS));
  }
}

/** Until when by browser; "" is the wish of the dashboard, which is for all of them. */
function pausedUntil({ pause, browsers }) {
  const each = browsers.id.map((id, row) => [id, browsers.paused_until[row]]);
  return Object.fromEntries([["", pause.until], ...each].filter(([, until]) => until > Date.now()));
}

function inWords(until, { browsers }) {
  if ("" in until) {
    return until[""] >= FOREVER ? say("recording.paused") : say("recording.paused.until", { when: moment(until[""]) });
  }
  const names = browsers.id.flatMap((id, row) => (id in until ? [browsers.label[row] || browsers.browser[row]] : []));
  return say("recording.paused.some", { names: new Intl.ListFormat(language).format(names) });
}
