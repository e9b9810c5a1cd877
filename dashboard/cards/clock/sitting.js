/**
 * The sitting that goes on now, on the time card. It ticks while full chunks keep arriving, stands still after
 * one that was cut short, and goes when nothing came for a while. A timer is not read aloud at each tick.
 */

import { byId, write } from "../../kit/elements.js";
import { number } from "../../kit/format.js";
import { say } from "../../kit/wording.js";

const TICK_MS = 1000;
/** A chunk is a minute and arrives soon after its end: with no other by then, what goes on is not known. */
const LONGEST_AHEAD_MS = 75_000;
const SILENCE_MS = 120_000;

let [sitting, label, timer] = [null, "", 0];

/** @param {any} overview */
export function showSitting({ sitting: running, names }) {
  clearInterval(timer);
  [sitting, label] = [running, running ? names.platform_labels[running.platform] : ""];
  timer = setInterval(draw, TICK_MS);
  draw();
}

function draw() {
  const since = sitting ? Date.now() - sitting.through : SILENCE_MS;
  const on = since < SILENCE_MS;
  byId("sitting").hidden = !on;
  if (!on) {
    clearInterval(timer);
    return;
  }
  const ahead = sitting.goes_on ? Math.min(Math.max(since, 0), LONGEST_AHEAD_MS) : 0;
  write("sitting", say("sitting.on", { platform: label, time: ticking(sitting.ms + ahead) }));
}

/** To the second, each part but the first with two digits, so that the line does not jump. */
function ticking(ms) {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (n) => String(n).padStart(2, "0");
  const given = { hours: number(hours), minutes: hours ? two(minutes) : number(minutes), seconds: two(seconds % 60) };
  return hours ? say("sitting.hours", given) : say("sitting.minutes", given);
}
