/** The sentences that say how it stands, for the popup and the settings. */

import { UNTIL_RESUMED } from "../settings.js";
import { clockOf, linkOf } from "../situation.js";
import { clockTime, listed } from "./wording.js";

/**
 * @param {any} facts what `state` answers
 * @param {import("./wording.js").Say} say
 * @param {import("./wording.js").Language} language
 */
export function clockLine(facts, say, language) {
  const clock = clockOf(facts, Date.now());
  if (clock === "consent") {
    return say("waiting_consent");
  }
  if (clock === "recording") {
    return facts.on ? say("recording_on", { count: facts.on }) : say("recording_none");
  }
  if (facts.pausedUntil === UNTIL_RESUMED) {
    return say("paused_open");
  }
  return say("paused_until", { time: clockTime(facts.pausedUntil, language) });
}

/** @param {any} facts @param {import("./wording.js").Say} say */
export function linkLine(facts, say) {
  return say(`link_${linkOf(facts)}`, { code: facts.delivery.code ?? "?" });
}

/** @param {any} facts @param {import("./wording.js").Say} say */
export function refusedLine({ refused, refusedCode }, say) {
  return refused ? say("refused", { count: refused, why: reason(refusedCode, say) }) : "";
}

const NAMED = 3;

/** Platforms whose count may be blind, the first few by name. */
export function blindLine({ blind }, say, language) {
  const more = blind.length - NAMED;
  const names = blind.slice(0, more > 1 ? NAMED : blind.length);
  return say("blind", {
    names: listed(more > 1 ? [...names, say("blind_more", { number: more })] : names, language),
  });
}

const EXPLAINED = ["clock", "conflict"];

/** Why the collector refused a record. @param {string} code @param {import("./wording.js").Say} say */
export function reason(code, say) {
  return EXPLAINED.includes(code) ? say(`why_${code}`) : say("why_other", { code: code ?? "?" });
}
