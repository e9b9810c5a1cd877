/** The one door through which a match becomes an act: only with consent, not paused, where it is switched on. */

import { toAct } from "../../shared/acts/act.js";
import { browser } from "../../shared/browser.js";
import { isOn as counts } from "../../shared/rules/rules.js";
import { isRecording, readSettings } from "../../shared/settings.js";
import * as outbox from "../outbox/outbox.js";
import * as unread from "../outbox/unread.js";
import { CAPTCHAS, KINDS, PLATFORMS } from "../platforms/catalogue.js";
import { isOn } from "../platforms/permissions.js";
import { deliver } from "../sending/uploader.js";

const KEYS_KEPT = 200;

/** What the person may switch on or off by itself: each act of a platform, and each CAPTCHA. */
const RULES = new Map([...PLATFORMS.flatMap(({ acts }) => acts), ...CAPTCHAS].map((rule) => [rule.id, rule]));

/**
 * Keep what a match stands for, or nothing at all.
 * @param {import("../../shared/acts/act.js").Match} match
 * @returns {Promise<boolean>} true once it is on disk
 */
export async function record(match) {
  const settings = await readSettings(browser.storage.local);
  const rule = RULES.get(match.rule);
  if (!isRecording(settings, Date.now()) || (rule && !counts(rule, settings.rules))) {
    return false;
  }
  if (!(await isOn(match.platform, settings))) {
    return false;
  }
  if (match.unread) {
    await unread.note(match.rule, match.at);
    return true;
  }
  const act = toAct(match, KINDS);
  if (!act) {
    return false;
  }
  await outbox.change("matches", (before = []) => once(before, match, act));
  deliver();
  return true;
}

/**
 * A match is handed over again when the background ended before it heard that the first time went well.
 * @param {string[]} keys @param {import("../../shared/acts/act.js").Match} match @param {object} act
 */
function once(keys, { key, least }, act) {
  if (key === undefined) {
    return { value: keys, acts: [act], least };
  }
  return keys.includes(key) ? null : { value: [...keys, key].slice(-KEYS_KEPT), acts: [act], least };
}
