/**
 * From the browser's requests to matches. The filters are compiled from the rules, so that no other request
 * wakes the background. What a listener sees is reduced to rule, sense, kind and a hash of the thing; the address of
 * a search and the body of a prompt are held until the settings are read, some milliseconds, and no longer; what is
 * kept about requests under way is in storage.session, so a background that stops in between forgets nothing.
 */
import { browser } from "../../shared/browser.js";
import { isAccepted, isUnanswered, isYes } from "../../shared/rules/answers.js";
import { candidates } from "../../shared/rules/candidates.js";
import { emptyCredit } from "../../shared/rules/credit.js";
import { compile, patternsOf } from "../../shared/rules/rules.js";
import { byHost, isAwaited, isFromAPage, look, withHeaders } from "../../shared/rules/sights.js";
import { readSettings } from "../../shared/settings.js";
import { handOver, session } from "../storage/session.js";
import { withCredit, withoutUnkept } from "./crediting.js";
import { isByHand } from "./gestures.js";
import { hashOf, pageOf } from "./page.js";

const IN_TIME_MS = 600_000;
const MOST_UNDER_WAY = 1000;

/**
 * @typedef {import("./crediting.js").Expected & {answer: import("../../shared/rules/rules.js").Probe["answer"],
 *   form?: boolean}} Awaited
 * @type {import("./crediting.js").Credited & {underWay: Record<string, Awaited[]>}}
 */
const NOTHING = { credit: emptyCredit(), underWay: {}, owed: [] };
const requests = session("requests", NOTHING);
/** Requests whose headers or second listener are still to come: milliseconds, so memory will do. */
const unfinished = new Map();
/** What the rules are compiled to, once they are known. */
let rules = compile([]);

/**
 * Register the listeners; call it while the background starts, before anything is awaited.
 * @param {any[]} platforms files of the catalogue
 * @param {(match: import("../../shared/acts/act.js").Match) => Promise<unknown>} onMatch resolves once the match is
 *   durable
 */
export function watchRequests(platforms, onMatch) {
  rules = compile(platforms);
  const { probes } = rules;
  const { webRequest } = browser;
  const own = browser.runtime.getURL("").replace(/\/$/, "");
  const watch = (listener, extra) => {
    const mine = probes.filter((probe) => probe.listener === listener);
    const here = byHost(mine);
    const see = (details) => isFromAPage(details, own) && onRequest(details, listener, here(details.url), onMatch);
    listen(webRequest.onBeforeRequest, (details) => void see(details), patternsOf(mine), extra);
  };
  watch("url", []);
  watch("body", ["requestBody"]);
  const named = patternsOf(probes, (probe) => probe.namedByHeader !== null || probe.headed);
  listen(webRequest.onBeforeSendHeaders, (details) => onHeaders(details, onMatch), named, ["requestHeaders"]);
  const finish = (details) => onEnd(details, isAccepted(details), onMatch);
  for (const event of [webRequest.onResponseStarted, webRequest.onBeforeRedirect]) {
    listen(event, finish, patternsOf(probes));
  }
  listen(webRequest.onErrorOccurred, (details) => onEnd(details, false, onMatch), patternsOf(probes));
  requests.inTurn(() => handOver(requests, onMatch, withoutUnkept)).catch(report);
}

function listen(event, listener, urls, extra = []) {
  if (urls.length) {
    event.addListener(listener, { urls }, ...(extra.length ? [extra] : []));
  }
}

function onRequest(details, listener, mine, onMatch) {
  const { requestId: id, tabId: tab, timeStamp, url } = details;
  const known = unfinished.get(id) ?? {
    listeners: [],
    tab,
    at: Math.round(timeStamp),
    now: isUnanswered(details),
  };
  if (known.listeners.includes(listener)) {
    return; // the same request again, after a redirection
  }
  const sights = look(mine, details);
  if (sights.length === 0) {
    return;
  }
  const address = sights.some(({ navigation }) => navigation) ? hashOf(url.split("#", 1)[0]) : undefined;
  const host = new URL(url).hostname;
  const waiting = [...(known.waiting ?? []), ...sights.filter(isAwaited)];
  unfinished.set(id, { ...known, host, listeners: [...known.listeners, listener], waiting });
  if (unfinished.size > MOST_UNDER_WAY) {
    unfinished.delete(unfinished.keys().next().value);
  }
  expect(
    id,
    { ...known, host, address },
    sights.filter((sight) => !isAwaited(sight)),
    onMatch,
  );
}

