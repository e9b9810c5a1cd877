/**
 * The life of one CAPTCHA episode, from the box ticked or the board shown to solved, failed, expired,
 * blocked or given up. Pure: what vendors' frames look like is in the catalogue, and what happened comes as
 * reports.
 *
 * Timing: from what the file says that starts it, the sum of the gaps between trusted events, each gap
 * capped; an episode without a board takes no time worth the name. Where the wait itself is the work
 * (`timing.wall`), the time during which the page was in front of somebody; a wait that nobody saw is none. A board answered again (`progress`,
 * `insufficient`) is judged once, and of its labels only the new ones count.
 *
 * @typedef {{state: string, at: number, kind?: string, counts?: {selected: number, added: number, tiles:
 *   number}, followed?: boolean, done?: boolean, inFront?: boolean, role: string, life: string}} Report
 *   done: something, by a person, since the last pass; inFront: of somebody who uses the computer
 * @typedef {object} Episode
 * @property {string} captcha
 * @property {number} tab
 * @property {Record<string, string>} lives  role to the life of the frame that plays it
 * @property {number} startedAt
 * @property {number} touchedAt
 * @property {boolean} clicked
 * @property {string | null} kind  of the last board shown
 * @property {number} trusted  events that a person made
 * @property {number | null} lastAt  of the last trusted event since the clock was started
 * @property {number} ms
 * @property {number} labels
 * @property {number} judgements
 * @property {number} rounds
 * @property {number} gestures
 * @property {number} scores  of the behaviour, asked for without a board
 * @property {number} typed  since the last answer
 * @property {number} selected  tiles of the last answer
 * @property {boolean} sameBoard
 * @property {boolean} failed
 * @property {boolean} followed  by another page of the site, in the same tab
 * @property {number | null} answeredAt  while nothing has contradicted the last answer
 * @property {number | null} hiddenAt
 * @property {number | null} solvedAt  ticked, while the answer that earned it has not been reported yet
 */

const OPENING = new Set(["checkbox-click", "shown", "scored"]);
/** What a frame says that may have no part in the episode: a second widget of the page, say. */
const PASSIVE = new Set(["present", "hidden", "gone"]);

const NOTHING_COUNTED = { selected: 0, added: 0, tiles: 0 };

/** @param {string} captcha @param {number} tab @param {number} at @returns {Episode} */
function newEpisode(captcha, tab, at) {
  const counts = {
    ms: 0,
    labels: 0,
    judgements: 0,
    rounds: 0,
    gestures: 0,
    scores: 0,
    trusted: 0,
    typed: 0,
    selected: 0,
  };
  const flags = { clicked: false, sameBoard: false, failed: false, followed: false };
  const unknown = { kind: null, lastAt: null, answeredAt: null, hiddenAt: null, solvedAt: null };
  return { captcha, tab, lives: {}, startedAt: at, touchedAt: at, ...counts, ...flags, ...unknown };
}

const notFailed = (episode) => ({ ...episode, failed: false });
const countTyped = (episode) => notFailed({ ...episode, typed: episode.typed + 1 });
const onSameBoard = (episode) => ({ ...episode, sameBoard: true, answeredAt: null });

const FOLD = {
  "checkbox-click": (episode) => ({ ...episode, clicked: true }),
  scored: (episode) => ({ ...episode, scores: episode.scores + 1 }),
  shown: (episode, { at, kind }) => {
    const first = episode.kind === null ? { startedAt: at } : {};
    return { ...episode, ...first, kind, hiddenAt: null, followed: false };
  },
  started: (episode) => episode,
  label: notFailed,
  "label-audio": countTyped,
  "label-text": countTyped,
  "label-point": countTyped,
  reloaded: (episode) => ({ ...episode, sameBoard: false, selected: 0, failed: false }),
  submitted: (episode, report, spec) => withAnswer(episode, report, spec.counting),
  progress: onSameBoard,
  insufficient: onSameBoard,
  failed: (episode) => {
    const wasTried = episode.rounds > 0 || episode.clicked;
    return { ...episode, sameBoard: false, selected: 0, failed: wasTried, answeredAt: null };
  },
  hidden: (episode, { at }) => ({ ...episode, hiddenAt: episode.kind ? at : null }),
  away: (episode, { at }, spec) => clockStopped(episode, at, spec),
  back: (episode, { at, inFront }) => ({
    ...episode,
    lastAt: episode.kind && episode.lastAt === null && inFront !== false ? at : null,
  }),
  gone: (episode, { at, followed = false }, spec) => {
    const held = { hiddenAt: episode.hiddenAt ?? at, followed: episode.followed || followed };
    return spec.episode.hold ? { ...clockStopped(episode, at, spec), ...held } : episode;
  },
  solved: (episode, { at }) => ({ ...episode, solvedAt: at }),
};

