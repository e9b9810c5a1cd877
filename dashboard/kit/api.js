/** Ask the collector. Every call carries the cookie by itself and the page key from this port's storage. */

import { refusal } from "./refusals.js";

const PAGE_KEY = "pointeuse.page-key";

/** The collector knows no session for this page: it was restarted, or the page was never opened from the clock. */
export class SessionEnded extends Error {}

/** The collector refused. The message says what to do next, in the page's language; `code` is its stable name. */
export class Refused extends Error {
  /** @param {string} message @param {string} code */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** @param {string} key */
export function keepPageKey(key) {
  localStorage.setItem(PAGE_KEY, key);
}

/**
 * @param {string} path
 * @param {string | null} [tag] the ETag of what the page already shows
 * @returns {Promise<{tag: string | null, body: any} | null>} null: nothing changed since `tag`
 */
export async function read(path, tag = null) {
  const answer = await ask(path, { headers: tag ? { "If-None-Match": tag } : {} });
  if (answer.status === 304) {
    return null;
  }
  return { tag: answer.headers.get("ETag"), body: await answer.json() };
}

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>}
 */
export async function send(path, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(path, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.status === 204 ? null : answer.json();
}

/** A file, which a link could not fetch: it would not carry the page key. @param {string} path @returns {Promise<Blob>} */
export async function fetchFile(path) {
  return (await ask(path, {})).blob();
}

async function ask(path, options) {
  const key = localStorage.getItem(PAGE_KEY);
  const headers = { ...options.headers, ...(key ? { "X-Page-Key": key } : {}) };
  const answer = await fetch(path, { ...options, headers, cache: "no-store", redirect: "error" });
  if (answer.status === 401) {
    throw new SessionEnded();
  }
  if (!answer.ok && answer.status !== 304) {
    const { error } = await answer.json();
    throw new Refused(refusal(error), error.code);
  }
  return answer;
}
