/** The mark on the button in the browser's bar. */

import { browser } from "../shared/browser.js";
import { badgeOf } from "../shared/situation.js";
import { languageOf } from "../shared/settings.js";
import { sayer } from "../shared/wording.js";
import { essentials } from "./facts.js";

const COLOURS = { none: "#1f2f3a", calm: "#5b6b76", alert: "#b3361b" };

/** Draw it from the facts of now. */
export async function drawBadge() {
  const known = await essentials();
  const { text, tone, title } = badgeOf(known, Date.now());
  const say = sayer(languageOf(known.language, browser.i18n.getUILanguage()));
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: COLOURS[tone] }),
    browser.action.setTitle({ title: say(title) }),
  ]);
}
