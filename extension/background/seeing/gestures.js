/** When a person last clicked or typed in each tab, as the script in pages tells it. */

import * as credit from "../../shared/rules/credit.js";
import { session } from "../storage/session.js";

/** How long a gesture's message may be behind the request that it caused. */
const GRACE_MS = 1000;
const STEP_MS = 50;

const gestures = session("gestures", {});

/** A trusted gesture in a page. @param {{tab?: {id?: number}}} sender @param {number} at wall clock, ms */
export function recordGesture(sender, at) {
  const tab = sender.tab?.id ?? -1;
  if (tab === -1 || !Number.isFinite(at)) {
    return Promise.resolve();
  }
  const time = Math.min(at, Date.now());
  return gestures.inTurn(async () => gestures.put(credit.withGesture(await gestures.get(), tab, time)));
}

/** When a person's last gesture in a tab was, as far as it is known; 0 for never. @param {number} tab */
export async function gestureIn(tab) {
  return credit.lastGesture(await gestures.inTurn(gestures.get), tab);
}

/**
 * Whether a person's gesture came before a request; waits a moment for its message.
 * @param {credit.Candidate} candidate @param {number | undefined} gestureMs undefined: none is asked for
 */
export async function isByHand(candidate, gestureMs) {
  if (gestureMs === undefined) {
    return true;
  }
  const isSeen = async () => credit.hasGesture(await gestures.get(), candidate, gestureMs);
  for (let waited = 0; waited < GRACE_MS; waited += STEP_MS) {
    if (await isSeen()) {
      return true;
    }
    await new Promise((done) => setTimeout(done, STEP_MS));
  }
  return isSeen();
}
