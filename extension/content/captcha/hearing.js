/** What the scripts in a frame hear of a person: trusted events alone, listened to passively. */
"use strict";
(() => {
  const { captchas } = /** @type {any} */ (globalThis);
  if (captchas.listener) {
    return;
  }
  const { signal } = captchas;
  const TOUCH_MS = 1000;
  const DEEPEST = 3;
  Object.assign(captchas, { listener, innerFrames });

  /**
   * Hears the events that the states name, and counts the others as gestures where the product is. `isMine` says
   * which elements are this widget's; `did` is called whenever a person does anything in the document.
   */
  function listener({ states, area, role }, tell, { isMine, did }) {
    const wanted = states
      .filter((each) => each.event)
      .map(({ event, ...each }) => ({ ...each, type: event.split(":")[0], code: event.split(":")[1] }));
    const isGesture = (target) => (role === "page" ? area !== null && liesIn(target, area) : true);
    /** The click that follows a press and a release already heard. */
    const isEcho = ({ type }, target) =>
      type === "click" && wanted.some((each) => each.type === "pointerup" && liesIn(target, each.selector));
    let touched = -Infinity;
    const hear = (event, target) => {
      const fits = ({ type, code, selector }) =>
        type === event.type && (!code || code === event.code) && liesIn(target, selector);
      const found = wanted.filter(fits);
      for (const { state } of found) {
        tell(state);
      }
      const isOther = found.length === 0 && (event.type === "click" || event.type === "keydown");
      if (isOther && isGesture(target) && !isEcho(event, target) && event.timeStamp - touched >= TOUCH_MS) {
        touched = event.timeStamp;
        tell("gesture");
      }
    };
    const types = new Set(["click", "keydown", ...wanted.map(({ type }) => type)]);
    const on = (where, instead = null) => {
      const heard = (event) => {
        const target = instead ?? event.composedPath()[0];
        if (event.isTrusted && !event.repeat && target?.nodeType === Node.ELEMENT_NODE) {
          did(target);
          if (isMine(target)) {
            hear(event, target);
          }
        }
      };
      for (const type of types) {
        where.addEventListener(type, heard, { capture: true, passive: true, signal });
      }
    };
    return { on };
  }

  /** Shadow roots are no borders: what holds their host holds them. */
  function liesIn(target, selector) {
    for (let each = target; each; each = each.getRootNode().host) {
      if (each.closest(selector) !== null) {
        return true;
      }
    }
    return false;
  }

  /** Frames inside the page, of the page's own origin, in which the person's gestures are made. */
  function innerFrames(selector, hear) {
    const known = new WeakSet();
    const enter = (frame, outermost, depth) => {
      const inner = frame.contentDocument;
      if (!inner || depth > DEEPEST) {
        return;
      }
      for (const each of inner.querySelectorAll("iframe")) {
        watchFrame(each, outermost, depth + 1);
      }
      if (known.has(inner)) {
        return;
      }
      known.add(inner);
      hear.on(inner, outermost);
    };
    /** A frame is empty at first: what it will hold comes with its load. */
    function watchFrame(frame, outermost, depth) {
      enter(frame, outermost, depth);
      if (known.has(frame)) {
        return;
      }
      known.add(frame);
      frame.addEventListener("load", () => enter(frame, outermost, depth), { signal });
    }
    const look = () => {
      for (const frame of selector ? document.querySelectorAll(selector) : []) {
        watchFrame(frame, frame, 1);
      }
    };
    return { look };
  }
})();
