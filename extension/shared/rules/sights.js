/**
 * From the details of one request to the few words that may leave the listener: which rules saw it, in
 * which sense, as which kind, about what. Synchronous, and of the address and the body only the name of the thing
 * is in the answer, which is made a hash of at once.
 *
 * @typedef {import("./rules.js").Probe} Probe
 * @typedef {import("./rules.js").Option} Option
 * @typedef {object} Sight
 * @property {string} rule
 * @property {1 | -1} sense
 * @property {Option[]} options  one, unless an undoing is ambiguous
 * @property {number} element  which of the list in the body; 0 where there is none
 * @property {boolean} unread  what had to be read was not readable, so nobody knows
 * @property {string} thing  its name; "" when nothing names it
 * @property {((headers: Record<string, string>) => string)} [thingIn]  while the name is still awaited
 * @property {Probe["namedByHeader"]} [header]  while the operation's name is still awaited
 * @property {boolean} navigation
 * @property {Probe["answer"]} answer
 * @property {boolean} [form]  a form was sent; undefined when the body was not looked at
 * @property {string} server  the host, where no file knows it
 * @property {string} from  the host of the page that sent it
 * @property {(() => string | undefined) | null} measure  looks at the length of what was written, for those who
 *   want that
 */
import { decodePath } from "../addresses/globs.js";
import { elementsOf, isForm } from "./body.js";
import { all, any } from "./conditions.js";

const HOSTS_KEPT = 200;
/** Chromium shows no body of these. */
const HIDDEN = new Set(["PATCH", "DELETE"]);

/** False for what no person did in a page: prerendered documents, and the extension's own requests. */
export function isFromAPage(details, ownOrigin) {
  const lifecycle = details.documentLifecycle ?? "active";
  const sender = details.initiator ?? details.originUrl ?? "";
  return lifecycle === "active" && !`${sender}/`.startsWith(`${ownOrigin}/`);
}

/** @param {Probe[]} probes @param {any} details of onBeforeRequest @returns {Sight[]} */
export function look(probes, details) {
  const { method, type, requestBody } = details;
  const url = new URL(details.url);
  const request = { method, type, url, path: decodePath(url.pathname), from: pageHost(details) };
  return probes
    .filter((probe) => probe.seesAddress(request))
    .flatMap((probe) =>
      elementsOf(requestBody, probe.each).map((body, element) =>
        see(probe, { ...request, body, element, whole: requestBody }),
      ),
    )
    .filter((sight) => sight !== null);
}

/** The host of the page, or of the frame, that sent a request: "" when nobody knows. */
function pageHost({ documentUrl, initiator, originUrl }) {
  try {
    return new URL(documentUrl ?? initiator ?? originUrl ?? "").hostname;
  } catch {
    return ""; // an origin without a name, "null"
  }
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

/** @param {Sight} sight */
export const isAwaited = ({ header, thingIn }) => Boolean(header || thingIn);

/** What remains of the sights once the request headers are known. @returns {Sight[]} */
export function withHeaders(sights, list = []) {
  const headers = Object.fromEntries(list.map(({ name, value }) => [name.toLowerCase(), value ?? ""]));
  const isNamed = ({ header }) => !header || (header.name in headers && header.fits(headers[header.name]));
  return sights
    .filter(isNamed)
    .map(({ header, thingIn, ...sight }) => (thingIn ? { ...sight, thing: thingIn(headers) } : sight));
}

function see(probe, seen) {
  const { body, url } = seen;
  const named = isNamed(probe, seen);
  if (named === false && !probe.namedByHeader) {
    return null;
  }
  const header = named === true ? null : probe.namedByHeader;
  const needed = all(probe.needs.map((holds) => holds(body)));
  const undone = any(probe.undoneBy.map((holds) => holds(body)));
  const unread = [header ? true : named, needed, undone].includes(undefined);
  if (needed === false || (unread && !mayHaveABody(seen))) {
    return null;
  }
  const sense = undone ? -1 : probe.sense;
  return {
    ...{ rule: probe.rule, sense, unread, element: seen.element },
    options: sense === 1 ? [doneOption(probe, body)] : probe.options,
    ...nameOfThing(probe, seen),
    ...(header && { header }),
    ...{
      navigation: probe.navigation,
      answer: probe.answer,
      form: probe.listener === "body" ? isForm(body) : undefined,
    },
    ...{ server: isElsewhere(probe, seen) ? url.hostname : "", from: seen.from },
    measure: probe.lengthOf && (() => probe.lengthOf(body)),
  };
}

function isNamed({ names, namedByQuery, namedByBody, namedByWhole }, { url, body, whole }) {
  const named = namedByWhole ? whole : body;
  return !names.length || namedByQuery?.(url) ? true : namedByBody ? namedByBody(named) : false;
}

const mayHaveABody = ({ body, method }) => body !== undefined || HIDDEN.has(method);

function nameOfThing({ headed, thing }, seen) {
  return headed ? { thing: "", thingIn: (headers) => thing({ ...seen, headers }) } : { thing: thing(seen) };
}

/** The interface of a server may have a host of its own: it is at home where its page is. */
function isElsewhere({ open, knowsHost }, { url, from }) {
  return open && !knowsHost(url.hostname) && !knowsHost(from);
}

function doneOption(probe, body) {
  for (const { holds, kind } of probe.variants) {
    const answer = holds(body);
    if (answer !== false) {
      return { ...probe.options[0], kind: answer ? kind : probe.unsure };
    }
  }
  return probe.options[0];
}
