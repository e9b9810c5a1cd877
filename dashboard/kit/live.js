/** Ask again while somebody looks. An unchanged view costs one 304 and redraws nothing. */

import { read } from "./api.js";

const EVERY_MS = 2000;

/**
 * Call `show` with each new body of `path()`, and `failed` with whatever went wrong.
 * @param {() => string} path
 * @param {(body: any) => Promise<void>} show
 * @param {(error: Error) => boolean} failed returns whether to go on asking
 * @returns {() => void} asks at once, for a body to show even if nothing has changed
 */
export function follow(path, show, failed) {
  let [shown, tag, timer, asking, forced] = ["", null, 0, false, false];

  async function ask() {
    clearTimeout(timer);
    if (document.hidden || asking) {
      return;
    }
    asking = true;
    const pause = await step().then(pauseAfter, (error) => (failed(error) ? EVERY_MS : null));
    asking = false;
    if (pause !== null) {
      timer = setTimeout(ask, pause);
    }
  }

  async function step() {
    const [wanted, known] = [path(), !forced && path() === shown ? tag : null];
    forced = false;
    const answer = await read(wanted, known);
    if (answer) {
      await show(answer.body);
      [shown, tag] = [wanted, answer.tag];
    }
  }

  /** None, when another period was chosen or a redraw was asked for meanwhile. */
  function pauseAfter() {
    return forced || path() !== shown ? 0 : EVERY_MS;
  }

  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    forced = true;
    ask();
  };
}