/** What ends an episode whatever came before, and what ends one whose tick has been seen. */
const ENDS = new Set(["blocked", "expired", "gone"]);
const ENDS_SOLVED = new Set([...ENDS, "submitted", "hidden"]);

/**
 * What one report makes of an episode.
 * @param {Episode | null} episode
 * @param {Report} report
 * @param {{id: string, captcha: any}} file of the catalogue
 * @param {number} tab
 * @returns {{episode: Episode | null, matches: import("../acts/act.js").Match[]}} a null episode is over, or
 *   never began
 */
export function step(episode, report, file, tab) {
  /** @type {import("../acts/act.js").Match[]} */
  const matches = [];
  if (episode && PASSIVE.has(report.state) && episode.lives[report.role] !== report.life) {
    return { episode, matches };
  }
  if (episode && isReplaced(episode, report) && !isHeld(episode, file)) {
    matches.push(...matchesOf(episode, outcomeIfLeft(episode, report.at, file), file));
    episode = null;
  }
  if (!episode && !OPENING.has(report.state)) {
    const unasked = report.state === "solved" ? newEpisode(file.id, tab, report.at) : null;
    return { episode: null, matches: [...matches, ...(unasked ? matchesOf(unasked, "solved", file) : [])] };
  }
  const next = withReport(episode ?? newEpisode(file.id, tab, report.at), report, file.captcha);
  const outcome = endOf(next, report, file);
  return outcome
    ? { episode: null, matches: [...matches, ...matchesOf(next, outcome, file)] }
    : { episode: next, matches };
}

/**
 * Ends an episode that nothing has been heard of, or whose board has been put away.
 * @param {Episode} episode
 * @param {number} now
 * @param {{id: string, captcha: any}} file
 * @param {boolean} [isOpen] whether the tab is still there: a wait in a closed tab has led nowhere
 * @returns {import("../acts/act.js").Match[] | null}
 */
export function sweep(episode, now, file, isOpen = true) {
  const { abandonAfterMs, hiddenAfterMs } = file.captcha.episode;
  const silent = now - episode.touchedAt >= abandonAfterMs;
  const lastSeen = episode.hiddenAt ?? episode.solvedAt;
  const away = lastSeen !== null && now - lastSeen >= hiddenAfterMs;
  if (!silent && !away) {
    return null;
  }
  const ledOn = isOpen || episode.followed || !file.captcha.timing.wall;
  const outcome = ledOn ? outcomeIfLeft(episode, now, file) : "abandoned";
  return matchesOf(clockStopped(episode, now, file.captcha), outcome, file);
}

function isReplaced({ lives }, { role, life }) {
  return lives[role] !== undefined && lives[role] !== life;
}

/** A page that went away may come back with the next board of the same check. */
function isHeld({ hiddenAt }, { captcha }) {
  return captcha.episode.hold === true && hiddenAt !== null;
}

function withReport(episode, report, spec) {
  const isNext = report.state === "shown" && isReplaced(episode, report);
  const held = {
    ...episode,
    ...(isNext && episode.answeredAt !== null ? { failed: true, answeredAt: null } : {}),
    lives: { ...episode.lives, [report.role]: report.life },
    touchedAt: report.at,
  };
  const timed = clockStarted(byPerson(report, spec) ? withGesture(held, report.at, spec.timing) : held, report, spec);
  const next = FOLD[report.state]?.(timed, report, spec) ?? timed;
  return withCounts(next, report, spec);
}

function byPerson({ state, role }, { states }) {
  const isDone = (each) => each.state === state && each.frame === role && each.event;
  return state === "gesture" || states.some(isDone);
}

function withCounts(episode, report, spec) {
  const { state } = report;
  const { gestures, rounds } = spec.counting;
  return {
    ...episode,
    gestures: episode.gestures + (gestures.state.includes(state) ? 1 : 0),
    rounds: episode.rounds + (rounds.state === state && !isAlone(report, spec) ? 1 : 0),
  };
}

/**
 * The tick comes from another frame than the answer, and may overtake it: a tick on a board that nobody seems
 * to have answered waits for what else that board's frame has to say.
 */
