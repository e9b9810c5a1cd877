/**
 * From the details of one request to the few words that may leave the listener: which rules saw it, in
 * which sense, as which kind, how many times. Synchronous, and nothing of the address or the body is in the
 * answer.
 *
 * @typedef {import("./rules.js").Probe} Probe
 * @typedef {import("./rules.js").Option} Option
 * @typedef {{rule: string, sense: 1 | -1, options: Option[], n: number, header?: Probe["namedByHeader"]}}
 *   Sight `header` is there while the operation's name is still awaited. One option, unless an undoing is
 *   ambiguous.
 * @typedef {{sense: 1 | -1, options: Option[], n: number}} Candidate
 */
import { isReadable } from "./body.js";

/**
 * Requests that a page may send while it goes away: nobody hears how they ended, so they count when sent.
 */
const UNANSWERED = new Set(["ping", "beacon"]);
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
  return probes
    .filter((probe) => probe.seesAddress(method, parsed, type))
    .map((probe) => see(probe, parsed, requestBody))
    .filter((sight) => sight !== null);
}

/** What remains of the sights once the request headers are known. @returns {Sight[]} */
export function hear(sights, headers = []) {
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
  const all = [...done.values()].map(({ sense, options, n }) => ({ sense, options, n }));
  return undone.length ? [...all, { sense: -1, options: distinct(undone), n: 1 }] : all;
}

/**
 * Whether a request that has been answered counts: yes, no, or (undefined) wait for where it is redirected
 * to.
 * @param {{statusCode: number, type: string}} details of onCompleted or onBeforeRedirect
 */
export function isAccepted({ statusCode, type }) {
  if (statusCode >= 200 && statusCode < 300) return true;
  if (statusCode === 307 || statusCode === 308) return undefined;
  return (statusCode === 302 || statusCode === 303) && FORM_TYPES.has(type);
}

function see(probe, url, body) {
  const n = timesNamed(probe, url, body);
  if (n === 0 && !probe.namedByHeader) return null;
  if (!probe.needs.every((holds) => holds(body))) return null;
  if (probe.undoneBy.length && !isReadable(body)) return null; // doing or undoing? nobody can tell
  const sense = probe.undoneBy.some((holds) => holds(body)) ? -1 : probe.sense;
  const options = sense === 1 ? [doneOption(probe, body)] : probe.options;
  const sight = { rule: probe.rule, sense, options, n: n || 1 };
  return n === 0 ? { ...sight, header: probe.namedByHeader } : sight;
}

function timesNamed(probe, url, body) {
  if (!probe.names.length || probe.namedByQuery?.(url)) return 1;
  return probe.namedByBody?.(body) ?? 0;
}

function doneOption(probe, body) {
  const variant = probe.variants.find(({ holds }) => holds(body));
  return variant ? { ...probe.options[0], kind: variant.kind } : probe.options[0];
}

function distinct(options) {
  return [...new Map(options.map((option) => [`${option.rule} ${option.kind}`, option])).values()];
}
