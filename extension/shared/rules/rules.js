/**
 * The catalogue's rules, checked and compiled into probes: one probe for each way in which one act, or its
 * undoing, shows in a request. No platform's name occurs here; what is known about platforms is data.
 *
 * @typedef {{rule: string, platform: string, kind: string}} Option  what an act may be credited as
 * @typedef {import("./conditions.js").Answer} Answer
 * @typedef {{windowMs: number, gestureMs?: number, anyKind: boolean}} Timing
 * @typedef {object} Probe
 * @property {string} rule
 * @property {string} platform
 * @property {1 | -1} sense
 * @property {"url" | "body"} listener  the least that has to be opened
 * @property {string[]} patterns  match patterns for the browser's filter
 * @property {(request: {method: string, type: string, url: URL, path: string}) => boolean} seesAddress  path:
 *   decoded
 * @property {boolean} open  the software runs on hosts that no file knows
 * @property {(host: string) => boolean} knowsHost
 * @property {boolean} navigation  the address itself is the act, so the same one again is a repetition
 * @property {"any" | "page" | "redirect" | "either"} answer  what a request must be answered with to have been
 *   accepted
 * @property {Record<string, string | string[]>} query  what the address must say
 * @property {((url: URL) => boolean) | null} namedByQuery
 * @property {((body?: object) => Answer) | null} namedByBody
 * @property {boolean} namedByWhole  the name stands beside the list of `each`, not in its elements
 * @property {{name: string, fits: (text: string) => boolean} | null} namedByHeader
 * @property {string[]} names  operations, any of which must be named; none: the address is enough
 * @property {string | null} each  where the body has a list of which each element is looked at by itself
 * @property {((body?: object) => Answer)[]} needs  all must hold
 * @property {((body?: object) => Answer)[]} undoneBy  any turns the act into its undoing
 * @property {{holds: (body?: object) => Answer, kind: string}[]} variants
 * @property {string} unsure  the kind when the body does not tell which variant it is
 * @property {(seen: import("./things.js").Seen) => string} thing  what names the thing; "" when nothing does
 * @property {boolean} named  some place may name it
 * @property {boolean} headed  the name of the thing may stand in a header
 * @property {((body: object) => string | undefined) | null} lengthOf  class of the length of what was written
 * @property {Option[]} options  for an undoing: what it may undo
 */
import { anyGlob, hostTest, matchPatterns } from "../addresses/globs.js";
import { ambiguous } from "./ambiguous.js";
import { checkPlatform } from "./check.js";
import { condition, formFields, lengthClass, operation, values } from "./conditions.js";
import { isInBody, isInHeaders, thingOf } from "./things.js";

const BY_REQUEST = new Set(["request", "either", "navigation"]);
/** Any host: the browser tells only of those that the person allowed. */
const ANY = ["*"];

/**
 * Whether a rule counts: as the person decided, else as the catalogue does.
 * @param {any} act
 * @param {Record<string, boolean>} [decided] by rule id
 */
export function isOn(act, decided = {}) {
  return act.credit !== "none" && (decided[act.id] ?? act.on ?? act.confidence !== "LOW");
}

/**
 * Rules that are off are compiled too: the filters must stand before it is known what the person decided.
 * @param {any[]} platforms files of the catalogue
 * @returns {{probes: Probe[], timing: Map<string, Timing>, paged: Set<string>, open: Set<string>}}
 *   `paged`: the rules whose undo can mean several things, so that the page has to be remembered; `open`: the platforms
 *   that are software on many servers, each of which numbers its things by itself
 * @throws {Error} naming the platform, the place and the key that the format does not know
 */
export function compile(platforms) {
  for (const platform of platforms) {
    checkPlatform(platform);
  }
  const acts = platforms.flatMap((platform) =>
    platform.acts.filter((act) => act.request && BY_REQUEST.has(act.credit)).map((act) => ({ act, platform })),
  );
  const probes = acts.flatMap(({ act, platform }) => [...doing(act, platform), ...undoing(act, platform)]);
  return {
    probes,
    paged: ambiguous(probes),
    open: new Set(platforms.filter(({ openHosts }) => openHosts).map(({ id }) => id)),
    timing: new Map(
      platforms
        .flatMap(({ acts }) => acts)
        .filter(({ dedupe }) => dedupe)
        .map((act) => [act.id, timingOf(act)]),
    ),
  };
}

/** A rule that is seen in two ways may be told its kind by one of them only: either way it is the same act. */
function timingOf({ dedupe, requireGestureMs, credit }) {
  return { windowMs: dedupe.windowMs, gestureMs: requireGestureMs, anyKind: credit === "either" };
}

