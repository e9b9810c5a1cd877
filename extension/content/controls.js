/**
 * Watches the controls that the platform's rules name, where an act shows in no request: what was clicked or
 * sent is told by the rule's name alone. It listens passively, before the page's own handlers, counts trusted
 * events only, asks at most whether a box is empty, and changes nothing in the page.
 */
"use strict";
(() => {
  const runtime = (globalThis.browser ?? globalThis.chrome).runtime;
  const TRIES = 8;
  /** A script may send a form, and the browser trusts that event too: a person's click or key comes just before. */
  const BY_HAND_MS = 1000;
  const stop = new AbortController();
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  start();

  async function start() {
    const { watches } = (await ask({ type: "controls-hello" })) ?? {};
    if (!watches?.length) {
      return;
    }
    const here = ({ paths }) => !paths || paths.some((path) => new RegExp(path).test(pathNow()));
    listen(
      watches.filter(({ event }) => event !== "geolocation"),
      here,
    );
    const located = watches.filter(({ event }) => event === "geolocation");
    if (located.length) {
      await locate(located, here);
    }
  }

  /** The answer, asked for again while the background starts. */
  async function ask(message) {
    for (let tries = 0; tries < TRIES && runtime.id && !stop.signal.aborted; tries += 1) {
      const answer = await runtime.sendMessage(message).catch(() => undefined);
      if (answer && !answer.error) {
        return answer;
      }
      await pause(250 * 2 ** tries);
    }
    return undefined;
  }

  function pathNow() {
    try {
      return decodeURIComponent(location.pathname);
    } catch {
      return location.pathname;
    }
  }

  function tell({ rule, entry }, undo) {
    if (runtime.id) {
      ask({ type: "control", rule, entry, undo, at: Date.now() });
    } else {
      stop.abort(); // the extension was updated or removed: this copy has nobody to talk to
    }
  }

  function listen(watches, here) {
    let touched = -Infinity;
    const hear = (event) => {
      if (!event.isTrusted || event.repeat) {
        return;
      }
      if (event.type !== "submit") {
        touched = event.timeStamp;
      } else if (event.timeStamp - touched > BY_HAND_MS) {
        return;
      }
      const path = event.composedPath().filter((each) => each instanceof Element);
      const reported = new Set();
      for (const watch of watches) {
        if (reported.has(watch.rule) || !fits(watch, event)) {
          continue;
        }
        const control = path.find((each) => each.matches(watch.selector));
        if (!control || !here(watch) || !isFilled(watch.filled)) {
          continue;
        }
        reported.add(watch.rule);
        tell(watch, isUndone(watch, control));
      }
    };
    const types = new Set(["click", "keydown", ...watches.map(({ event }) => event.split(":")[0])]);
    for (const type of types) {
      window.addEventListener(type, hear, { capture: true, passive: true, signal: stop.signal });
    }
  }

  function fits({ event }, { type, code, key, shiftKey, isComposing }) {
    if (event !== "keydown:Enter") {
      return event === type;
    }
    return type === "keydown" && (code === "Enter" || key === "Enter") && !shiftKey && !isComposing;
  }

  function isFilled(selector) {
    if (!selector) {
      return true;
    }
    const boxes = [...document.querySelectorAll(selector)];
    return boxes.some((box) => /\S/.test(/** @type {any} */ (box).value ?? box.textContent ?? ""));
  }

  function isUndone({ dir, on }, control) {
    if (dir !== "toggle") {
      return dir === "undo";
    }
    return control.matches(on ?? '[aria-pressed="true"], [aria-checked="true"]');
  }

  /** Asking for the state of a permission shows nothing to anybody and asks nobody. */
  async function locate(watches, here) {
    const permission = await navigator.permissions.query({ name: "geolocation" });
    const look = () => {
      if (permission.state !== "granted") {
        return;
      }
      for (const watch of watches.filter(here)) {
        tell(watch, false);
      }
    };
    permission.addEventListener("change", look, { signal: stop.signal });
    look();
  }
})();
