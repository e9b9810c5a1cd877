/**
 * From the reports of the script in pages to matches: controls, and the permission to see the location. An act
 * that counts only once its page has been left waits here, in storage.session.
 */
import { withServers } from "../../shared/addresses/servers.js";
import { browser } from "../../shared/browser.js";
import { isLeft, meaningOf, watchesFor } from "../../shared/rules/controls.js";
import { readSettings } from "../../shared/settings.js";
import { PLATFORMS } from "../platforms/catalogue.js";
import { session } from "../storage/session.js";
import { record } from "./recording.js";
import { creditAtOnce } from "./requests.js";

/** @type {{candidate: import("../../shared/rules/credit.js").Candidate, path: string[], until: number}[]} */
const NOTHING = [];
const leaving = session("leaving", NOTHING);

/**
 * Answers `controls-hello` with what to watch on the page, and takes `control` reports.
 * @param {{type: string}} message
 * @param {{url?: string, tab?: {id?: number}}} sender
 * @returns {Promise<object>}
 */
export async function controlMessage(message, sender) {
  const { servers } = await readSettings(browser.storage.local);
  const platforms = withServers(PLATFORMS, servers);
  const { hostname } = new URL(sender.url ?? "");
  if (message.type === "controls-hello") {
    return { watches: watchesFor(platforms, hostname) };
  }
  const found = meaningOf(platforms, hostname, message);
  if (found) {
    await takeReport(found, sender.tab?.id ?? -1);
  }
  return { done: true };
}

/** Look whether a page that had to be left is left: wire it to what the browser says of its tabs. */
export function watchLeaving() {
  browser.tabs.onUpdated.addListener((tab, change) => {
    if (change.url !== undefined || change.status === "complete") {
      creditIfLeft(tab).catch(report);
    }
  });
}

async function takeReport({ platform, rule, kind, sense, at, path, leaves }, tab) {
  const candidate = { sense, options: [{ rule, platform, kind }], n: 1, tab, at: Math.min(at, Date.now()), page: "" };
  if (leaves === null) {
    return creditAtOnce(candidate, record);
  }
  const until = candidate.at + leaves;
  return leaving.inTurn(async () => leaving.put([...(await leaving.get()), { candidate, path, until }]));
}

function creditIfLeft(tab) {
  return leaving.inTurn(async () => {
    const waiting = await leaving.get();
    if (waiting.length === 0) {
      return;
    }
    const now = Date.now();
    const url = waiting.some(({ candidate }) => candidate.tab === tab) ? await addressOf(tab) : undefined;
    const isDone = ({ candidate, path }) => candidate.tab === tab && isLeft(url, path);
    const young = waiting.filter(({ until }) => now <= until);
    await leaving.put(young.filter((each) => !isDone(each)));
    for (const { candidate } of young.filter(isDone)) {
      await creditAtOnce(candidate, record);
    }
  });
}

async function addressOf(tab) {
  return (await browser.tabs.get(tab)).url;
}

function report(error) {
  console.error("controls:", error?.name);
}