/**
 * Match patterns of the probes that a test picks, each once.
 * @param {Probe[]} probes
 * @param {(probe: Probe) => boolean} picks
 */
export function patternsOf(probes, picks = (_probe) => true) {
  return [...new Set(probes.filter(picks).flatMap((probe) => probe.patterns))];
}

/** @type {Record<string, Probe["answer"]>} */
const REDIRECTS = { true: "redirect", too: "either" };
const UNDOING = { sense: -1, undoneBy: [], variants: [] };

function alternatives(request) {
  const { alt = [], ...first } = request;
  return [first, ...alt.flatMap(alternatives)];
}

/**
 * The conditions of `undo.sameRequest` are about the request itself, not about its alternatives elsewhere.
 */
function doing(act, platform) {
  const undo = act.undo?.sameRequest ? [act.undo.when, ...(act.undo.alt ?? [])] : [];
  const conditions = undo.filter((each) => !isForm(each)).map(condition);
  const variants = (act.variants ?? []).map(({ when, kind }) => ({ holds: condition(when), kind }));
  return alternatives(act.request).map((request, index) =>
    probe(act, platform, request, { sense: 1, undoneBy: index === 0 ? conditions : [], variants }),
  );
}

function undoing(act, platform) {
  const own = act.undo?.request ? alternatives(act.undo.request) : [];
  return [...own, ...withOtherForms(act)].map((request) => probe(act, platform, request, UNDOING));
}

/**
 * `undo.alt: [{form}]` is the same request with other values in the form fields that it is told apart by.
 */
function withOtherForms(act) {
  const forms = (act.undo?.alt ?? []).filter(isForm);
  return alternatives(act.request).flatMap((request) =>
    forms
      .filter(({ form }) => Object.keys(form).some((field) => field in (request.form ?? {})))
      .map(({ form }) => ({ ...request, form: { ...request.form, ...form } })),
  );
}

function isForm(each) {
  return typeof each.form === "object";
}

/** @returns {Probe} */
function probe(act, platform, request, { sense, undoneBy, variants }) {
  const { op, thing = [] } = request;
  const needs = [
    ...(request.form ? [formFields(request.form)] : []),
    ...(request.match ? [condition(request.match)] : []),
  ];
  const each = request.each ?? (op?.batch ? "." : null);
  const asks = op?.form || op?.json || each || needs.length || undoneBy.length || variants.length || act.length;
  const open = Boolean(platform.openHosts && !request.hosts);
  const hosts = request.hosts ?? platform.hosts;
  return {
    rule: act.id,
    platform: platform.id,
    sense,
    listener: asks || isInBody(thing) ? "body" : "url",
    patterns: matchPatterns(open ? ANY : hosts, request.path),
    seesAddress: address(request, open ? () => true : hostTest(hosts)),
    open,
    knowsHost: hostTest(hosts),
    navigation: act.credit === "navigation",
    answer: act.credit === "navigation" ? "page" : (REDIRECTS[request.redirects] ?? "any"),
    query: request.query ?? {},
    names: op?.names ?? [],
    namedByQuery: op?.query ? queryTest({ [op.query]: op.names }) : null,
    namedByBody: op?.form || op?.json ? operation(op) : null,
    namedByWhole: op?.whole ?? false,
    namedByHeader: op?.header ? { name: op.header, fits: anyGlob(op.names) } : null,
    each,
    needs,
    undoneBy,
    variants,
    unsure: act.unsure ?? act.kind,
    thing: thingOf(thing, request.path),
    headed: isInHeaders(thing),
    named: thing.length > 0,
    lengthOf: act.length && sense === 1 ? lengthClass(act.length) : null,
    options: kindsOf(act).map((kind) => ({ rule: act.id, platform: platform.id, kind })),
  };
}

function kindsOf(act) {
  const kinds = [act.kind, ...(act.variants ?? []).map((variant) => variant.kind), act.unsure];
  return [...new Set(kinds.filter(Boolean))];
}

function address(request, isHost) {
  const isPath = anyGlob(request.path);
  const hasQuery = queryTest(request.query ?? {});
  const without = request.without ?? [];
  return ({ method, type, url, path }) =>
    request.method.includes(method) &&
    (!request.types || request.types.includes(type)) &&
    isHost(url.hostname) &&
    isPath(path) &&
    hasQuery(url) &&
    !without.some((name) => url.searchParams.has(name));
}

function queryTest(query) {
  const tests = Object.entries(query).map(([key, wanted]) => {
    const fits = wanted === "*" ? () => true : values(wanted);
    return (url) => url.searchParams.getAll(key).some(fits);
  });
  return (url) => tests.every((holds) => holds(url));
}
