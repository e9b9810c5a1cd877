/** The time card: today, the period with its filters, how it was before, whether something runs and who sends. */

import { prepareChoices, showChoices } from "../../kit/forms/choices.js";
import { failed } from "../../kit/page.js";
import { showTwice } from "../../kit/twice.js";
import { showBefore } from "./before.js";
import { showHeader } from "./header.js";
import { showRecording } from "./recording.js";
import { showSitting } from "./sitting.js";

export const view = "overview";

export const prepare = prepareChoices;

/** @param {any} overview @param {import("../../kit/cards.js").Page} page */
export function show(overview, page) {
  showTwice(page.query()).catch(failed);
  showHeader(overview);
  showSitting(overview);
  showBefore(overview);
  showChoices(overview);
  showRecording(overview);
}
