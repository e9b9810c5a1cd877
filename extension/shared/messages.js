/**
 * Every message that the background answers: who may send it and what it holds. Both ends read this list.
 * A reply is an object; `{error: code}` when it could not be done.
 *
 * @typedef {"page" | "pairing" | "captcha" | "platform" | "server"} Source
 *   page: one of our own pages; pairing: our script on the collector's /pair; captcha: our script in a frame
 *   of a CAPTCHA's vendor; platform: our script on a platform; server: our script in a page, no frame, of a
 *   server that the person added
 */

import { isHostName } from "./addresses/address.js";

const isToken = (value) => /^[\w-]{22}$/.test(value);
const isCode = (value) => typeof value === "string" && /^[0-9A-Z]{8}$/.test(value);
const isId = (value) => typeof value === "string" && /^[a-z0-9][a-z0-9-]{0,31}$/.test(value);
const isRule = (value) => typeof value === "string" && /^[a-z0-9][a-z0-9-]{0,31}(\.[a-z0-9-]{1,64})?$/.test(value);
const isSwitch = (value) => typeof value === "boolean";
const isIds = (value) => Array.isArray(value) && value.every(isId);
const oneOf =
  (...list) =>
  (value) =>
    list.includes(value);

/** @type {Record<string, {from: Source, fields: Record<string, (value: any) => boolean> | null}>} */
export const MESSAGES = {
  // What a page shows.
  state: { from: "page", fields: {} },
  numbers: { from: "page", fields: {} },
  refusals: { from: "page", fields: {} },
  watched: { from: "page", fields: {} },
  servers: { from: "page", fields: {} },
  unasked: { from: "page", fields: {} },
  // What the person decides.
  consent: { from: "page", fields: { answer: oneOf("accepted", "declined") } },
  pause: { from: "page", fields: { minutes: oneOf(15, 60, 0) } },
  resume: { from: "page", fields: {} },
  forget: { from: "page", fields: { minutes: oneOf(60) } },
  erase: { from: "page", fields: {} },
  language: { from: "page", fields: { language: oneOf("en", "fr") } },
  "switch-on": { from: "page", fields: { ids: isIds } },
  "switch-off": { from: "page", fields: { ids: isIds } },
  "unasked-erase": { from: "page", fields: {} },
  "unasked-keep": { from: "page", fields: {} },
  "retry-refused": { from: "page", fields: {} },
  rule: { from: "page", fields: { id: isRule, on: isSwitch } },
  "prompt-length": { from: "page", fields: { on: isSwitch } },
  "server-add": { from: "page", fields: { host: isHostName } },
  "server-remove": { from: "page", fields: { host: isHostName } },
  // The collector.
  ticket: { from: "pairing", fields: { ticket: isToken } },
  "find-ticket": { from: "page", fields: {} },
  pair: { from: "page", fields: {} },
  "pair-code": { from: "page", fields: { port: Number.isInteger, code: isCode } },
  unpair: { from: "page", fields: {} },
  "held-send": { from: "page", fields: {} },
  dashboard: { from: "page", fields: {} },
  // What content scripts report; their receivers check the fields.
  gesture: { from: "platform", fields: null },
  "controls-hello": { from: "platform", fields: null },
  control: { from: "platform", fields: null },
  "software-hello": { from: "server", fields: null },
  software: { from: "server", fields: null },
  "captcha-hello": { from: "captcha", fields: null },
  "captcha-report": { from: "captcha", fields: null },
};

/**
 * Whether a message is one of ours, complete, without anything more, and from where it may come.
 * @param {any} message
 * @param {{id?: string, url?: string, frameId?: number}} sender as the browser tells it
 * @param {{id: string, base: string}} self our id, and the address of our own pages
 */
export function isWelcome(message, sender, self) {
  const known = typeof message?.type === "string" && Object.hasOwn(MESSAGES, message.type);
  if (!known || sender.id !== self.id || !URL.canParse(sender.url ?? "")) {
    return false;
  }
  const { from, fields } = MESSAGES[message.type];
  return comesFrom(from, sender, self) && (fields === null || holdsExactly(message, fields));
}

function holdsExactly(message, fields) {
  const { type, ...rest } = message;
  const names = Object.keys(fields);
  return Object.keys(rest).length === names.length && names.every((name) => name in rest && fields[name](rest[name]));
}

function comesFrom(from, sender, self) {
  const url = new URL(sender.url);
  if (from === "page") {
    return sender.url.startsWith(self.base);
  }
  if (from === "pairing") {
    return sender.frameId === 0 && portOfPairing(sender.url) !== null;
  }
  if (from === "server" && sender.frameId !== 0) {
    return false;
  }
  return url.protocol === "https:"; // which vendor's frame or platform it is, the receiver asks the catalogue
}

/** @param {string} url @returns {number | null} the collector's port, when this is its pairing page */
export function portOfPairing(url) {
  const { protocol, hostname, port, pathname } = new URL(url);
  return protocol === "http:" && hostname === "127.0.0.1" && port && pathname === "/pair" ? Number(port) : null;
}

/** @param {string} url @returns {string | null} the ticket in the fragment of the collector's pairing page */
export function ticketIn(url) {
  return portOfPairing(url) === null ? null : (/^#t=([\w-]{22})$/.exec(new URL(url).hash)?.[1] ?? null);
}
