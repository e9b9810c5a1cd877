/** Which CAPTCHA file a vendor's frame belongs to, and what its script has to know. Pure. */
import { anyGlob, decodePath, hostTest } from "./globs.js";

/**
 * @param {any[]} files of the catalogue
 * @param {string | undefined} address of the frame, as the browser tells it
 * @returns {{file: any, role: string} | null}
 */
export function frameAt(files, address) {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, hostname, pathname } = new URL(address);
  const path = decodePath(pathname);
  const file = protocol === "https:" ? files.find(({ hosts }) => hostTest(hosts)(hostname)) : undefined;
  const frame = file?.captcha.frames.find(({ path: globs }) => anyGlob(globs)(path));
  return frame ? { file, role: frame.role } : null;
}

/**
 * The part of a file that the script in a frame of this role works from.
 * @param {any} file
 * @param {string} role
 */
export function specFor({ captcha }, role) {
  const { states, counting, link } = captcha;
  return { states: states.filter(({ frame }) => frame === role), counting, mark: link?.mark ?? null };
}

const WORD = /^[\w-]{0,64}$/;
const isTime = (value) => Number.isSafeInteger(value) && value > 0;
const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= 10_000;

const areCounts = ({ selected, added, tiles }) => [selected, added, tiles].every(isCount);

/**
 * The reports of a message, or null when anything about it is not as our script writes it.
 * @param {any} message
 * @param {any} file
 * @param {string} role
 */
export function reportsOf({ life, link, reports }, file, role) {
  const known = new Map(specFor(file, role).states.map((each) => [each.state, each]));
  const states = new Set([...known.keys(), "gesture", "hidden", "gone"]);
  const kinds = new Set(file.captcha.states.map(({ kind }) => kind));
  const fits = ({ n, at, state, kind, counts }) =>
    [n, at].every(isTime) &&
    states.has(state) &&
    kinds.has(kind) &&
    (counts === undefined || areCounts(counts));
  const isWhole = WORD.test(life) && life.length > 0 && WORD.test(link) && Array.isArray(reports);
  if (!isWhole || reports.length > 200 || !reports.every(fits)) return null;
  return reports.map((report) => ({ ...report, role, life }));
}
