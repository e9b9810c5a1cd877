/**
 * What the person should know at a glance, from the facts. Pure. Nothing that needs the person is silent.
 *
 * @typedef {{consent: "accepted" | "declined" | null, pausedUntil: number, paired: boolean,
 *   delivery: {state: string, code?: string}, waiting: number, refused: number, held?: number, forgets: number}} Facts
 *   waiting, refused: records in the outbox; held: those that were for another collector; forgets: what the
 *   collector has still to forget
 * @typedef {{id: string, name: string, category: string, state: "on" | "partly" | "off" | "taken",
 *   origins: string[], kinds: string[], note: {en: string, fr: string} | null, since: number | null}} Switch
 *   of a platform; partly: some of its hosts only; taken: the person took the permission back in the browser's
 *   settings; kinds: what is counted there
 */

/**
 * Whether the clock runs.
 * @param {Facts} facts @param {number} now wall clock, ms
 * @returns {"consent" | "paused" | "recording"}
 */
export function clockOf({ consent, pausedUntil }, now) {
  if (consent !== "accepted") {
    return "consent";
  }
  return now < pausedUntil ? "paused" : "recording";
}

/**
 * How it stands with the collector.
 * @param {Facts} facts
 * @returns {"unpaired" | "connected" | "away" | "reconnect" | "unproven" | "misconfigured" | "full"}
 */
export function linkOf({ paired, delivery }) {
  if (!paired || delivery.state === "unpaired") {
    return "unpaired";
  }
  return delivery.state === "ok" ? "connected" : /** @type {any} */ (delivery.state);
}

/** States that go on until the person does something. */
const NEEDS_HELP = new Set(["reconnect", "unproven", "misconfigured", "full"]);

/**
 * The badge on the button in the browser's bar: empty while all is well.
 * @param {Facts} facts @param {number} now
 * @returns {{text: string, tone: "none" | "calm" | "alert", title: string}} title: a key of the messages
 */
export function badgeOf(facts, now) {
  const clock = clockOf(facts, now);
  if (clock === "consent") {
    return { text: "?", tone: "alert", title: "badge_consent" };
  }
  if (clock === "paused") {
    return { text: "II", tone: "calm", title: "badge_paused" };
  }
  if (NEEDS_HELP.has(linkOf(facts))) {
    return { text: "!", tone: "alert", title: "badge_help" };
  }
  if (facts.refused > 0) {
    return { text: "!", tone: "alert", title: "badge_refused" };
  }
  return { text: "", tone: "none", title: "badge_recording" };
}
