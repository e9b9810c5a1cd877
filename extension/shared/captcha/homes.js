/**
 * Which reports belong together: several widgets of one product on a page are told apart, and the frames of one
 * widget are not. Pure.
 *
 * Frames share a name or a part of their address where the vendor gives them one (`link`). Where it does not, a
 * frame that has something to say joins the episode that was spoken of last and still lacks its part: the board
 * follows the box that was ticked. A check that goes on over several pages (`hold`) is one for the tab.
 *
 * @typedef {import("./episode.js").Episode} Episode
 * @typedef {{tab: number, id: string, at: number, lives: Record<string, string>}} Ended
 * @typedef {{file: any, tab: number, link: string}} Place
 */

/** A tick that follows the end of an episode belongs to it, as do reports from before the end. */
const ECHO_MS = 30_000;

export const keyOf = (tab, id, part) => `${tab} ${id} ${part}`;

/**
 * The key of a report's episode, and the tab: the last words of a frame come without one in Firefox when its tab is
 * closed.
 * @param {Record<string, Episode>} episodes @param {{role: string, life: string}} report @param {Place} place
 * @returns {{key: string, tab: number}}
 */
export function homeOf(episodes, { role, life }, { file, tab, link }) {
  const known = Object.entries(episodes).find(([, episode]) => Object.values(episode.lives).includes(life));
  if (known) {
    return { key: known[0], tab: known[1].tab };
  }
  if (link || file.captcha.episode.hold) {
    return { key: keyOf(tab, file.id, link), tab };
  }
  const open = Object.entries(episodes).filter(([, each]) => each.tab === tab && each.captcha === file.id);
  const lacking = open.filter(([, each]) => each.lives[role] === undefined);
  const last = lacking.sort(([, one], [, other]) => other.touchedAt - one.touchedAt)[0];
  return { key: last ? last[0] : keyOf(tab, file.id, life), tab };
}

/**
 * Whether a report without an episode belongs to one that has ended.
 * @param {Record<string, Ended>} ended @param {import("./episode.js").Report} report @param {Place & {key: string}} home
 */
export function isEcho(ended, { state, at, role, life }, { file, tab, link, key }) {
  const within = state === "solved" ? ECHO_MS : 0;
  const isWhole = link !== "" || file.captcha.episode.hold === true;
  const isIts = ([of, each]) =>
    of === key ||
    Object.values(each.lives).includes(life) ||
    (!isWhole && each.tab === tab && each.id === file.id && each.lives[role] === undefined);
  return Object.entries(ended).some((pair) => isIts(pair) && at - pair[1].at < within);
}
