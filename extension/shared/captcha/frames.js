/** Which CAPTCHA files a frame belongs to, and what its script has to know of each. Pure. */
import { anyGlob, decodePath, globSource, globTest, hostTest } from "../addresses/globs.js";

/** The role of a product that lives in the site's own page, where the person granted the site. */
export const PAGE = "page";

/**
 * The vendor's frame at an address. Products of one vendor may share a path: the frame that asks for the most
 * fields of the address wins.
 * @param {any[]} files of the catalogue
 * @param {string | undefined} address of the frame, as the browser tells it
 * @returns {{file: any, role: string} | null}
 */
export function frameAt(files, address) {
  if (!address || !URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  if (url.protocol !== "https:") {
    return null;
  }
  const found = files
    .flatMap((file) => file.captcha.frames.map((frame) => ({ file, frame })))
    .filter(({ file, frame }) => frame.path && isAt(url, file, frame))
    .sort((one, other) => particular(other.frame) - particular(one.frame));
  return found.length ? { file: found[0].file, role: found[0].frame.role } : null;
}

/**
 * Every product that the script in a frame may look for: that of the vendor's frame, or else those of pages,
 * in the top frame alone.
 * @param {any[]} files
 * @param {{url?: string, frameId?: number}} sender
 * @returns {{file: any, role: string}[]}
 */
export function framesAt(files, { url, frameId }) {
  const vendors = frameAt(files, url);
  if (vendors) {
    return [vendors];
  }
  const isPage = frameId === 0 && URL.canParse(url ?? "") && new URL(url).protocol === "https:";
  return isPage ? files.filter(livesInPages).map((file) => ({ file, role: PAGE })) : [];
}

const livesInPages = ({ captcha }) => captcha.frames.some(({ role }) => role === PAGE);

function isAt(url, { hosts }, { path, query = {}, hash = {} }) {
  if (!hostTest(hosts)(url.hostname) || !anyGlob(path)(decodePath(url.pathname))) {
    return false;
  }
  return holds(url.searchParams, query) && holds(new URLSearchParams(url.hash.slice(1)), hash);
}

function holds(fields, wanted) {
  return Object.entries(wanted).every(([name, values]) => {
    const value = fields.get(name);
    return value !== null && [values].flat().some((glob) => globTest(glob)(value));
  });
}

const particular = ({ query = {}, hash = {} }) => Object.keys(query).length + Object.keys(hash).length;

/**
 * The part of a file that the script in a frame of this role works from.
 * @param {any} file
 * @param {string} role
 */
export function specFor({ id, captcha }, role) {
  const { states, counting, link, timing } = captcha;
  const { area = null, reach = null, each = null } = captcha.frames.find((frame) => frame.role === role);
  const own = states.filter(({ frame }) => frame === role).map(readable);
  const where = { mark: link?.mark ?? null, area, reach, each };
  return { id, role, states: own, counting, ...where, wall: timing.wall === true };
}

/** The script imports nothing, so it is given regular expressions for globs. */
function readable({ resource, ...state }) {
  if (!resource) {
    return state;
  }
  const { path, hosts } = resource;
  return { ...state, resource: { path: path.map(globSource), hosts: hosts?.map(hostSource) ?? null } };
}

const hostSource = (host) => (host.startsWith("*.") ? globSource(`**${host.slice(1)}`) : globSource(host));

const WORD = /^[\w-]{0,64}$/;
const isTime = (value) => Number.isSafeInteger(value) && value > 0;
const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= 10_000;

const areCounts = ({ selected, added, tiles }) => [selected, added, tiles].every(isCount);

/**
 * What the frames of one widget have in common, or "": the end of their names, which the script tells, or a field of
 * the fragment of their address.
 * @param {any} file @param {string} told @param {string | undefined} address of the frame
 */
export function linkOf({ captcha: { link } }, told, address) {
  if (!link?.hash) {
    return told;
  }
  const url = URL.canParse(address ?? "") ? new URL(/** @type {string} */ (address)) : null;
  const value = new URLSearchParams(url?.hash.slice(1)).get(link.hash) ?? "";
  return WORD.test(value) ? value : "";
}

/** What the script reports of any product, whatever its file looks for. */
const ALWAYS = ["gesture", "hidden", "gone", "away", "back"];

/**
 * The reports of a message, or null when anything about it is not as our script writes it.
 * @param {any} message
 * @param {any} file
 * @param {string} role
 */
export function reportsOf({ life, link, reports }, file, role) {
  const known = file.captcha.states.filter(({ frame }) => frame === role).map(({ state }) => state);
  const states = new Set([...known, ...ALWAYS]);
  const kinds = new Set([undefined, ...file.captcha.states.map(({ kind }) => kind)]);
  const fits = ({ n, at, state, kind, counts, done }) =>
    [n, at].every(isTime) &&
    states.has(state) &&
    kinds.has(kind) &&
    (counts === undefined || areCounts(counts)) &&
    (done === undefined || typeof done === "boolean");
  const isWhole = WORD.test(life) && life.length > 0 && WORD.test(link) && Array.isArray(reports);
  if (!isWhole || reports.length > 200 || !reports.every(fits)) {
    return null;
  }
  return reports.map((report) => ({ ...report, role, life }));
}
