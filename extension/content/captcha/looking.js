/** What the scripts in a frame see of it: elements, even in closed shadow roots, their number, and requests. */
"use strict";
(() => {
  const world = /** @type {any} */ (globalThis);
  const { captchas } = world;
  if (captchas.additions) {
    return;
  }
  const { dom } = world.browser ?? world.chrome;
  Object.assign(captchas, { additions, isVisible, requestWatcher, rootOf, tiles, widgetsOf });

  /** Where a test looks: the document, or the shadow root of an element, even a closed one. */
  function rootOf(within) {
    const host = within ? document.querySelector(within) : null;
    if (!within || !host) {
      return within ? null : document;
    }
    return /** @type {any} */ (host).openOrClosedShadowRoot ?? dom?.openOrClosedShadowRoot(host) ?? null;
  }

  function isVisible(selector, root, isMine) {
    return [...root.querySelectorAll(selector)].filter(isMine).some((element) => {
      const { width, height, right, bottom } = element.getBoundingClientRect();
      const isOnPage = right + scrollX > 0 && bottom + scrollY > 0;
      return width > 0 && height > 0 && isOnPage && getComputedStyle(element).visibility === "visible";
    });
  }

  /**
   * The widgets of one product in a page, told apart: an element that lies in none of them is that of the one which
   * was touched last. What comes in the place of a widget that was taken away goes on as that widget.
   * @param {string} selector  of a widget's element
   * @param {(isMine: (element: Element) => boolean, touch: (element: Element) => void) => void} begin  called for
   *   each widget that appears, to be told what is touched
   */
  function widgetsOf(selector, begin) {
    const widgets = [];
    let touched;
    const around = (element) => widgets.find((each) => holds(each.place, element));
    const ownerOf = (element) => around(element) ?? touched ?? widgets[0];
    const touch = (element) => {
      touched = around(element) ?? touched;
    };
    const place = (element) => {
      const free = widgets.find((each) => !each.place.isConnected);
      if (free) {
        free.place = element;
        return;
      }
      const widget = { place: element };
      widgets.push(widget);
      begin((found) => ownerOf(found) === widget, touch);
    };
    const look = () => {
      const known = new Set(widgets.map((each) => each.place));
      [...document.querySelectorAll(selector)].filter((each) => !known.has(each)).forEach(place);
    };
    const changes = new MutationObserver(look);
    changes.observe(document, { subtree: true, childList: true });
    captchas.signal.addEventListener("abort", () => changes.disconnect());
    look();
  }

  /** Shadow roots are no borders. */
  function holds(place, element) {
    for (let each = element; each; each = each.getRootNode().host) {
      if (place.contains(each)) {
        return true;
      }
    }
    return false;
  }

  /** @param {{labels?: any, judgements?: any}} counting */
  function tiles({ labels = {}, judgements = {} }) {
    const all = (selector) => (selector ? [...document.querySelectorAll(selector)] : []);
    const { count, plusCumulative } = labels;
    const apart = all(count).filter((tile) => !plusCumulative || !tile.matches(plusCumulative));
    return { selected: apart.length, tiles: all(judgements.count).length };
  }

  /** How many times an element has begun to fit the selector, even if it no longer does. */
  function additions(selector) {
    const fitting = new Set();
    let number = 0;
    const note = (records) => {
      for (const { target } of selector ? records : []) {
        const fits = target.nodeType === Node.ELEMENT_NODE && target.matches(selector);
        if (fits && !fitting.has(target)) {
          number += 1;
        }
        if (fits) {
          fitting.add(target);
        } else {
          fitting.delete(target);
        }
      }
    };
    const take = () => {
      const taken = number;
      number = 0;
      return taken;
    };
    return { note, take };
  }

  /** The requests that this frame itself makes, as the browser's own timeline names them. */
  function requestWatcher(states, tell) {
    const wanted = states
      .filter((each) => each.resource)
      .map(({ state, resource: { path, hosts } }) => ({
        state,
        path: path.map((source) => new RegExp(source)),
        hosts: hosts?.map((source) => new RegExp(source)) ?? null,
      }));
    if (wanted.length === 0) {
      return { hear: () => undefined };
    }
    const note = (entries) => {
      for (const { name } of entries) {
        const { hostname, pathname } = new URL(name, location.href);
        const found = wanted.find(
          ({ path, hosts }) =>
            path.some((each) => each.test(pathname)) &&
            (hosts ? hosts.some((each) => each.test(hostname)) : hostname === location.hostname),
        );
        if (found) {
          tell(found.state);
        }
      }
    };
    const timeline = new PerformanceObserver((list) => note(list.getEntries()));
    timeline.observe({ type: "resource", buffered: true });
    captchas.signal.addEventListener("abort", () => timeline.disconnect());
    return { hear: () => note(timeline.takeRecords()) };
  }
})();
