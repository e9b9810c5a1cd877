/**
 * Reading one named field of a request body, in any of the shapes in which browsers hand bodies over: a
 * parsed form, raw bytes in pieces (JSON, a form, or multipart with its files left out), nothing, or an
 * error.
 *
 * @typedef {{formData?: Record<string, unknown[]>, raw?: {bytes?: ArrayBuffer}[], error?: string}}
 *   RequestBody
 * @typedef {import("./scan.js").Reading} Reading
 */
import { readEach, readPath, sizeAt } from "./scan.js";

const LIMIT = 4096;
const BATCH_LIMIT = 65536;
/** @type {Reading} */
const ABSENT = { state: "absent" };
/** @type {Reading} */
const UNKNOWN = { state: "unknown" };

/** False when the browser shows no body: an error, or none at all. @param {RequestBody} [body] */
export function isReadable(body) {
  return Boolean(body?.formData || body?.raw?.some((piece) => piece.bytes));
}

/** @param {RequestBody | undefined} body @param {string} field @returns {Reading} */
export function readForm(body, field) {
  if (!body || !isReadable(body)) {
    return UNKNOWN;
  }
  if (body.formData) {
    const value = Object.hasOwn(body.formData, field) ? body.formData[field][0] : undefined;
    return value === undefined ? ABSENT : { state: "scalar", value: String(value) };
  }
  const text = rawText(body, LIMIT);
  const value = text.startsWith("--") ? multipartField(text, field) : encodedField(text, field);
  if (value !== undefined) {
    return { state: "scalar", value };
  }
  return text.length < LIMIT ? ABSENT : UNKNOWN;
}

/** @param {RequestBody | undefined} body @param {string} path dotted @returns {Reading} */
export function readJson(body, path) {
  if (!body || !isReadable(body)) {
    return UNKNOWN;
  }
  return body.raw ? readPath(rawText(body, LIMIT), path.split(".")) : ABSENT;
}

/** One reading for each element of a batch. @param {RequestBody | undefined} body @param {string} path */
export function readBatch(body, path) {
  if (!body?.raw || !isReadable(body)) {
    return [];
  }
  return readEach(rawText(body, BATCH_LIMIT), path.split("."));
}

/**
 * A path inside the JSON that a form field holds.
 * @param {RequestBody | undefined} body
 * @param {string} field
 * @param {string} path dotted
 * @returns {Reading}
 */
export function readFormJson(body, field, path) {
  const reading = readForm(body, field);
  if (reading.state !== "scalar") {
    return reading;
  }
  return readPath(String(reading.value).slice(0, LIMIT), path.split("."));
}

/**
 * How many characters a text in the body has; Infinity when it is longer than what is looked at.
 * @param {RequestBody | undefined} body
 * @param {{json?: string, form?: string, formJson?: string, path?: string}} place
 * @returns {number | undefined} undefined when there is no such text
 */
export function sizeOf(body, { json, form, formJson, path }) {
  if (!body || !isReadable(body)) {
    return undefined;
  }
  if (json) {
    return body.raw ? sizeAt(rawText(body, LIMIT), json.split(".")) : undefined;
  }
  const { value } = readForm(body, form ?? formJson ?? "");
  if (typeof value !== "string") {
    return undefined;
  }
  return form ? value.length : sizeAt(value.slice(0, LIMIT), (path ?? "").split("."));
}

function rawText(body, limit) {
  const pieces = [];
  let room = limit;
  for (const { bytes } of body.raw) {
    if (!bytes || room <= 0) {
      continue;
    }
    pieces.push(new Uint8Array(bytes).subarray(0, room));
    room -= pieces.at(-1).length;
  }
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("");
}

function encodedField(text, field) {
  if (/^\s*[[{]/.test(text)) {
    return undefined;
  }
  for (const pair of text.split("&")) {
    const [name] = pair.split("=", 1);
    if (unescaped(name) === field) {
      return unescaped(pair.slice(name.length + 1));
    }
  }
  return undefined;
}

function unescaped(text) {
  const spaced = text.replaceAll("+", " ");
  return decoded(spaced) ?? decoded(spaced.replace(/(%[0-9a-f]{0,2})+$/i, "")) ?? spaced;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // not UTF-8, or cut through a character: the caller tries without the last ones
  }
}

function multipartField(text, field) {
  for (const part of text.split("\r\n--")) {
    const end = part.indexOf("\r\n\r\n");
    if (part.slice(0, end + 2).includes(`; name="${field}"\r\n`)) {
      return part.slice(end + 4);
    }
  }
  return undefined;
}
