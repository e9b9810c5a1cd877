/**
 * The part of a browser that the engine listens to: events with their filters honoured, storage that is empty
 * at first, and tabs that show what was last opened in them.
 */

/** What listeners may ask to be told beside the rest. */
const EXTRAS = { requestBody: "requestBody", requestHeaders: "requestHeaders", responseHeaders: "responseHeaders" };
const REQUEST_EVENTS = [
  "onBeforeRequest",
  "onBeforeSendHeaders",
  "onSendHeaders",
  "onHeadersReceived",
  "onResponseStarted",
  "onBeforeRedirect",
  "onCompleted",
  "onErrorOccurred",
];

/** @param {Record<string, object>} kept what storage.local holds at first */
export function madeUpBrowser(kept = {}) {
  const addresses = new Map();
  const webRequest = Object.fromEntries(REQUEST_EVENTS.map((name) => [name, new Event()]));
  const get = async (id) => {
    if (!addresses.has(id)) {
      throw new Error(`No tab with id: ${id}`);
    }
    return { id, url: addresses.get(id) };
  };
  const browser = {
    webRequest,
    storage: { session: new Area({}), local: new Area(kept) },
    tabs: { get, onRemoved: new Event(), onUpdated: new Event(), onActivated: new Event() },
    runtime: { id: "tried", getURL: (path) => `chrome-extension://tried/${path}` },
  };
  return { browser, fire: (name, details) => webRequest[name].fire(details), addresses };
}

/** Where listeners are added; each hears what its filter lets through. */
class Event {
  #listeners = [];

  addListener(listener, filter = {}, extra = []) {
    const tests = filter.urls?.map(patternTest);
    this.#listeners.push({ listener, filter, tests, extra });
  }

  fire(details) {
    for (const { listener, filter, tests, extra } of this.#listeners) {
      if (tests && !tests.some((fits) => fits(details.url))) {
        continue;
      }
      if (filter.types && !filter.types.includes(details.type)) {
        continue;
      }
      if ((filter.tabId ?? details.tabId) !== details.tabId) {
        continue;
      }
      listener(withoutExtras(details, extra));
    }
  }
}

function withoutExtras(details, extra) {
  const hidden = Object.keys(EXTRAS).filter((name) => !extra.includes(name));
  return Object.fromEntries(Object.entries(details).filter(([name]) => !hidden.includes(name)));
}

/** @param {string} pattern such as `https://*.example.org/a/*` @returns {(url: string) => boolean} */
export function patternTest(pattern) {
  if (pattern === "<all_urls>") {
    return (url) => /^(https?|wss?):/.test(url);
  }
  const [, scheme, host, path] = /^(\*|[a-z-]+):\/\/([^/]*)(\/.*)$/.exec(pattern);
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  const isPath = new RegExp(`^${escaped}$`, "s");
  return (url) => {
    const { protocol, hostname, pathname, search } = new URL(url);
    const isScheme = scheme === "*" ? /^https?:$/.test(protocol) : protocol === `${scheme}:`;
    return isScheme && isHost(host, hostname) && isPath.test(pathname + search);
  };
}

function isHost(wanted, host) {
  if (wanted === "*") {
    return true;
  }
  if (!wanted.startsWith("*.")) {
    return host === wanted;
  }
  return host === wanted.slice(2) || host.endsWith(wanted.slice(1));
}

/** One area of storage; what is read is a copy. */
class Area {
  #kept;

  constructor(kept) {
    this.#kept = structuredClone(kept);
  }

  async get(names = null) {
    const isList = typeof names === "string" || Array.isArray(names);
    const wanted = names === null ? Object.keys(this.#kept) : isList ? [names].flat() : Object.keys(names);
    const found = wanted.filter((name) => name in this.#kept).map((name) => [name, this.#kept[name]]);
    return structuredClone({ ...(isList || names === null ? {} : names), ...Object.fromEntries(found) });
  }

  async set(values) {
    Object.assign(this.#kept, structuredClone(values));
  }

  async remove(names) {
    for (const name of [names].flat()) {
      delete this.#kept[name];
    }
  }
}
