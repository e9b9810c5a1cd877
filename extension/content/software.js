/**
 * On a server that the person added: which software runs there. It looks for marks that the catalogue names
 * and tells the platform's id, nothing of the page; some pages draw themselves late, so it looks a few times.
 */
"use strict";
(() => {
  const runtime = (globalThis.browser ?? globalThis.chrome).runtime;
  const LOOKS_MS = [0, 500, 1500, 4000];
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  look();

  async function look() {
    const { marks = [] } = (await ask({ type: "software-hello" })) ?? {};
    if (marks.length === 0) {
      return;
    }
    for (const ms of LOOKS_MS) {
      await pause(ms);
      const found = marks.find(({ software }) => software.some(isThere));
      if (found) {
        return void ask({ type: "software", platform: found.id });
      }
    }
    await ask({ type: "software", platform: null });
  }

  const isThere = (selector) => document.querySelector(selector) !== null;

  /** The answer, asked for again while the background starts. */
  async function ask(message) {
    for (let tries = 0; tries < LOOKS_MS.length && runtime.id; tries += 1) {
      const answer = await runtime.sendMessage(message).catch(() => undefined);
      if (answer && !answer.error) {
        return answer;
      }
      await pause(LOOKS_MS[tries]);
    }
    return undefined;
  }
})();
