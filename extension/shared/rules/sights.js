/**
 * From the details of one request to the few words that may leave the listener: which rules saw it, in
 * which sense, as which kind, how many times. Synchronous, and nothing of the address or the body is in the
 * answer.
 *
 * @typedef {import("./rules.js").Probe} Probe
 * @typedef {import("./rules.js").Option} Option
 * @typedef {{rule: string, sense: 1 | -1, options: Option[], n: number, header?: Probe["namedByHeader"],
 *   navigation: boolean, answer: Probe["answer"], server: string, measure: (() => string | undefined) | null}} Sight
 *   `header` is there while the operation's name is still awaited; `server`: the host, where no file knows it;
 *   `measure` looks at the length of what was written, for those who want that. One option, unless an undoing
 *   is ambiguous.
 * @typedef {{sense: 1 | -1, options: Option[], n: number, navigation: boolean, answer: Probe["answer"],
 *   measure: Sight["measure"]}} Candidate
 */
import { decodePath } from "../addresses/globs.js";
import { isReadable } from "./body.js";

/**
 * Requests that a page may send while it goes away: nobody hears how they ended, so they count when sent.
 */
const UNANSWERED = new Set(["ping", "beacon"]);
/** @type {{navigation: boolean, answer: "any", measure: null}} */
const PLAIN = { navigation: false, answer: "any", measure: null };
const HOSTS_KEPT = 200;
const FORM_TYPES = new Set(["main_frame", "sub_frame"]);

/** @param {{type: string}} details */
export function isUnanswered({ type }) {
  return UNANSWERED.has(type);
}

/** False for what no person did in a page: prerendered documents, and the extension's own requests. */
export function isFromAPage(details, ownOrigin) {
  const lifecycle = details.documentLifecycle ?? "active";
  const sender = details.initiator ?? details.originUrl ?? "";
  return lifecycle === "active" && !`${sender}/`.startsWith(`${ownOrigin}/`);
}

/** @param {Probe[]} probes @param {any} details of onBeforeRequest @returns {Sight[]} */
export function look(probes, { method, url, type, requestBody }) {
  const parsed = new URL(url);
  const request = { method, type, url: parsed, path: decodePath(parsed.pathname) };
  return probes
    .filter((probe) => probe.seesAddress(request))
    .map((probe) => see(probe, parsed, requestBody))
    .filter((sight) => sight !== null);
}

/**
 * The probes that may see anything on a host, found once for each: most pages send many requests to few hosts.
 * @param {Probe[]} probes @returns {(url: string) => Probe[]}
 */
export function byHost(probes) {
  const known = new Map();
  return (url) => {
    const { hostname } = new URL(url);
    if (!known.has(hostname)) {
      if (known.size >= HOSTS_KEPT) {
        known.clear();
      }
      known.set(
        hostname,
        probes.filter((probe) => probe.open || probe.knowsHost(hostname)),
      );
    }
    return known.get(hostname);
  };
}

/** What remains of the sights once the request headers are known. @returns {Sight[]} */
export function withHeaders(sights, headers = []) {
  const named = ({ header }) =>
    headers.some(({ name, value }) => name.toLowerCase() === header.name && header.fits(value ?? ""));
  return sights.filter((sight) => !sight.header || named(sight)).map(({ header, ...sight }) => sight);
}

/**
 * Each act once, however many of its alternatives saw the request; and all undoings as one, with every kind
 * that may be meant, because one request undoes one thing.
 * @param {Sight[]} sights
 * @returns {Candidate[]}
 */
export function candidates(sights) {
  const done = new Map(sights.filter(({ sense }) => sense === 1).map((sight) => [sight.rule, sight]));
  const undone = sights.filter(({ sense }) => sense === -1).flatMap(({ options }) => options);
  /** @type {Candidate[]} */
  const all = [...done.values()].map(({ rule, header, server, ...candidate }) => candidate);
  const undoing = { sense: /** @type {-1} */ (-1), n: 1, ...PLAIN };
  return undone.length ? [...all, { ...undoing, options: distinct(undone) }] : all;
}

/**
 * Whether a request that has been answered counts: yes, no, or (undefined) wait for where it is redirected
 * to with its body. Where a page is redirected to is looked at afresh.
 * @param {{statusCode: number, type: string, method: string}} details of onCompleted or onBeforeRedirect
 */
export function isAccepted({ statusCode, type, method }) {
  if (ANSWERS.page(statusCode)) {
    return true;
  }
  if (statusCode === 307 || statusCode === 308) {
    return method === "GET" ? false : undefined;
  }
  return (statusCode === 302 || statusCode === 303) && FORM_TYPES.has(type);
}

/**
 * Whether the answer is of the sort that a rule asks for: a page that is the act itself has to be shown; a form
 * that is shown again when it was refused has to lead elsewhere.
 * @type {Record<Probe["answer"], (status: number) => boolean>}
 */
export const ANSWERS = {
  any: () => true,
  page: (status) => status >= 200 && status < 300,
  redirect: (status) => status >= 300 && status < 400,
};

function see(probe, url, body) {
  const n = timesNamed(probe, url, body);
  if (n === 0 && !probe.namedByHeader) {
    return null;
  }
  if (!probe.needs.every((holds) => holds(body))) {
    return null;
  }
  if (probe.undoneBy.length && !isReadable(body)) {
    return null; // doing or undoing? nobody can tell
  }
  const sense = probe.undoneBy.some((holds) => holds(body)) ? -1 : probe.sense;
  const options = sense === 1 ? [doneOption(probe, body)] : probe.options;
  const sight = {
    rule: probe.rule,
    sense,
    options,
    n: n || 1,
    navigation: probe.navigation,
    answer: probe.answer,
    server: probe.open && !probe.knowsHost(url.hostname) ? url.hostname : "",
    measure: probe.lengthOf && (() => probe.lengthOf(body)),
  };
  return n === 0 ? { ...sight, header: probe.namedByHeader } : sight;
}

function timesNamed(probe, url, body) {
  if (!probe.names.length || probe.namedByQuery?.(url)) {
    return 1;
  }
  return probe.namedByBody?.(body) ?? 0;
}

function doneOption(probe, body) {
  const variant = probe.variants.find(({ holds }) => holds(body));
  return variant ? { ...probe.options[0], kind: variant.kind } : probe.options[0];
}

function distinct(options) {
  return [...new Map(options.map((option) => [`${option.rule} ${option.kind}`, option])).values()];
}
