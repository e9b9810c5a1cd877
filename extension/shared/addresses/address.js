/** The address of a server that a person types in, made a host name, or refused with a reason. Pure. */

import { coverage } from "./grants.js";

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const TOP = /^([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/**
 * @typedef {"empty" | "http" | "port" | "number" | "known" | "bad"} Refusal
 *   number: an address of digits; known: a platform of the catalogue is there
 * @param {string} typed a host, or any address on it
 * @param {string[]} taken hosts of the catalogue, as match patterns
 * @returns {{host: string} | {refused: Refusal}}
 */
export function serverAt(typed, taken) {
  const text = typed.trim();
  if (text === "") {
    return { refused: "empty" };
  }
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) {
    return { refused: "bad" };
  }
  const url = new URL(address);
  const refused = wrong(url, address);
  if (refused) {
    return { refused };
  }
  const host = url.hostname.replace(/\.$/, "");
  return coverage(taken)(`https://${host}/*`) ? { refused: "known" } : { host };
}

/** @returns {Refusal | null} */
function wrong({ protocol, username, password, hostname }, address) {
  if (protocol === "http:") {
    return "http";
  }
  if (protocol !== "https:" || username || password) {
    return "bad";
  }
  if (isNumber(hostname)) {
    return "number";
  }
  if (/^https:\/\/[^/?#]*:\d*([/?#]|$)/i.test(address)) {
    return "port";
  }
  return isHostName(hostname.replace(/\.$/, "")) ? null : "bad";
}

const isNumber = (hostname) => hostname.startsWith("[") || /^[\d.]+$/.test(hostname);

/** A public name in lower case: labels with dots between them, the last of letters. @param {any} host */
export function isHostName(host) {
  if (typeof host !== "string" || host.length > 253) {
    return false;
  }
  const labels = host.split(".");
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label));
  return isName && TOP.test(labels[labels.length - 1]);
}
