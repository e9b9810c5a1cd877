/**
 * From the browser's requests to matches. The filters are compiled from the rules, so that no other request
 * wakes the background. What a listener sees is reduced to rule, sense and kind before the first await;
 * what is kept about requests under way is in storage.session, so a background that stops in between
 * forgets nothing.
 */
import { browser } from "../shared/browser.js";
import * as credit from "../shared/credit.js";
import { compile, patternsOf } from "../shared/rules.js";
import { candidates, hear, isAccepted, isFromAPage, isUnanswered, look } from "../shared/sights.js";
import { PLATFORMS } from "./catalogue.js";
import { pageOf } from "./page.js";
import { keyed, payOwed, session } from "./session.js";

const { probes, timing, paged, gestureHosts } = compile(PLATFORMS);
const IN_TIME_MS = 600_000;
/** How long a gesture's message may be behind the request that it caused. */
const GRACE_MS = 1000;
const STEP_MS = 50;
const MOST_UNDER_WAY = 1000;

/**
 * @type {{credit: credit.CreditState, underWay: Record<string, credit.Candidate[]>, owed:
 *   import("../shared/act.js").Match[]}}
 */
const NOTHING = { credit: credit.emptyCredit(), underWay: {}, owed: [] };
const requests = session("requests", NOTHING);
const gestures = session("gestures", {});
/** Requests whose headers or second listener are still to come: milliseconds, so memory will do. */
const heard = new Map();

/**
 * Register the listeners; call it while the background starts, before anything is awaited.
 * @param {(match: import("../shared/act.js").Match) => Promise<unknown>} onMatch resolves once the match is
 *   durable
 */
export function watchRequests(onMatch) {
  const { webRequest } = browser;
  const own = browser.runtime.getURL("").replace(/\/$/, "");
  const watch = (listener, extra) => {
    const mine = probes.filter((probe) => probe.listener === listener);
    const see = (details) => isFromAPage(details, own) && begin(details, listener, mine, onMatch);
    listen(webRequest.onBeforeRequest, (details) => void see(details), patternsOf(mine), extra);
  };
  watch("url", []);
  watch("body", ["requestBody"]);
  const named = patternsOf(probes, (probe) => probe.namedByHeader !== null);
  listen(webRequest.onBeforeSendHeaders, (details) => name(details, onMatch), named, ["requestHeaders"]);
  const finish = (details) => end(details.requestId, isAccepted(details), onMatch);
  for (const event of [webRequest.onCompleted, webRequest.onBeforeRedirect])
    listen(event, finish, patternsOf(probes));
  listen(webRequest.onErrorOccurred, ({ requestId }) => end(requestId, false, onMatch), patternsOf(probes));
  requests.inTurn(() => payOwed(requests, onMatch)).catch(report);
}

/** A trusted gesture in a page. @param {{tab?: {id?: number}}} sender @param {number} at wall clock, ms */
export function recordGesture(sender, at) {
  const tab = sender.tab?.id ?? -1;
  if (tab === -1 || !Number.isFinite(at)) return Promise.resolve();
  const time = Math.min(at, Date.now());
  return gestures.inTurn(async () => gestures.put(credit.withGesture(await gestures.get(), tab, time)));
}

/**
 * What to register with scripting.registerContentScripts: only where a rule asks for gestures and the
 * person allowed the host.
 * @param {string[]} grantedHosts hosts or match patterns, as in `www.example.org` or
 *   `https://*.example.org/*`
 */
export function gestureScripts(grantedHosts) {
  const granted = new Set(grantedHosts.map((host) => host.replace(/^\w+:\/\/|\/\*$/g, "")));
  const matches = gestureHosts.filter((host) => granted.has(host)).map((host) => `https://${host}/*`);
  if (matches.length === 0) return [];
  const script = { id: "gestures", js: ["content/gestures.js"], matches, allFrames: true };
  return [{ ...script, runAt: "document_start" }];
}

function listen(event, listener, urls, extra = []) {
  if (urls.length) event.addListener(listener, { urls }, ...(extra.length ? [extra] : []));
}

function begin(details, listener, mine, onMatch) {
  const { requestId: id, tabId: tab, timeStamp } = details;
  const known = heard.get(id) ?? {
    listeners: [],
    tab,
    at: Math.round(timeStamp),
    now: isUnanswered(details),
  };
  if (known.listeners.includes(listener)) return; // the same request again, after a redirection
  const sights = look(mine, details);
  if (sights.length === 0) return;
  const waiting = [...(known.waiting ?? []), ...sights.filter((sight) => sight.header)];
  heard.set(id, { ...known, listeners: [...known.listeners, listener], waiting });
  if (heard.size > MOST_UNDER_WAY) heard.delete(heard.keys().next().value);
  open(id, known, candidates(sights.filter((sight) => !sight.header)), onMatch);
}

function name({ requestId: id, requestHeaders }, onMatch) {
  const known = heard.get(id);
  if (!known?.waiting.length) return;
  heard.set(id, { ...known, waiting: [] });
  open(id, known, candidates(hear(known.waiting, requestHeaders)), onMatch);
}

function open(id, { tab, at, now }, found, onMatch) {
  if (found.length === 0) return;
  const needsPage = found.some(({ options }) => options.some(({ rule }) => paged.has(rule)));
  const looking = needsPage ? pageOf(tab) : "";
  requests
    .inTurn(async () => {
      const page = await looking;
      const state = await requests.get();
      const more = found.map((candidate) => ({ ...candidate, tab, at, page }));
      const underWay = { ...inTime(state.underWay, at), [id]: [...(state.underWay[id] ?? []), ...more] };
      await requests.put({ ...state, underWay });
    })
    .catch(report);
  if (now) end(id, true, onMatch);
}

/** @param {boolean | undefined} accepted undefined: redirected with its body, not at its end yet */
function end(id, accepted, onMatch) {
  if (accepted === undefined) return;
  heard.delete(id);
  requests.inTurn(() => close(id, accepted, onMatch)).catch(report);
}

async function close(id, accepted, onMatch) {
  const { underWay } = await requests.get();
  if (!underWay[id]) return;
  const allowed = [];
  for (const candidate of accepted ? underWay[id] : [])
    if (await isByHand(candidate)) allowed.push(candidate);
  const { [id]: _, ...others } = underWay;
  const state = allowed.reduce(counted, { ...(await requests.get()), underWay: others });
  await requests.put(state);
  await payOwed(requests, onMatch);
}

function counted(state, candidate) {
  const decision = credit.decide(state.credit, candidate, timing);
  if (!decision) return state;
  const { kind, platform, rule } = decision.option;
  const { at, tab, sense, n } = candidate;
  const match = keyed({ kind, platform, rule, n: sense === 1 ? n : -1, at, tab });
  return {
    ...state,
    credit: credit.settle(state.credit, candidate, decision),
    owed: [...state.owed, match],
  };
}

async function isByHand(candidate) {
  const gestureMs = timing.get(candidate.options[0].rule)?.gestureMs;
  if (gestureMs === undefined) return true;
  const isSeen = async () => credit.hasGesture(await gestures.get(), candidate, gestureMs);
  for (let waited = 0; waited < GRACE_MS; waited += STEP_MS) {
    if (await isSeen()) return true;
    await new Promise((done) => setTimeout(done, STEP_MS));
  }
  return isSeen();
}

function inTime(underWay, now) {
  const young = ([, [first]]) => now - first.at < IN_TIME_MS;
  return Object.fromEntries(Object.entries(underWay).filter(young));
}

function report(error) {
  console.error("requests:", error?.name);
}
