/**
 * How the scripts in a frame ask the background and report to it: reports are numbered, and repeated until
 * acknowledged. Leaves `ask` and `reporter` for the scripts that come after it, and `signal`, which says when
 * there is nobody left to ask.
 */
"use strict";
(() => {
  const world = /** @type {any} */ (globalThis);
  // A page may be both a vendor's and a granted one: the scripts are then there twice.
  if (world.captchas) {
    return;
  }
  const { runtime } = world.browser ?? world.chrome;
  const SLOWEST_RETRY_MS = 10_000;
  /** A background that ends while it answers never does: ask again. */
  const LONGEST_ANSWER_MS = 1500;
  /** Some five minutes: after that the background has closed the episode by itself. */
  const TRIES = 35;
  const stop = new AbortController();
  const { signal } = stop;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  world.captchas = { ask, reporter, signal };

  /**
   * The answer, asked for again while the background cannot be reached; undefined once there is no hope.
   */
  async function ask(message) {
    for (let tries = 0; tries < TRIES && runtime.id && !signal.aborted; tries += 1) {
      const asked = runtime.sendMessage(message).catch(() => undefined);
      const answer = await Promise.race([asked, pause(LONGEST_ANSWER_MS)]);
      if (answer && !answer.error) {
        return answer;
      }
      await pause(Math.min(250 * 2 ** tries, SLOWEST_RETRY_MS));
    }
    stop.abort();
    return undefined;
  }

  function reporter({ id, mark }) {
    const life = crypto.randomUUID();
    const link = mark && window.name.includes(mark) ? window.name.slice(window.name.indexOf(mark) + 1) : "";
    let waiting = [];
    let sending = false;
    let isOver = false;
    let n = 0;
    const message = () => ({
      type: "captcha-report",
      product: id,
      life,
      link: link.slice(0, 64),
      reports: waiting.slice(0, 100),
    });

    async function send() {
      if (sending) {
        return;
      }
      sending = true;
      while (waiting.length && !signal.aborted) {
        const { through, stop: enough } = (await ask(message())) ?? {};
        isOver ||= enough === true;
        if (isOver) {
          waiting = [];
        }
        waiting = waiting.filter((report) => !(report.n <= through));
      }
      sending = false;
    }

    return (state, more = {}) => {
      if (isOver) {
        return;
      }
      n += 1;
      waiting.push({ n, at: Date.now(), state, ...more });
      if (state !== "gone") {
        send();
      } else if (runtime.id) {
        runtime.sendMessage(message()).catch(() => undefined);
      }
    };
  }
})();