function onHeaders({ requestId: id, requestHeaders }, onMatch) {
  const known = unfinished.get(id);
  if (!known?.waiting.length) {
    return;
  }
  unfinished.set(id, { ...known, waiting: [] });
  expect(id, known, withHeaders(known.waiting, requestHeaders), onMatch);
}

function expect(id, { tab, at, now, address, host }, sights, onMatch) {
  if (sights.length === 0) {
    return;
  }
  const needsPage = sights.some(({ options }) => options.some(({ rule }) => rules.paged.has(rule)));
  const looking = Promise.all([needsPage ? pageOf(tab) : "", address, readSettings(browser.storage.local)]);
  requests
    .inTurn(async () => {
      const [page, hash, settings] = await looking;
      const found = candidates(sights.filter((sight) => isAtHome(sight, settings)));
      const more = await Promise.all(
        found.map(async (candidate) => ({
          ...(await expectation(candidate, settings, { hash, host })),
          tab,
          at,
          page,
        })),
      );
      const state = await requests.get();
      const underWay = { ...withoutOld(state.underWay, at), [id]: [...(state.underWay[id] ?? []), ...more] };
      if (more.length) {
        requests.put({ ...state, underWay }).catch(report);
      }
    })
    .catch(report);
  if (now) {
    onEnd({ requestId: id, statusCode: 200 }, true, onMatch);
  }
}

/** On a host that no file knows, only the software that was recognised there, or on the page, counts. */
function isAtHome({ server, from, options: [{ platform }] }, { servers }) {
  return server === "" || servers[server] === platform || servers[from] === platform;
}

async function expectation({ measure, navigation, thing, ...candidate }, { promptLength }, { hash, host }) {
  const length = promptLength ? measure?.() : undefined;
  const [{ platform }] = candidate.options;
  const server = rules.open.has(platform) ? host : "";
  return {
    ...candidate,
    ...(navigation ? { address: hash } : {}),
    ...(thing ? { thing: await hashOf(`${platform} ${server} ${thing}`) } : {}),
    ...(length ? { detail: { length } } : {}),
  };
}

/**
 * @param {{requestId: string, statusCode?: number, type?: string, redirectUrl?: string}} details
 * @param {boolean | undefined} accepted undefined: redirected with its body, not at its end yet
 * @param {(match: import("../../shared/acts/act.js").Match) => Promise<unknown>} onMatch
 */
function onEnd({ requestId: id, statusCode = 0, type = "", redirectUrl }, accepted, onMatch) {
  if (accepted === undefined) {
    return;
  }
  unfinished.delete(id);
  requests.inTurn(() => creditAnswered(id, accepted ? { statusCode, type, redirectUrl } : null, onMatch)).catch(report);
}

/**
 * @param {string} id
 * @param {{statusCode: number, type: string, redirectUrl?: string} | null} answer null: not accepted
 */
async function creditAnswered(id, answer, onMatch) {
  const { underWay } = await requests.get();
  if (!underWay[id]) {
    return;
  }
  const accepted = underWay[id].filter((each) => answer && isYes(each, answer));
  const byHand = new Map();
  for (const candidate of accepted) {
    const ms = gestureMsOf(candidate);
    byHand.set(ms, byHand.get(ms) ?? (await isByHand(candidate, ms)));
  }
  const allowed = accepted.filter((candidate) => byHand.get(gestureMsOf(candidate)));
  const { [id]: _, ...others } = underWay;
  const state = allowed.reduce((before, candidate) => withCredit(before, candidate, rules.timing), {
    ...(await requests.get()),
    underWay: others,
  });
  await requests.put(state);
  await handOver(requests, onMatch, withoutUnkept);
}

function gestureMsOf({ options }) {
  return rules.timing.get(options[0].rule)?.gestureMs;
}

/**
 * Credit what a control's click stands for, beside what requests stand for: whichever of the two is first.
 * @param {import("./crediting.js").Expected} candidate
 * @param {(match: import("../../shared/acts/act.js").Match) => Promise<unknown>} onMatch as in `watchRequests`
 */
export function creditAtOnce(candidate, onMatch) {
  return requests.inTurn(async () => {
    await requests.put(withCredit(await requests.get(), candidate, rules.timing));
    await handOver(requests, onMatch, withoutUnkept);
  });
}

/** What is erased does not stand: no undo of another act has to leave it. */
export function forgetThings() {
  return requests.inTurn(async () => {
    const state = await requests.get();
    await requests.put({ ...state, credit: { ...state.credit, things: {} } });
  });
}

function withoutOld(underWay, now) {
  const young = ([, [first]]) => now - first.at < IN_TIME_MS;
  return Object.fromEntries(Object.entries(underWay).filter(young));
}

function report(error) {
  console.error("requests:", error?.name);
}
