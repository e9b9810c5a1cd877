/**
 * The life of one CAPTCHA episode, from the box ticked or the board shown to solved, failed, expired,
 * blocked or given up. Pure: what vendors' frames look like is in the catalogue, and what happened comes as
 * reports.
 *
 * Timing: from the first board shown, the sum of the gaps between trusted events, each gap capped; an
 * episode without a board takes no time worth the name. A board answered again (`progress`, `insufficient`)
 * is judged once, and of its labels only the new ones count.
 *
 * @typedef {{state: string, at: number, kind?: string, counts?: {selected: number, added: number, tiles:
 *   number}, role: string, life: string}} Report
 * @typedef {object} Episode
 * @property {string} captcha
 * @property {number} tab
 * @property {Record<string, string>} lives  role to the life of the frame that plays it
 * @property {number} startedAt
 * @property {number} touchedAt
 * @property {boolean} clicked
 * @property {string | null} kind  of the last board shown
 * @property {number} trusted  events that a person made
 * @property {number | null} lastAt  of the last trusted event since the first board
 * @property {number} ms
 * @property {number} labels
 * @property {number} judgements
 * @property {number} rounds
 * @property {number} gestures
 * @property {number} typed  since the last answer
 * @property {number} selected  tiles of the last answer
 * @property {boolean} sameBoard
 * @property {boolean} failed
 * @property {number | null} answeredAt  while nothing has contradicted the last answer
 * @property {number | null} hiddenAt
 * @property {number | null} solvedAt  ticked, while the answer that earned it has not been reported yet
 */

const OPENING = new Set(["checkbox-click", "shown"]);
/** What a frame says that may have no part in the episode: a second widget of the page, say. */
const PASSIVE = new Set(["present", "hidden", "gone"]);

/** @param {string} captcha @param {number} tab @param {number} at @returns {Episode} */
function opened(captcha, tab, at) {
  const counts = {
    ms: 0,
    labels: 0,
    judgements: 0,
    rounds: 0,
    gestures: 0,
    trusted: 0,
    typed: 0,
    selected: 0,
  };
  const flags = { clicked: false, sameBoard: false, failed: false };
  const unknown = { kind: null, lastAt: null, answeredAt: null, hiddenAt: null, solvedAt: null };
  return { captcha, tab, lives: {}, startedAt: at, touchedAt: at, ...counts, ...flags, ...unknown };
}

const FOLD = {
  "checkbox-click": (episode, report, spec) => ({ ...moved(episode, report, spec), clicked: true }),
  shown: (episode, { at, kind }) => {
    const first = episode.kind === null ? { startedAt: at, lastAt: at } : {};
    return { ...episode, ...first, kind, hiddenAt: null };
  },
  label: (episode, report, spec) => labelled(moved(episode, report, spec)),
  "label-audio": (episode, report, spec) => {
    const next = labelled(moved(episode, report, spec));
    return { ...next, typed: next.typed + 1 };
  },
  reloaded: (episode, report, spec) => ({
    ...moved(episode, report, spec),
    sameBoard: false,
    selected: 0,
    failed: false,
  }),
  gesture: (episode, report, spec) => moved(episode, report, spec),
  submitted: (episode, report, spec) => answered(moved(episode, report, spec), report),
  progress: (episode) => ({ ...episode, sameBoard: true, answeredAt: null }),
  insufficient: (episode) => ({ ...episode, sameBoard: true, answeredAt: null }),
  failed: (episode) => ({ ...episode, sameBoard: false, selected: 0, failed: true, answeredAt: null }),
  hidden: (episode, { at }) => ({ ...episode, hiddenAt: episode.kind ? at : null }),
  solved: (episode, { at }) => ({ ...episode, solvedAt: at }),
};

/** What ends an episode whatever came before, and what ends one whose tick has been seen. */
const ENDS = new Set(["blocked", "expired", "gone"]);
const ENDS_SOLVED = new Set([...ENDS, "submitted", "hidden"]);

/**
 * What one report makes of an episode.
 * @param {Episode | null} episode
 * @param {Report} report
 * @param {{id: string, captcha: object}} file of the catalogue
 * @param {number} tab
 * @returns {{episode: Episode | null, matches: import("./act.js").Match[]}} a null episode is over, or
 *   never began
 */
