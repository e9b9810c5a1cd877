/** The mark on the button in the browser's bar. */

import { browser } from "../../shared/browser.js";
import { languageOf } from "../../shared/settings.js";
import { badgeOf } from "../../shared/situation.js";
import { essentials } from "./facts.js";

const COLOURS = { none: "#1f2f3a", calm: "#5b6b76", alert: "#b3361b" };

/** The words of a language; fetched, for a service worker that imports JSON never starts a second time. */
async function words(language) {
  return (await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`))).json();
}

/** Draw it from the facts of now. */
export async function drawBadge() {
  const known = await essentials();
  const { text, tone, title } = badgeOf(known, Date.now());
  const say = await words(languageOf(known.language, browser.i18n.getUILanguage()));
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: COLOURS[tone] }),
    browser.action.setTitle({ title: say[title].message }),
  ]);
}
