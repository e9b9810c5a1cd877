/** Which days, platforms and kinds the page shows, under which figures, and how much was counted in them. */

import { byId, write, writeOrHide } from "../../kit/elements.js";
import { prepareChoices, showChoices } from "../../kit/forms/choices.js";
import { time } from "../../kit/format.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "overview";

export const prepare = prepareChoices;

/** @param {any} overview */
export function show(overview) {
  byId("period-never").hidden = overview.ever;
  writeOrHide("period-nothing", nothing(overview));
  write("period-counted", sayMany("period.counted", overview.total.acts, { time: time(overview.total.ms) }));
  showChoices(overview);
}

function nothing({ ever, filtered, total }) {
  if (!ever || total.acts || total.unasked || total.ads || total.ms || total.task_ms) {
    return null;
  }
  return filtered ? say("period.nothing.chosen") : say("period.nothing");
}
