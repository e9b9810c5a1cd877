/**
 * Runs the extension's own engine over recorded requests. Reads one JSON object from standard input:
 * `{extension, platforms, kinds, servers, rows}`; writes the acts as a JSON list.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { madeUpBrowser } from "./browser.mjs";
import { details, ending, requestBody, requestHeaders, requestsOf } from "./recorded.mjs";

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
  watchRequests(platforms, async (match) => acts.push(toAct(match, kinds)));
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
    const { name, more } = ending(request);
    fire(name, { ...details(request), ...more });
    if (request.type === "main_frame" && name === "onCompleted") {
      addresses.set(request.tab, request.url);
    }
    await idle();
  }
  process.stdout.write(JSON.stringify(acts.filter(Boolean).map(shown)));
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
