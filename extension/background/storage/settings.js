/** Changing a setting that holds several things: read, changed and written one after the other. */

import { browser } from "../../shared/browser.js";
import { readSettings } from "../../shared/settings.js";

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * @param {(settings: import("../../shared/settings.js").Settings) => object | null |
 *   Promise<object | null>} step what to write, null: nothing
 * @returns {Promise<void>} once it is written
 */
export function changeSettings(step) {
  const next = last.then(async () => {
    const changed = await step(await readSettings(browser.storage.local));
    if (changed) {
      await browser.storage.local.set(changed);
    }
  });
  last = next.catch(() => undefined);
  return next;
}

/**
 * A record without some of its names.
 * @template T @param {Record<string, T>} record @param {string[]} names
 * @returns {Record<string, T>}
 */
export const without = (record, names) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