export function step(episode, report, file, tab) {
  /** @type {import("./act.js").Match[]} */
  const matches = [];
  if (episode && PASSIVE.has(report.state) && episode.lives[report.role] !== report.life)
    return { episode, matches };
  if (episode && isReplaced(episode, report)) {
    matches.push(...over(episode, leftAs(episode, report.at, file), file));
    episode = null;
  }
  if (!episode && !OPENING.has(report.state)) {
    const unasked = report.state === "solved" ? opened(file.id, tab, report.at) : null;
    return { episode: null, matches: [...matches, ...(unasked ? over(unasked, "solved", file) : [])] };
  }
  const before = episode ?? opened(file.id, tab, report.at);
  const held = { ...before, lives: { ...before.lives, [report.role]: report.life }, touchedAt: report.at };
  const next = FOLD[report.state]?.(held, report, file.captcha) ?? held;
  const outcome = endOf(next, report, file);
  return outcome
    ? { episode: null, matches: [...matches, ...over(next, outcome, file)] }
    : { episode: next, matches };
}

/**
 * Ends an episode that nothing has been heard of, or whose board has been put away.
 * @returns {import("./act.js").Match[] | null}
 */
export function sweep(episode, now, file) {
  const { abandonAfterMs, hiddenAfterMs } = file.captcha.episode;
  const silent = now - episode.touchedAt >= abandonAfterMs;
  const lastSeen = episode.hiddenAt ?? episode.solvedAt;
  const away = lastSeen !== null && now - lastSeen >= hiddenAfterMs;
  return silent || away ? over(episode, leftAs(episode, now, file), file) : null;
}

function isReplaced({ lives }, { role, life }) {
  return lives[role] !== undefined && lives[role] !== life;
}

/**
 * The tick comes from another frame than the answer, and may overtake it: a tick on a board that nobody seems to
 * have answered waits for what else that board's frame has to say.
 */
function endOf(episode, { state, at }, file) {
  if (episode.solvedAt !== null) {
    const isTold = state === "solved" && (episode.kind === null || episode.answeredAt !== null);
    return isTold || ENDS_SOLVED.has(state) ? "solved" : null;
  }
  if (state === "hidden") return isAnswered(episode, at, file) ? "solved" : null;
  if (!ENDS.has(state)) return null;
  return state === "gone" ? leftAs(episode, at, file) : state;
}

/** Where no box shows a tick, a board that goes away right after an answer was answered rightly. */
function leftAs(episode, at, file) {
  if (episode.solvedAt !== null || isAnswered(episode, at, file)) return "solved";
  return episode.failed ? "failed" : "abandoned";
}

function isAnswered({ answeredAt, hiddenAt }, at, { captcha }) {
  const away = hiddenAt ?? at;
  return answeredAt !== null && away - answeredAt <= captcha.episode.solvedIfHiddenWithinMs;
}

function moved(episode, { at }, { timing }) {
  const next = { ...episode, trusted: episode.trusted + 1, answeredAt: null };
  if (episode.lastAt === null || at <= episode.lastAt) return next;
  return { ...next, ms: episode.ms + Math.min(at - episode.lastAt, timing.gapCapMs), lastAt: at };
}

function labelled(episode) {
  return { ...episode, gestures: episode.gestures + 1, failed: false };
}

function answered(episode, { at, counts = { selected: 0, added: 0, tiles: 0 } }) {
  const { sameBoard, selected, typed } = episode;
  const fresh = sameBoard ? Math.max(0, counts.selected - selected) : counts.selected;
  const judged = typed > 0 ? 1 : counts.tiles;
  return {
    ...episode,
    labels: episode.labels + fresh + counts.added + typed,
    judgements: episode.judgements + (sameBoard ? 0 : judged),
    rounds: episode.rounds + 1,
    selected: counts.selected,
    typed: 0,
    sameBoard: false,
    failed: false,
    answeredAt: at,
  };
}

/**
 * The matches of a finished episode: one, or none where no person did anything.
 * @returns {import("./act.js").Match[]}
 */
function over(episode, outcome, { id, captcha }) {
  const { clicked, kind, startedAt, trusted, ms, labels, judgements, rounds, gestures, tab } = episode;
  const match = { platform: id, rule: id, n: 1, at: startedAt, tab };
  const counts = { labels, judgements, rounds, gestures };
  if (kind) return trusted ? [{ ...match, kind, ms, detail: { outcome, ...counts } }] : [];
  const passed = outcome === "solved" ? "auto-passed" : outcome;
  if (clicked)
    return [{ ...match, kind: captcha.auto.clicked, ms: 0, detail: { outcome: passed, ...counts } }];
  return outcome === "solved"
    ? [{ ...match, kind: captcha.auto.unclicked, ms: 0, detail: { outcome: passed, ...counts } }]
    : [];
}
