/**
 * Whether somebody is at a tab: what the checks that pass unasked are judged by. Which page a tab shows is told by
 * its loading alone, for the address is hidden where we have no permission.
 */
import { browser } from "../../shared/browser.js";
import { UNKNOWN_PAGE } from "../../shared/captcha/passing.js";
import { isRecording, readSettings } from "../../shared/settings.js";
import { focusedTab } from "../clock/attention.js";
import { session } from "../storage/session.js";

const TABS_KEPT = 200;
/** Of somebody who opens a tab. */
const USED_S = 60;
/** A tab is opened for its first page, after an empty one at most, and for none that comes so much later. */
const FIRST_PAGES = 2;
const OPENING_MS = 10_000;

/** @type {Record<string, import("../../shared/captcha/passing.js").Page & {openedAt: number}>} */
const NOTHING = {};
const pages = session("pages", NOTHING);

/** Note the tabs that are opened and the pages that they load. To be called in the background's first turn. */
export function watchPages() {
  browser.tabs.onCreated.addListener(({ id }) => void noteTab(id, Date.now()).catch(report));
  browser.tabs.onUpdated.addListener((tab, { status }) => {
    if (status === "loading") {
      notePage(tab, Date.now()).catch(report);
    }
  });
}

/** @param {number} tab */
export async function pageIn(tab) {
  return (await pages.inTurn(pages.get))[nameOf(tab)] ?? UNKNOWN_PAGE;
}

/** Whether the tab is the active one of the focused window. @param {number} tab */
export async function isInFront(tab) {
  return (await focusedTab())?.id === tab;
}

/** Whether the keyboard or the mouse was used so many seconds ago or later. @param {number} seconds */
export async function isUsed(seconds) {
  return (await browser.idle.queryState(seconds)) === "active";
}

function noteTab(tab, at) {
  return whileRecording(async () => {
    const openedAt = (await focusedTab()) && (await isUsed(USED_S)) ? at : 0;
    await put(tab, { ...UNKNOWN_PAGE, at, openedAt });
  });
}

function notePage(tab, at) {
  return whileRecording(async () => {
    const { seen, openedAt } = (await pages.get())[nameOf(tab)] ?? { ...UNKNOWN_PAGE, openedAt: 0 };
    const front = (await isInFront(tab)) && (await isUsed(USED_S));
    const opened = seen < FIRST_PAGES && at - openedAt < OPENING_MS;
    await put(tab, { at, front, opened, seen: seen + 1, openedAt });
  });
}

/** Nothing is noted before consent, nor in a pause. */
function whileRecording(task) {
  return pages.inTurn(async () => {
    if (isRecording(await readSettings(browser.storage.local), Date.now())) {
      await task();
    }
  });
}

/** A name that is no number: numbers would come first in an object, whichever was the youngest. @param {number} tab */
const nameOf = (tab) => `tab ${tab}`;

async function put(tab, page) {
  const { [nameOf(tab)]: _, ...others } = await pages.get();
  await pages.put(Object.fromEntries([...Object.entries(others).slice(1 - TABS_KEPT), [nameOf(tab), page]]));
}

function report(error) {
  console.error("pages:", error?.name);
}
