/**
 * Runs inside a CAPTCHA vendor's own frame. It asks the background what to look for there, and reports
 * states: numbered, repeated until acknowledged, with counts and times but never an image, a text or an
 * address. It listens passively, counts trusted events only, and changes nothing in the page.
 */
"use strict";
(() => {
  const runtime = (globalThis.browser ?? globalThis.chrome).runtime;
  const SETTLE_MS = 100;
  const QUIET_MS = 60_000;
  const TOUCH_MS = 1000;
  const SLOWEST_RETRY_MS = 10_000;
  /** A background that ends while it answers never does: ask again. */
  const LONGEST_ANSWER_MS = 1500;
  /** Some five minutes: after that the background has closed the episode by itself. */
  const TRIES = 35;
  const DRAWN_MS = 700;
  const ATTRIBUTES = ["class", "style", "aria-checked", "aria-hidden", "aria-pressed"];
  const stop = new AbortController();
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  start();

  async function start() {
    const { spec } = (await ask({ type: "captcha-hello" })) ?? {};
    if (spec) watch(spec, reporter(spec.mark));
  }

  /**
   * The answer, asked for again while the background cannot be reached; undefined once there is no hope.
   */
  async function ask(message) {
    for (let tries = 0; tries < TRIES && runtime.id && !stop.signal.aborted; tries += 1) {
      const asked = runtime.sendMessage(message).catch(() => undefined);
      const answer = await Promise.race([asked, pause(LONGEST_ANSWER_MS)]);
      if (answer && !answer.error) return answer;
      await pause(Math.min(250 * 2 ** tries, SLOWEST_RETRY_MS));
    }
    stop.abort();
    return undefined;
  }

  function reporter(mark) {
    const life = crypto.randomUUID();
    const link = mark && window.name.includes(mark) ? window.name.slice(window.name.indexOf(mark) + 1) : "";
    let waiting = [];
    let sending = false;
    let n = 0;
    const message = () => ({
      type: "captcha-report",
      life,
      link: link.slice(0, 64),
      reports: waiting.slice(0, 100),
    });

    async function send() {
      if (sending) return;
      sending = true;
      while (waiting.length && !stop.signal.aborted) {
        const { through, stop: enough } = (await ask(message())) ?? {};
        if (enough) stop.abort();
        waiting = waiting.filter((report) => !(report.n <= through));
      }
      sending = false;
    }

    return (state, more = {}) => {
      n += 1;
      waiting.push({ n, at: Date.now(), state, ...more });
      if (state !== "gone") send();
      else if (runtime.id) runtime.sendMessage(message()).catch(() => undefined);
    };
  }

  function watch({ states, counting }, report) {
    const seen = states.filter((each) => !each.event).map((each) => ({ ...each, was: false }));
    const added = additions(counting.labels.plusCumulative);
    let inView = false;
    let shown = false;
    let settling;

    function look() {
      settling = undefined;
      if (stop.signal.aborted) return;
      for (const each of seen) {
        const is = each.exists
          ? document.querySelector(each.exists) !== null
          : inView && isVisible(each.visible);
        if (is && !each.was) report(each.state, each.kind ? { kind: each.kind } : {});
        if (is && each.state === "shown" && !shown) {
          shown = true;
          whileDrawn(0);
        }
        each.was = is;
      }
      if (shown && !inView) {
        shown = false;
        report("hidden");
      }
    }

    const changes = new MutationObserver((records) => {
      added.note(records);
      settling ??= setTimeout(look, SETTLE_MS);
    });
    const observe = () =>
      changes.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: ATTRIBUTES,
      });
    let resting;
    const view = new IntersectionObserver((entries) => {
      inView = entries.at(-1)?.isIntersecting ?? false;
      clearTimeout(resting);
      if (inView) observe();
      else resting = setTimeout(() => changes.disconnect(), QUIET_MS);
      look();
    });
    observe();
    view.observe(document.documentElement);

    /**
     * Firefox stops drawing a frame that is moved out of view, and its observer then never says so. Twice in
     * a row not drawn, in a tab that is: not in view. Observing anew makes a return known.
     */
    function whileDrawn(misses) {
      let drawn = false;
      requestAnimationFrame(() => (drawn = true));
      setTimeout(() => {
        const missed = drawn || document.visibilityState === "hidden" ? 0 : misses + 1;
        if (!shown || stop.signal.aborted) return;
        if (missed < 2) return whileDrawn(missed);
        inView = false;
        look();
        view.unobserve(document.documentElement);
        view.observe(document.documentElement);
      }, DRAWN_MS);
    }
    stop.signal.addEventListener("abort", () => (changes.disconnect(), view.disconnect()));

    const count = () => {
      added.note(changes.takeRecords());
      return { counts: { ...tiles(counting), added: added.take() } };
    };
    listen(states, (state) => report(state, state === counting.labels.atState ? count() : {}), report);
    // A site often goes on the moment its CAPTCHA is solved: look once more before all ends.
    window.addEventListener("pagehide", () => (look(), report("gone")), { signal: stop.signal });
  }

  /** How many times an element has begun to fit the selector, even if it no longer does. */
  function additions(selector) {
    const fitting = new Set();
    let number = 0;
    const note = (records) => {
      for (const { target } of selector ? records : []) {
        const fits = target.nodeType === Node.ELEMENT_NODE && target.matches(selector);
        if (fits && !fitting.has(target)) number += 1;
        if (fits) fitting.add(target);
        else fitting.delete(target);
      }
    };
    const take = () => {
      const taken = number;
      number = 0;
      return taken;
    };
    return { note, take };
  }

  function tiles({ labels, judgements }) {
    const chosen = [...document.querySelectorAll(labels.count)];
    const apart = labels.plusCumulative
      ? chosen.filter((tile) => !tile.matches(labels.plusCumulative))
      : chosen;
    return { selected: apart.length, tiles: document.querySelectorAll(judgements.count).length };
  }

  function isVisible(selector) {
    return [...document.querySelectorAll(selector)].some((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 && getComputedStyle(element).visibility === "visible";
    });
  }

  function listen(states, tell, report) {
    const wanted = states
      .filter((each) => each.event)
      .map(({ event, ...each }) => ({ ...each, type: event.split(":")[0], code: event.split(":")[1] }));
    let touched = -Infinity;
    const hear = (event) => {
      const target = event.composedPath()[0];
      if (!event.isTrusted || event.repeat || !(target instanceof Element)) return;
      const fits = ({ type, code, selector }) =>
        type === event.type && (!code || code === event.code) && target.closest(selector) !== null;
      const found = wanted.find(fits);
      if (found) tell(found.state);
      else if (event.type !== "input" && event.timeStamp - touched >= TOUCH_MS) {
        touched = event.timeStamp;
        report("gesture");
      }
    };
    for (const type of new Set(["click", "keydown", ...wanted.map((each) => each.type)])) {
      window.addEventListener(type, hear, { capture: true, passive: true, signal: stop.signal });
    }
  }
})();
