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
  const answer = await read(`/v1/view/twice?${query}`, shown === query ? tag : null);
  if (answer && asked === query) {
    [shown, tag] = [query, answer.tag];
    writeOrHide("twice", words(answer.body, sentence));
  }
}

function words({ ms, since }, sentence) {
  if (ms === 0) {
    return null;
  }
  const much = sentence({ time: time(ms) });
  return since === null ? much : `${much} ${say("time.twice.since", { day: day(since) })}`;
}
