/**
 * Reading one named field of a request body, in any of the shapes in which browsers hand bodies over: a
 * parsed form, raw bytes in pieces (JSON, a form, or multipart with its files left out), nothing, or an
 * error.
 *
 * @typedef {{formData?: Record<string, unknown[]>, raw?: {bytes?: ArrayBuffer}[], error?: string, text?: string,
 *   isCut?: boolean}} RequestBody  `text`: one element of a list, already taken out of its body
 * @typedef {import("./scan.js").Reading} Reading
 */
import { fieldsOf } from "./form.js";
import { readPath, sizeAt, slicesAt } from "./scan.js";

/** The most bytes of a body that are looked at. */
export const LIMIT = 1_048_576;
/** @type {Reading} */
const ABSENT = { state: "absent" };
/** @type {Reading} */
const UNKNOWN = { state: "unknown" };
/** What no JSON and no form holds where it begins, but what was compressed or encrypted does. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BINARY = /[\0-\x08\x0e-\x1f\ufffd]/;
const ENCODED = /^[^\s{}[\]"<>=&]+=[^\s{}[\]"<>]*$/;
const BEGINNING = 512;
/** More acts than a person does at once: what stands behind them is not looked at. */
const MOST_ELEMENTS = 200;

/** Each body is decoded once, however many rules look at it. @type {WeakMap<object, {text: string, isCut: boolean}>} */
const texts = new WeakMap();

/**
 * False when the browser shows no body that can be read: an error, none at all, compressed bytes.
 * @param {RequestBody} [body]
 */
export function isReadable(body) {
  if (!body || body.formData || body.text !== undefined) {
    return Boolean(body);
  }
  if (!body.raw?.some((piece) => piece.bytes)) {
    return false;
  }
  const { text } = textOf(body);
  return text.startsWith("--") || !BINARY.test(text.slice(0, BEGINNING));
}

/** Whether a form was sent, encoded in whichever way. @param {RequestBody} [body] */
export function isForm(body) {
  if (!body || !isReadable(body) || body.formData) {
    return Boolean(body?.formData);
  }
  const { text } = textOf(body);
  return text.startsWith("--") || ENCODED.test(text.slice(0, BEGINNING));
}

/** Each place is read once, however many rules ask for it. @type {WeakMap<object, Map<string, any>>} */
const readings = new WeakMap();

function once(body, place, read) {
  const known = readings.get(body) ?? new Map();
  readings.set(body, known);
  if (!known.has(place)) {
    known.set(place, read());
  }
  return known.get(place);
}

/** @param {RequestBody | undefined} body @param {string} field @returns {Reading} */
export function readForm(body, field) {
  return body && isReadable(body) ? once(body, `form ${field}`, () => formReading(body, field)) : UNKNOWN;
}

function formReading(body, field) {
  if (body.formData) {
    const value = Object.hasOwn(body.formData, field) ? body.formData[field][0] : undefined;
    return value === undefined ? ABSENT : { state: "scalar", value: String(value) };
  }
  const { text, isCut } = textOf(body);
  const { fields, isWhole } = once(body, "fields", () => fieldsOf(text));
  const found = fields.get(field);
  if (!found || (found.isLast && isCut)) {
    return isCut || !isWhole ? UNKNOWN : ABSENT;
  }
  return { state: "scalar", value: found.read() };
}

/** @param {RequestBody | undefined} body @param {string} path dotted; ".": all of it @returns {Reading} */
export function readJson(body, path) {
  if (!body || !isReadable(body)) {
    return UNKNOWN;
  }
  return body.formData ? ABSENT : once(body, `json ${path}`, () => readPath(textOf(body).text, keysOf(path)));
}

/**
 * The elements of a list in a body, each as a body of its own; a value that is no list is its only element.
 * @param {RequestBody | undefined} body
 * @param {string | null} list where it is, dotted; ".": the body itself; null: nothing is a list
 * @returns {(RequestBody | undefined)[]}
 */
export function elementsOf(body, list) {
  if (list === null || !body || !isReadable(body) || body.formData) {
    return [body];
  }
  return once(body, `each ${list}`, () => slicesAt(textOf(body).text, keysOf(list), MOST_ELEMENTS));
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
  return once(body, `formJson ${field} ${path}`, () => readPath(String(reading.value), path.split(".")));
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
    return body.formData ? undefined : sizeAt(textOf(body).text, json.split("."));
  }
  const { value } = readForm(body, form ?? formJson ?? "");
  if (typeof value !== "string") {
    return undefined;
  }
  return form ? value.length : sizeAt(value, (path ?? "").split("."));
}

/** @param {string} path dotted; ".": the value itself */
const keysOf = (path) => (path === "." ? [] : path.split("."));

/** @param {RequestBody} body */
function textOf(body) {
  if (body.text !== undefined) {
    return { text: body.text, isCut: body.isCut ?? false };
  }
  const known = texts.get(body) ?? decoded(body.raw ?? []);
  texts.set(body, known);
  return known;
}

function decoded(raw) {
  const decoder = new TextDecoder();
  let room = LIMIT;
  let text = "";
  let isCut = false;
  for (const { bytes } of raw) {
    if (bytes) {
      isCut ||= bytes.byteLength > room;
      const piece = new Uint8Array(bytes, 0, Math.min(room, bytes.byteLength));
      text += decoder.decode(piece, { stream: true });
      room -= piece.length;
    }
  }
  return { text, isCut };
}
