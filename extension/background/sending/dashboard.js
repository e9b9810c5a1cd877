/**
 * Whether the person is at the dashboard in this browser. What she wishes there is asked for as soon as one of
 * the collector's pages changes its address, be it the fragment only.
 */

import { browser } from "../../shared/browser.js";
import { readSettings } from "../../shared/settings.js";

/**
 * Register the listener; to be called while the background's first turn still runs.
 * @param {() => void} onChange
 */
export function watchDashboard(onChange) {
  browser.tabs.onUpdated.addListener((_, { url }) => void (url && isOurs(url).then((ours) => ours && onChange())));
}

/** Whether it is a page of the collector that we are paired with. @param {string} url */
async function isOurs(url) {
  const { collector } = await readSettings(browser.storage.local);
  return collector !== null && url.startsWith(`http://127.0.0.1:${collector.port}/`);
}
