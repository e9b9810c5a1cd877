/** Ask again while somebody looks. An unchanged view costs one 304 and redraws nothing. */

import { read } from "./api.js";

const EVERY_MS = 2000;

/**
 * Call `show` with each new body of `path()`; `failed` with whatever went wrong, and `show` again after it.
 * @param {() => string} path
 * @param {(body: any) => Promise<void>} show
 * @param {(error: Error) => boolean} failed returns whether to go on asking
 * @returns {() => void} asks at once
 */
export function follow(path, show, failed) {
  let [shown, tag, timer, asking] = ["", null, 0, false];

  async function ask() {
    clearTimeout(timer);
    if (document.hidden || asking) {
      return;
    }
    asking = true;
    const goOn = await step().then(() => true, failed);
    asking = false;
    if (goOn) {
      timer = setTimeout(ask, path() === shown ? EVERY_MS : 0);
    }
  }

  async function step() {
    const wanted = path();
    const answer = await read(wanted, wanted === shown ? tag : null);
    if (answer) {
      await show(answer.body);
      [shown, tag] = [wanted, answer.tag];
    }
  }

  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    tag = null;
    ask();
  };
}
