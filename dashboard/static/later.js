/** Two views more, asked for once the page is shown: what is seen first waits for neither. */

import { drawAi } from "./ai.js";
import { read } from "./api.js";
import { drawCaptchas } from "./captchas.js";
import { drawHours } from "./hours.js";
import { drawMix } from "./mix.js";
import { chartFailed, failed } from "./page.js";
import { drawWeeks } from "./weeks.js";
import { drawYear } from "./year.js";
import { drawHour } from "./hour.js";

const PARTS = {
  labour: [drawHour, drawMix, drawCaptchas, drawAi],
  rhythm: [drawWeeks, drawHours, drawYear],
};
/** By view: the query that was asked for last, that of what is shown, and its tag. */
const kept = { labour: { asked: "", shown: "", tag: null }, rhythm: { asked: "", shown: "", tag: null } };

/** @param {string} query what the page shows */
export function askLater(query) {
  Object.keys(PARTS).forEach((name) => ask(name, query).catch(failed));
}

/** An answer that comes when the page shows something else already is left. */
async function ask(name, query) {
  const state = kept[name];
  state.asked = query;
  const answer = await read(`/v1/view/${name}?${query}`, state.shown === query ? state.tag : null);
  if (answer && state.asked === query) {
    [state.shown, state.tag] = [query, answer.tag];
    PARTS[name].forEach((part) => part(answer.body).catch(chartFailed));
  }
}
