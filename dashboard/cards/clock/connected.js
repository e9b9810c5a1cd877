/** How many browsers send their acts here, in one line that leads to the list of them. */

import { write } from "../../kit/elements.js";
import { say, sayMany } from "../../kit/wording.js";

/** @param {any} overview */
export function showConnected({ browsers }) {
  const count = browsers.id.length;
  write("connected", count ? sayMany("browsers.count", count) : say("browsers.connect"));
}
