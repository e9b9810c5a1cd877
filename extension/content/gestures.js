/**
 * Tells the background when a person clicked, typed or let go of a pointer in this page: the time, nothing
 * else. Rules that a page's own scripts would otherwise set off count only right after such a gesture.
 */
"use strict";
(() => {
  const runtime = (globalThis.browser ?? globalThis.chrome).runtime;
  const EVERY_MS = 500;
  const stop = new AbortController();
  const options = { capture: true, passive: true, signal: stop.signal };
  let reportedAt = -Infinity;

  function tell(event) {
    if (!event.isTrusted || event.timeStamp - reportedAt < EVERY_MS) {
      return;
    }
    reportedAt = event.timeStamp;
    if (runtime.id) {
      runtime.sendMessage({ type: "gesture", at: Date.now() }).catch(() => undefined);
    } else {
      stop.abort(); // the extension was updated or removed: this copy has nobody to talk to
    }
  }

  for (const type of ["click", "keydown", "pointerup"]) {
    window.addEventListener(type, tell, options);
  }
})();