function endOf(episode, { state, at }, file) {
  if (episode.solvedAt !== null) {
    const isReported = state === "solved" && (episode.kind === null || episode.answeredAt !== null);
    return isReported || ENDS_SOLVED.has(state) ? "solved" : null;
  }
  if (state === "hidden") {
    return isAnswered(episode, at, file) && !isHeld(episode, file) ? "solved" : null;
  }
  if (!ENDS.has(state) || (state === "gone" && isHeld(episode, file))) {
    return null;
  }
  return state === "gone" ? outcomeIfLeft(episode, at, file) : state;
}

/** Where no box shows a tick, a board that goes away right after an answer was answered rightly. */
function outcomeIfLeft(episode, at, file) {
  if (episode.solvedAt !== null || isAnswered(episode, at, file)) {
    return "solved";
  }
  if (episode.failed) {
    return "failed";
  }
  const waited = file.captcha.timing.wall && episode.hiddenAt !== null;
  return waited || isScored(episode) ? "solved" : "abandoned";
}

const isScored = ({ scores, kind, clicked }) => scores > 0 && kind === null && !clicked;

function isAnswered({ answeredAt, hiddenAt }, at, { captcha }) {
  const away = hiddenAt ?? at;
  return answeredAt !== null && away - answeredAt <= captcha.episode.solvedIfHiddenWithinMs;
}

/** Something a person did: the gap since the last is time, and what was answered is not the last word. */
function withGesture(episode, at, { gapCapMs }) {
  const next = { ...episode, trusted: episode.trusted + 1, answeredAt: null };
  if (episode.lastAt === null || at <= episode.lastAt) {
    return next;
  }
  return { ...next, ms: episode.ms + Math.min(at - episode.lastAt, gapCapMs), lastAt: at };
}

/** A page that waits, or loads itself anew, with nobody before it. */
const isAlone = ({ inFront }, { timing }) => timing.wall === true && inFront === false;

/** The clock starts at the first thing that the file says starts it; a wait goes on whenever it is shown. */
function clockStarted(episode, report, spec) {
  const { state, at } = report;
  const { timing } = spec;
  const starts = timing.start.includes(state) && episode.lastAt === null;
  const isAnother = state === "shown" && episode.kind !== null && !timing.wall;
  return starts && !isAnother && !isAlone(report, spec) ? { ...episode, lastAt: at } : episode;
}

/** A wait that is over for now. */
function clockStopped(episode, at, { timing }) {
  if (!timing.wall || episode.lastAt === null) {
    return episode;
  }
  return { ...episode, ms: episode.ms + Math.min(at - episode.lastAt, timing.gapCapMs), lastAt: null };
}

/** @param {Episode} episode @param {Report} report @param {{labels?: any, judgements?: any}} counting */
function withAnswer(episode, { at, counts = NOTHING_COUNTED }, { labels, judgements }) {
  const { sameBoard, selected, typed } = episode;
  const fresh = sameBoard ? Math.max(0, counts.selected - selected) : counts.selected;
  const judged = typed > 0 ? 1 : counts.tiles + (judgements?.perRound ?? 0);
  return {
    ...episode,
    labels: episode.labels + fresh + counts.added + typed + (labels?.perRound ?? 0),
    judgements: episode.judgements + (sameBoard ? 0 : judged),
    selected: counts.selected,
    typed: 0,
    sameBoard: false,
    failed: false,
    answeredAt: at,
  };
}

/**
 * The matches of a finished episode: one, or none where no person did anything.
 * @returns {import("../acts/act.js").Match[]}
 */
function matchesOf(episode, outcome, { id, captcha }) {
  const { clicked, kind, startedAt, trusted, ms, labels, judgements, rounds, gestures, tab } = episode;
  const match = { platform: id, rule: id, n: 1, at: startedAt, tab };
  const counts = { labels, judgements, rounds, gestures };
  const isWork = trusted > 0 || (captcha.timing.wall && ms > 0);
  if (kind) {
    return isWork ? [{ ...match, kind, ms, detail: { outcome, ...counts } }] : [];
  }
  const detail = { outcome: outcome === "solved" ? "auto-passed" : outcome, ...counts };
  if (clicked) {
    return [{ ...match, kind: captcha.auto.clicked, ms: 0, detail }];
  }
  const n = Math.max(1, episode.scores);
  return outcome === "solved" ? [{ ...match, kind: captcha.auto.unclicked, ms: 0, n, detail }] : [];
}
