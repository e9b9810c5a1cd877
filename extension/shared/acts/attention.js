/**
 * Time on a platform, as chunks of at most a minute. Pure: the caller says what is seen and when.
 *
 * A person attends to a platform while its tab is the active one of the focused window, and either somebody
 * used the computer in the last minute or the tab makes sound; never while the screen is locked. Sound alone
 * counts for an hour: whoever fell asleep before a playlist, or left with the screen unlocked, is not there.
 * Only a key or the mouse says that somebody is there again, on whatever clock and in whatever life.
 *
 * What is credited between two observations is the least of: the wall clock's difference, the steady clock's
 * difference (where the same background made both), and one tick. So neither sleep, nor a clock that is set,
 * nor a background that was ended can add a second; the sum can never exceed the time that passed.
 *
 * @typedef {{platform: string | null, task: boolean, present: boolean, at: number, offset_min: number,
 *   mono: number, life: string, session: string}} Observation  task: on a page where paid tasks are done;
 *   present: somebody used a key or the mouse in the last minute; at: wall clock, ms; mono: steady clock, ms,
 *   within one `life` of the background; session: one run of the browser
 * @typedef {{platform: string, task: boolean, at: number, offset_min: number, ms: number}} Chunk
 * @typedef {{last: (Observation & {alone: number}) | null, open: Chunk | null}} Attention  alone: for how long
 *   nobody had been there at that observation, ms
 */

/** Kinds of act that are time, cut into chunks: the ordinary one, and the part of paid work that is paid. */
export const TIME = new Set(["attention", "task-time"]);

export const TICK_MS = 30_000;
export const CHUNK_MS = 60_000;
export const LEAST_MS = 1_000;
/** For so long sound alone stands for a person. */
export const ALONE_MS = 3_600_000;
/** An alarm may come late by this much before we hold that the computer slept. */
const LATE_MS = 5_000;

/** @type {Attention} */
export const NOTHING = Object.freeze({ last: null, open: null });

/**
 * @param {{focused: boolean, idle: "active" | "idle" | "locked", tab: {platform: string | null,
 *   audible: boolean} | null}} view tab: the active tab of the focused window; audible: it makes sound that can
 *   be heard
 * @returns {string | null} the platform attended to, if sound has not stood for a person for too long
 */
export function attended({ focused, idle, tab }) {
  if (!focused || !tab || idle === "locked") {
    return null;
  }
  return idle === "active" || tab.audible ? tab.platform : null;
}

/**
 * Take note of one observation.
 * @param {Attention} state
 * @param {Observation} looked
 * @returns {{state: Attention, chunks: Chunk[]}} chunks that are finished and will not change any more
 */
export function observe(state, looked) {
  const seen = withAlone(state.last, looked);
  const chunks = [];
  let open = state.open && { ...state.open, ms: state.open.ms + creditBetween(state.last, seen) };
  if (open && open.ms >= CHUNK_MS) {
    chunks.push({ ...open, ms: CHUNK_MS });
    open = { ...newChunk(open, seen), at: seen.at - (open.ms - CHUNK_MS), ms: open.ms - CHUNK_MS };
  }
  if (open && !mayGrow(state.last, open, seen)) {
    if (open.ms >= LEAST_MS) {
      chunks.push(open);
    }
    open = null;
  }
  open ??= seen.platform === null ? null : newChunk(seen, seen);
  return { state: { last: seen, open }, chunks };
}

/** For how long nobody has been there by now; after an hour of it no platform is attended to. */
function withAlone(last, looked) {
  const alone = looked.present ? 0 : last ? aloneAt(last) + passed(last, looked) : ALONE_MS;
  return alone < ALONE_MS ? { ...looked, alone } : { ...looked, alone, platform: null, task: false };
}

/** What an earlier version noted says nothing of it. */
const aloneAt = ({ alone = 0 }) => alone;

/** What passed by the clock that says more: one that is set back, or stands still asleep, gives no hour again. */
function passed(last, seen) {
  const steady = last.life === seen.life ? seen.mono - last.mono : 0;
  return Math.max(0, seen.at - last.at, steady);
}

/** @returns {number} milliseconds of attention between two observations */
function creditBetween(last, seen) {
  if (!last || last.platform === null || last.session !== seen.session) {
    return 0;
  }
  const steady = last.life === seen.life ? seen.mono - last.mono : Infinity;
  const left = seen.present ? TICK_MS : ALONE_MS - aloneAt(last);
  return Math.max(0, Math.min(seen.at - last.at, steady, TICK_MS, left));
}

/** Whether the open chunk may grow: same platform, same browser run, same local time, no hole in between. */
function mayGrow(last, open, seen) {
  const between = seen.at - last.at;
  return (
    open.platform === seen.platform &&
    open.task === seen.task &&
    open.offset_min === seen.offset_min &&
    last.session === seen.session &&
    between >= 0 &&
    between <= TICK_MS + LATE_MS
  );
}

function newChunk({ platform, task }, { at, offset_min }) {
  return { platform, task, at, offset_min, ms: 0 };
}

/** @param {Chunk} chunk @returns {object} the act, before it has a seq */
export function toAttention({ platform, task, at, offset_min, ms }) {
  const kind = task ? "task-time" : "attention";
  return { kind, platform, rule: `${platform}.${kind}`, at, offset_min, ms, n: 1 };
}
