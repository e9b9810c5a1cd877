/**
 * What to send, and what to do with the answer. Pure: the uploader does what is decided here.
 *
 * Only a proven 200 takes an act out of the outbox, and a proven 400 to a batch of one sets that act aside
 * where the person sees it. Every other answer, or none, keeps everything.
 */

export const MOST_ACTS = 500;
export const MOST_BYTES = 900_000;
export const FIRST_WAIT_MS = 1_000;
export const LONGEST_WAIT_MS = 300_000;

/**
 * @param {number} attempt how many failed before, 0 for the first
 * @param {number} random from 0 to 1
 * @returns {number} ms to wait: twice as long each time, the upper half of it by chance
 */
export function backOff(attempt, random) {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 20));
  return Math.round(whole / 2 + (whole / 2) * random);
}

/**
 * The acts at the front that fit into one batch: at least one, so that a giant cannot block the rest unseen.
 * @template T @param {T[]} acts @param {number} [room] bytes
 * @returns {T[]}
 */
export function fitting(acts, room = MOST_BYTES) {
  const encoder = new TextEncoder();
  let bytes = 0;
  const end = acts.findIndex((act) => {
    bytes += encoder.encode(JSON.stringify(act)).length + 1;
    return bytes > room;
  });
  return end < 0 ? acts : acts.slice(0, Math.max(1, end));
}

/**
 * @typedef {{status: number, proven: boolean, code?: string, retryAfterMs?: number}} Answer status 0: silence
 * @typedef {{act: "settle" | "halve" | "set-aside" | "wait", state: string, long?: boolean,
 *   code?: string}} Decision
 * @param {Answer} answer
 * @param {number} size acts in the batch
 * @returns {Decision} state is what the popup shows; long: the longest wait at once, hurrying changes nothing
 */
export function decide({ status, proven, code }, size) {
  if (status === 0) {
    return { act: "wait", state: "away" };
  }
  if (status === 401) {
    return { act: "wait", state: "reconnect", long: true };
  }
  if (status === 403 || status === 421) {
    return { act: "wait", state: "misconfigured", long: true, code };
  }
  if (status === 413 && size > 1) {
    return { act: "halve", state: "ok" };
  }
  if (!proven) {
    return { act: "wait", state: "unproven" };
  }
  if (status === 200) {
    return { act: "settle", state: "ok" };
  }
  if (status === 400) {
    return size > 1 ? { act: "halve", state: "ok" } : { act: "set-aside", state: "ok", code };
  }
  if (status === 507) {
    return { act: "wait", state: "full" };
  }
  if (status === 503) {
    return { act: "wait", state: "away" };
  }
  return { act: "wait", state: "misconfigured", long: true, code };
}

/**
 * Read the verdicts of one batch. What they say about anything else is ignored.
 * @param {any} verdicts the answer's body
 * @param {{seq: number}[]} acts the batch
 * @returns {{kept: Set<number>, refused: Map<number, string>}} seqs now held; seqs refused, and why
 */
export function readVerdicts(verdicts, acts) {
  const sent = new Set(acts.map(({ seq }) => seq));
  const kept = new Set();
  const refused = new Map();
  for (const list of [verdicts.stored, verdicts.duplicate]) {
    eachSeq(list, sent, (seq) => kept.add(seq));
  }
  eachSeq(verdicts.conflict, sent, (seq) => refused.set(seq, "conflict"));
  for (const { seq, index, code } of Array.isArray(verdicts.rejected) ? verdicts.rejected : []) {
    const named = seq ?? acts[index]?.seq;
    if (sent.has(named)) {
      refused.set(named, String(code));
    }
  }
  for (const seq of refused.keys()) {
    kept.delete(seq);
  }
  return { kept, refused };
}

/** Call `note` for each seq of inclusive ranges that was sent; a range of any length costs no more. */
function eachSeq(ranges, sent, note) {
  for (const range of Array.isArray(ranges) ? ranges : []) {
    for (const seq of sent) {
      if (Array.isArray(range) && seq >= range[0] && seq <= range[1]) {
        note(seq);
      }
    }
  }
}
