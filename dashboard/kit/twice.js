/** How much of the minutes shown was counted twice. It comes by itself, after what is shown first. */

import { read } from "./api.js";
import { writeOrHide } from "./elements.js";
import { day, time } from "./format.js";
import { say } from "./wording.js";

let [asked, shown, tag] = ["", "", null];

/**
 * Say it where the rule of the minutes stands; nothing is said where nothing was.
 * @param {string} query what the page shows
 * @param {(given: {time: string}) => string} [sentence]
 */
export async function showTwice(query, sentence = (given) => say("time.twice", given)) {
  asked = query;
  if (shown !== query) {
    hide();
  }
  const answer = await read(`/v1/view/twice?${query}`, shown === query ? tag : null);
  if (answer && asked === query) {
    [shown, tag] = [query, answer.tag];
    writeOrHide("twice", words(answer.body, sentence));
  }
}

/** What was said is of other days: it is gone before the new figure comes, and comes whole if it is asked for again. */
function hide() {
  [shown, tag] = ["", null];
  writeOrHide("twice", null);
}

function words({ ms, since }, sentence) {
  const much = ms === 0 ? [] : [sentence({ time: time(ms) })];
  const unknown = since === null ? [] : [say("time.twice.since", { day: day(since) })];
  return [...much, ...unknown].join(" ");
}
