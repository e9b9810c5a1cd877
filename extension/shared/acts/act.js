/**
 * From a match to an act. Pure: only the fields named here survive, each as an integer within its range or
 * a member of a closed list; whatever else a match carries never gets further.
 *
 * @typedef {{kind: string, platform: string, rule: string, n: number, at: number, ms?: number, detail?:
 *   Record<string, unknown>, tab?: number, key?: string, thing?: string, least?: number, unread?: boolean}} Match
 *   least: what an undo must leave of the day's sum; unread: no act, but a body that its rule could not read
 * @typedef {{kind: string, platform: string, rule: string, at: number, offset_min: number, ms: number, n:
 *   number, detail?: Record<string, number | string>}} Act
 */

const LONGEST_MS = 86_400_000;
const MOST = 1000;

/** Minutes that the local clock is ahead of UTC at a moment. @param {number} at */
export function localOffset(at) {
  return -new Date(at).getTimezoneOffset();
}

/**
 * @param {Match} match
 * @param {Record<string, any>} kinds the `kinds` of kinds.json
 * @param {(at: number) => number} offsetAt
 * @returns {Act | null} null for a kind that is not listed, or an undoing of one that cannot be undone
 */
export function toAct(match, kinds, offsetAt = localOffset) {
  const kind = Object.hasOwn(kinds, match.kind) ? kinds[match.kind] : undefined;
  if (!kind || (match.n < 0 && !kind.undo)) {
    return null;
  }
  const at = Math.round(match.at);
  const act = {
    kind: match.kind,
    platform: match.platform,
    rule: match.rule,
    at,
    offset_min: Math.round(offsetAt(at)),
    ms: within(match.ms ?? 0, 0, LONGEST_MS),
    n: match.n < 0 ? -1 : within(match.n, 1, MOST),
  };
  const detail = allowedDetail(match.detail ?? {}, kind.detail);
  return Object.keys(detail).length ? { ...act, detail } : act;
}

function allowedDetail(detail, fields) {
  const kept = Object.entries(fields).map(([name, list]) => [name, member(detail[name], list)]);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

function member(value, list) {
  if (typeof list[0] === "string") {
    return list.includes(value) ? value : undefined;
  }
  return Number.isFinite(value) ? within(value, list[0], list[1]) : undefined;
}

function within(value, low, high) {
  return Math.min(high, Math.max(low, Math.round(value)));
}
