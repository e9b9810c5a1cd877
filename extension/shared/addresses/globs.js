/**
 * How addresses in the catalogue are compared with real ones. Globs are anchored: `*` stays inside one path
 * segment, `**` runs over any number of them. There are no regular expressions in the catalogue on purpose.
 */

const SPECIAL = /[.+?^${}()|[\]\\]/g;
/** The stars of a glob as they stand in its source. */
const STAR = /\[\^\/\]\*|\[\\s\\S\]\*/g;
/** What a site may send percent-encoded, and the stars themselves: browsers compare filters with what is sent. */
const ENCODABLE = /[^\w/.~-]+/g;

/** The glob as the source of a regular expression, for scripts that can import nothing. @param {string} glob */
export function globSource(glob) {
  const source = glob
    .split(/(\*+)/)
    .map((part) => (part === "*" ? "[^/]*" : part.startsWith("*") ? "[\\s\\S]*" : part.replace(SPECIAL, "\\$&")))
    .join("");
  return `^${source}$`;
}

/** @param {string} glob @returns {(text: string) => boolean} */
export function globTest(glob) {
  const pattern = new RegExp(globSource(glob));
  return (text) => pattern.test(text);
}

/**
 * True for a text that any of the globs fits.
 * @param {string[]} globs
 * @returns {(text: string) => boolean}
 */
export function anyGlob(globs) {
  const tests = globs.map(globTest);
  return (text) => tests.some((test) => test(text));
}

/**
 * What the stars of the first fitting glob stood for, in their order; none where no glob fits.
 * @param {string[]} globs
 * @returns {(text: string) => string[]}
 */
export function starsOf(globs) {
  const patterns = globs.map((glob) => new RegExp(globSource(glob).replaceAll(STAR, "($&)")));
  return (text) => {
    const found = patterns.map((pattern) => pattern.exec(text)).find(Boolean);
    return found ? [...found].slice(1) : [];
  };
}

/**
 * Hosts are exact, or `*.name` for every name below it but not for the name itself. Ports play no part.
 * @param {string[]} hosts @returns {(host: string) => boolean}
 */
export function hostTest(hosts) {
  const exact = new Set(hosts.filter((host) => !host.startsWith("*.")));
  const endings = hosts.filter((host) => host.startsWith("*.")).map((host) => host.slice(1));
  return (host) => exact.has(host) || endings.some((ending) => host.endsWith(ending));
}

/**
 * The path percent-decoded, but for %2F: an encoded slash never makes a new segment.
 * @param {string} path
 */
export function decodePath(path) {
  return path
    .split(/(%2f)/i)
    .map((part) => (/^%2f$/i.test(part) ? part : decoded(part)))
    .join("");
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Match patterns that a browser understands, at least as wide as the globs. A match pattern is compared
 * with path and query together, hence two for each path: without a query, and with any. A browser compares each
 * request with every pattern, so hosts that end alike share one: it tells only of those that are allowed.
 * @param {string[]} hosts
 * @param {string[]} paths
 * @returns {string[]}
 */
export function matchPatterns(hosts, paths) {
  return endings(hosts).flatMap((host) =>
    paths.flatMap((path) => {
      const wide = `https://${host}${path.replace(ENCODABLE, "*")}`;
      return wide.endsWith("*") ? [wide] : [wide, `${wide}?*`];
    }),
  );
}

/** The hosts, and instead of several names below one domain all names below it. */
function endings(hosts) {
  const domains = hosts.map(domainOf);
  const shared = hosts.map((host, i) => {
    const isAlone = domains.indexOf(domains[i]) === domains.lastIndexOf(domains[i]);
    return isAlone ? host : `*.${domains[i]}`;
  });
  return [...new Set(shared)];
}

/** The name that somebody registered: two labels, or three where the last but one is as short as co.uk's. */
function domainOf(host) {
  const labels = host.replace(/^\*\./, "").split(".");
  const isShort = labels.length > 2 && (labels.at(-2) ?? "").length <= 3 && (labels.at(-1) ?? "").length === 2;
  return labels.slice(isShort ? -3 : -2).join(".");
}
