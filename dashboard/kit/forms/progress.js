/** How far long erasing is, said where its result will stand. */

import { read } from "../api.js";
import { number } from "../format.js";
import { tell } from "./busy.js";
import { say } from "../wording.js";

const EVERY_MS = 1000;
const STAGES = {
  acts: ({ done, whole }) => say("data.progress.acts", { done: number(done), whole: number(whole) }),
  copies: ({ done, whole }) => say("data.progress.copies", { done: number(done + 1), whole: number(whole) }),
};

/**
 * Do `work` and say meanwhile, after a second, how far it is.
 * @template T
 * @param {HTMLElement} place a live region
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function watched(place, work) {
  let timer = setTimeout(look, EVERY_MS);
  async function look() {
    const seen = await read("/v1/progress").catch(() => null);
    const words = seen && STAGES[seen.body.stage]?.(seen.body);
    if (timer && words) {
      tell(place, words);
    }
    timer = timer && setTimeout(look, EVERY_MS);
  }
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    timer = 0;
  }
}
