/** How sure a figure is, in words. */

import { say } from "./wording.js";

const WORDS = {
  VERIFIED: () => say("confidence.verified"),
  RECALLED: () => say("confidence.recalled"),
  UNSURE: () => say("confidence.unsure"),
  CONVENTION: () => say("confidence.convention"),
};

/** @param {string} code a confidence of the table of figures */
export const confidence = (code) => WORDS[code]?.() ?? code;
