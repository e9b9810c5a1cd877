/**
 * Runs inside a CAPTCHA vendor's own frame, and in the pages of sites that the person granted, where some
 * products live. It asks the background what to look for there, and reports states, with counts and times but
 * never an image, a text or an address. It counts trusted events only, and changes nothing in the page.
 */
"use strict";
(() => {
  const { captchas } = /** @type {any} */ (globalThis);
  if (captchas.isWatched) {
    return;
  }
  captchas.isWatched = true;

  const { ask, reporter, signal } = captchas;
  const { additions, isVisible, requestWatcher, rootOf, tiles, widgetsOf } = captchas;
  const { innerFrames, listener } = captchas;
  const SETTLE_MS = 100;
  /** In a site's own page, which changes all the time for reasons of its own. */
  const PAGE_SETTLE_MS = 250;
  /** While no product's marker is there. */
  const LOOK_OUT_MS = 500;
  const QUIET_MS = 60_000;
  const TICK_MS = 300;
  const DRAWN_MS = 700;
  /** A shadow root is attached without a sign of it: look again so many times, every half second. */
  const ROOT_TRIES = 60;
  const ROOT_MS = 500;
  const WATCHED = {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: [
      ...["class", "style", "value", "hidden", "src", "data-state"],
      ...["aria-checked", "aria-hidden", "aria-pressed"],
    ],
  };
  const isShown = () => document.visibilityState !== "hidden";

  start();

  async function start() {
    const { specs = [] } = (await ask({ type: "captcha-hello" })) ?? {};
    if (specs[0]?.role === "page") {
      lookOut(specs);
    } else {
      for (const spec of specs) {
        watch(spec, reporter(spec));
      }
    }
  }

  /** A page of a site holds no CAPTCHA nearly always: until a marker is there, this is all that is done. */
  function lookOut(specs) {
    const marks = ({ states }) =>
      states.filter(({ state }) => state === "present").map(({ exists, visible }) => exists ?? visible);
    let waiting = specs.map((spec) => ({ spec, mark: marks(spec).join(", ") }));
    let due;
    const look = () => {
      clearTimeout(due);
      due = undefined;
      if (!isShown() || signal.aborted) {
        return;
      }
      const found = waiting.filter(({ mark }) => document.querySelector(mark) !== null);
      waiting = waiting.filter((each) => !found.includes(each));
      for (const { spec } of found) {
        watchAll(spec);
      }
      if (waiting.length === 0) {
        changes.disconnect();
      }
    };
    const soon = () => {
      if (isShown() && waiting.length) {
        due ??= setTimeout(look, LOOK_OUT_MS);
      }
    };
    const changes = new MutationObserver(soon);
    changes.observe(document, { subtree: true, childList: true });
    document.addEventListener("visibilitychange", soon, { signal });
    signal.addEventListener("abort", () => changes.disconnect());
    document.addEventListener("DOMContentLoaded", look, { once: true, signal });
    look();
  }

  /** Each widget of the page has its own life. */
  function watchAll(spec) {
    const one = (isMine, touch) => watch(spec, reporter(spec), isMine, touch);
    if (spec.each && document.querySelector(spec.each)) {
      widgetsOf(spec.each, one);
    } else {
      one();
    }
  }

  function watch(spec, report, isMine = () => true, touch = (_element) => undefined) {
    const { states, counting, role } = spec;
    const seen = states.filter((each) => each.exists || each.visible).map((each) => ({ ...each, was: false }));
    const absent = states.filter((each) => each.absent);
    const added = additions(counting.labels?.plusCumulative);
    const isPage = role === "page";
    const rooted = new Set([document]);
    let inView = isPage;
    let shown = false;
    let rootTries = 0;
    let looked = -Infinity;
    let settling;
    let done = false;

    const isThere = ({ exists, visible, within }) => {
      const root = rootOf(within);
      if (root) {
        observe(root);
      } else if (within && !settling && rootTries < ROOT_TRIES) {
        rootTries += 1;
        settling = setTimeout(look, ROOT_MS);
      }
      if (!root) {
        return false;
      }
      return exists ? [...root.querySelectorAll(exists)].some(isMine) : inView && isVisible(visible, root, isMine);
    };

    function look() {
      settling = undefined;
      looked = performance.now();
      if (signal.aborted) {
        return;
      }
      requests.hear();
      reach.look();
      const away = !inView || absent.some((each) => !isThere({ ...each, visible: each.absent }));
      for (const each of seen) {
        const is = !(away && each.state === "shown") && isThere(each);
        if (is && !each.was) {
          tell(each);
        }
        each.was = is;
      }
      if (shown && away) {
        shown = false;
        report("hidden");
      }
    }

    function tell({ state, kind }) {
      report(state, { ...(kind ? { kind } : {}), ...more(state) });
      if (state !== "shown" || shown) {
        return;
      }
      shown = true;
      if (!isPage) {
        whileDrawn(0);
      } else if (spec.wall && !isShown()) {
        report("away");
      }
    }

    const settleMs = isPage ? PAGE_SETTLE_MS : SETTLE_MS;
    const changes = new MutationObserver((records) => {
      added.note(records);
      // A page may be gone before it has settled, and its last words be lost: the first change is looked at.
      if (!settling && performance.now() - looked >= settleMs) {
        look();
      } else {
        settling ??= setTimeout(look, settleMs);
      }
    });
    function observe(root) {
      if (rooted.has(root)) {
        return;
      }
      rooted.add(root);
      changes.observe(root, WATCHED);
    }
    const observeAll = () => rooted.forEach((root) => changes.observe(root, WATCHED));
    let resting;
    const view = new IntersectionObserver((entries) => {
      inView = entries.at(-1)?.isIntersecting ?? false;
      clearTimeout(resting);
      if (inView) {
        observeAll();
      } else {
        resting = setTimeout(() => changes.disconnect(), QUIET_MS);
      }
      look();
    });

    /**
     * Firefox stops drawing a frame that is moved out of view, and its observer then never says so. Twice in
     * a row not drawn, in a tab that is: not in view. Observing anew makes a return known.
     */
    function whileDrawn(misses) {
      let drawn = false;
      requestAnimationFrame(() => (drawn = true));
      setTimeout(() => {
        const missed = drawn || !isShown() ? 0 : misses + 1;
        if (!shown || signal.aborted) {
          return;
        }
        if (missed < 2) {
          return whileDrawn(missed);
        }
        inView = false;
        look();
        view.unobserve(document.documentElement);
        view.observe(document.documentElement);
      }, DRAWN_MS);
    }

    const count = () => {
      added.note(changes.takeRecords());
      return { counts: { ...tiles(counting), added: added.take() } };
    };
    /** What a pass tells: whether a person did anything here since the last. */
    const pass = () => {
      const since = done;
      done = false;
      return { done: since };
    };
    const MORE = { submitted: count, solved: pass, scored: pass };
    const more = (state) => MORE[state]?.() ?? {};
    const requests = requestWatcher(states, (state) => report(state, more(state)));
    let ticked = -Infinity;
    /** A box that is ticked already, or whose label has just handed on the click, is not ticked again. */
    const isRepeated = () => {
      const since = performance.now() - ticked;
      ticked = performance.now();
      return since < TICK_MS || seen.some(({ state, was }) => state === "solved" && was);
    };
    const tellOnce = (state) => {
      if (state !== "checkbox-click" || !isRepeated()) {
        report(state, more(state));
      }
    };
    const did = (target) => {
      done = true;
      touch(target);
    };
    const hear = listener(spec, tellOnce, { isMine, did });
    const reach = innerFrames(spec.reach, hear);
    hear.on(window);
    if (spec.wall) {
      const turned = () => shown && report(isShown() ? "back" : "away");
      document.addEventListener("visibilitychange", turned, { signal });
    }
    signal.addEventListener("abort", () => (changes.disconnect(), view.disconnect()));
    // A site often goes on the moment its CAPTCHA is solved: look once more before all ends.
    window.addEventListener("pagehide", () => (look(), report("gone")), { signal });
    observeAll();
    if (isPage) {
      look();
    } else {
      view.observe(document.documentElement);
    }
  }
})();
