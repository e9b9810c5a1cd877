/**
 * Runs the extension's own engine over recorded requests. Reads one JSON object from standard input:
 * `{extension, platforms, kinds, servers, rows}`; writes `{acts, unread}` as JSON: the acts, and for each rule how
 * many requests it could not read.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { madeUpBrowser } from "./browser.mjs";
import { details, endings, requestBody, requestHeaders, requestsOf } from "./recorded.mjs";

const TOO_OLD = 3;
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 7)) {
  process.exit(TOO_OLD);
}

/** The engine waits now and then; here nothing is worth waiting for, and time is what the recording says. */
const { setTimeout } = globalThis;
globalThis.setTimeout = /** @type {any} */ ((task) => setTimeout(task, 0));
let now = 0;
Date.now = () => now;

/** Resolves once nothing is left to be done: every listener has come to its end. */
const idle = () => new Promise((done) => process.once("beforeExit", () => setImmediate(done)));

async function main({ extension, platforms, kinds, servers, rows }) {
  const { browser, fire, addresses } = madeUpBrowser({ servers });
  globalThis.browser = browser;
  const engine = (name) => import(pathToFileURL(`${extension}/${name}`).href);
  const [{ watchRequests }, { recordGesture }, { toAct }] = await Promise.all(
    ["background/seeing/requests.js", "background/seeing/gestures.js", "shared/acts/act.js"].map(engine),
  );
  const acts = [];
  const unread = {};
  watchRequests(platforms, async (match) => {
    if (match.unread) {
      unread[match.rule] = (unread[match.rule] ?? 0) + 1;
    } else if (leavesEnough(acts, match)) {
      acts.push(toAct(match, kinds));
    }
  });
  await idle();
  for (const request of requestsOf(rows)) {
    now = request.at;
    if (!addresses.has(request.tab)) {
      addresses.set(request.tab, request.initiator ?? request.url);
    }
    if (request.gesture) {
      await recordGesture({ tab: { id: Math.max(request.tab, 1) } }, now);
    }
    send(request, fire);
    await idle();
    for (const { name, more } of endings(request)) {
      fire(name, { ...details(request), ...more });
      if (request.type === "main_frame" && name === "onCompleted") {
        addresses.set(request.tab, request.url);
      }
      await idle();
    }
  }
  process.stdout.write(JSON.stringify({ acts: acts.filter(Boolean).map(shown), unread }));
}

/** The log is taken to hold acts of before; but an undo takes away no act about another thing of the recording. */
function leavesEnough(acts, { n, kind, platform, least = 0 }) {
  const same = acts.filter((act) => act?.kind === kind && act.platform === platform);
  return n > 0 || least === 0 || same.reduce((sum, act) => sum + act.n, n) >= least;
}

function send(request, fire) {
  const known = details(request);
  fire("onBeforeRequest", { ...known, requestBody: requestBody(request.body) });
  fire("onBeforeSendHeaders", { ...known, requestHeaders: requestHeaders(request) });
}

const shown = ({ rule, kind, platform, n, at }) => ({ rule, kind, platform, n, at });

main(JSON.parse(readFileSync(0, "utf8"))).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
