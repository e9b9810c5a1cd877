/**
 * Which page a tab shows, as a hash that only this browser session can compare: nobody can read it back.
 */
import { browser } from "../../shared/browser.js";
import { session } from "../storage/session.js";

const salts = session("salt", "");

/**
 * @param {number} tab -1 for a worker's request
 * @returns {Promise<string>} "" when the page cannot be seen
 */
export async function pageOf(tab) {
  const url = tab === -1 ? undefined : await addressOf(tab);
  return url ? hashOf(url.split("#", 1)[0]) : "";
}

/** The hash of an address, or of the name of a thing. @param {string} name */
export async function hashOf(name) {
  const text = new TextEncoder().encode((await salt()) + name);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text)).slice(0, 8);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function addressOf(tab) {
  try {
    return (await browser.tabs.get(tab)).url;
  } catch {
    return undefined; // the tab has been closed meanwhile
  }
}

function salt() {
  return salts.inTurn(async () => {
    const kept = await salts.get();
    if (kept) {
      return kept;
    }
    const made = crypto.randomUUID();
    await salts.put(made);
    return made;
  });
}
