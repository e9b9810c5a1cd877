/**
 * Asking the collector on this computer, and believing only answers that it proves. Always a POST from the
 * background: so the browser names us as the origin, and no page's rules apply.
 */

import { browser } from "../../shared/browser.js";
import { readSettings } from "../../shared/settings.js";
import { authorization, isProven, randomId } from "../../shared/wire/signing.js";
import * as outbox from "../outbox/outbox.js";

const PATIENCE_MS = 20_000;
/** The computer slept between the challenge and what was asked with it. */
const TOO_LATE = "challenge";

/**
 * @typedef {{status: number, proven: boolean, body: any, code?: string, retryAfterMs?: number}} Answer
 *   status 0: nobody answered; body: what the JSON says, {} when it is none
 */

/**
 * @typedef {{port: number, clientId: string, key: CryptoKey}} Pairing
 * @returns {Promise<Pairing | null>} what this browser signs with
 */
export async function ownPairing() {
  const { collector } = await readSettings(browser.storage.local);
  // A key has the name of its client, so that one write changes from one pairing to another.
  const key = collector && ((await outbox.get(keyName(collector.clientId))) ?? (await outbox.get("key")));
  return key ? { ...collector, key } : null;
}

/** @param {string} clientId */
export const keyName = (clientId) => `key ${clientId}`;

/** @returns {Promise<boolean>} whether this browser has a key */
export const isPaired = async () => (await ownPairing()) !== null;

/** A request that somebody kept, and that comes again, changes nothing: it needs no challenge. */
const MAY_REPEAT = new Set(["/v1/ingest"]);

/**
 * Ask with our signature, over a challenge that the collector has just given.
 * @param {string} path such as `/v1/hello`
 * @param {object} content
 * @param {Pairing | null} [as] the one to sign with: one that has yet to prove itself, or that a delivery began with
 * @returns {Promise<Answer>}
 */
export async function ask(path, content, as) {
  const pairing = as ?? (await ownPairing());
  if (!pairing) {
    return { status: 0, proven: false, body: {}, code: "not-paired" };
  }
  if (MAY_REPEAT.has(path)) {
    return askSigned(pairing, path, content, randomId());
  }
  const answer = await askChallenged(pairing, path, content);
  return answer.code === TOO_LATE ? askChallenged(pairing, path, content) : answer;
}

async function askChallenged(pairing, path, content) {
  const given = await askSigned(pairing, "/v1/challenge", {}, randomId());
  if (!(given.status === 200 && given.proven)) {
    return given;
  }
  return askSigned(pairing, path, content, given.body.challenge);
}

async function askSigned({ port, clientId: cid, key }, path, content, nonce) {
  const body = JSON.stringify(content);
  const signed = { cid, nonce, method: "POST", path: `//127.0.0.1:${port}${path}`, body };
  return post(port, path, body, {
    authorization: await authorization(key, signed),
    proves: (status, bytes, given) => isProven(key, { nonce, status, body: bytes, given }),
  });
}

/**
 * Ask without a key, as pairing must.
 * @param {number} port @param {string} path @param {object} content
 * @returns {Promise<Answer>} never proven
 */
export const askUnsigned = (port, path, content) => post(port, path, JSON.stringify(content), {});

/**
 * @param {number} port @param {string} path @param {string} body
 * @param {{authorization?: string, proves?: (status: number, bytes: Uint8Array, given: string | null) =>
 *   Promise<boolean>}} signed
 * @returns {Promise<Answer>}
 */
async function post(port, path, body, { authorization: signature, proves }) {
  const headers = { "Content-Type": "application/json", ...(signature && { Authorization: signature }) };
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...{ method: "POST", headers, body },
      ...{ credentials: "omit", cache: "no-store", redirect: "error", referrerPolicy: "no-referrer" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return await readAnswer(response, proves);
  } catch {
    return { status: 0, proven: false, body: {} };
  }
}

async function readAnswer(response, proves) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const proven = Boolean(await proves?.(response.status, bytes, response.headers.get("X-DL-Proof")));
  const body = readJson(bytes);
  const seconds = Number(response.headers.get("Retry-After"));
  const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined;
  return { status: response.status, proven, body, code: body.error?.code, retryAfterMs };
}

/** An answer that is not a JSON object says nothing. */
function readJson(bytes) {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
