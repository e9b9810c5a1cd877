/**
 * Conditions on a request body. Each turns into true or false here; no value of a body goes any further,
 * and a body that cannot be read, or was cut too early, makes every condition false.
 */
import { anyGlob } from "../addresses/globs.js";
import { isReadable, readBatch, readForm, readFormJson, readJson, sizeOf } from "./body.js";

/** @typedef {import("./body.js").RequestBody} RequestBody */

const PLACES = {
  json: (when) => (body) => readJson(body, when.json),
  form: (when) => (body) => readForm(body, when.form),
  formJson: (when) => (body) => readFormJson(body, when.formJson, when.path),
};

/** @param {any} when a condition of the catalogue @returns {(body?: RequestBody) => boolean} */
export function condition(when) {
  const place = Object.keys(PLACES).find((name) => name in when);
  const read = PLACES[place](when);
  const holds = test(when);
  return (body) => {
    const reading = read(body);
    return reading.state !== "unknown" && holds(reading);
  };
}

function test(when) {
  if ("equals" in when) {
    const fits = values(when.equals);
    return ({ state, value }) => state === "scalar" && value !== undefined && fits(String(value));
  }
  if ("isNull" in when) {
    return ({ state }) => (state === "null") === when.isNull;
  }
  return ({ state }) => (state !== "absent" && !(when.notNull && state === "null")) === when.exists;
}

/**
 * @param {unknown} wanted one value or several, strings may be globs
 * @returns {(text: string) => boolean}
 */
export function values(wanted) {
  return anyGlob([wanted].flat().map(String));
}

/** All the listed form fields hold one of their values. @param {Record<string, unknown>} fields */
export function formFields(fields) {
  const tests = Object.entries(fields).map(([form, equals]) => condition({ form, equals }));
  return (body) => tests.every((holds) => holds(body));
}

/**
 * How many times the body names one of the operations: once at most, but for a batch once for each element.
 * @param {any} op @returns {(body?: RequestBody) => number}
 */
export function operationCount(op) {
  const fits = anyGlob(op.names);
  /** @param {import("./body.js").Reading} reading */
  const named = ({ state, value }) => state === "scalar" && fits(String(value));
  return (body) => {
    if (!isReadable(body)) {
      return 0;
    }
    if (op.form && named(readForm(body, op.form))) {
      return 1;
    }
    if (op.json && op.batch) {
      return readBatch(body, op.json).filter(named).length;
    }
    return op.json && named(readJson(body, op.json)) ? 1 : 0;
  };
}

/** Characters up to which a text is of a length class; anything longer is the last one. */
const CLASSES = [
  ["short", 100],
  ["medium", 500],
];

/**
 * The length class of a text that stands in a body. The text itself is stepped over, never decoded.
 * @param {any} place a place of the catalogue @returns {(body?: RequestBody) => string | undefined}
 */
export function lengthClass(place) {
  return (body) => {
    const size = sizeOf(body, place);
    if (size === undefined) {
      return undefined;
    }
    return String(CLASSES.find(([, most]) => size <= Number(most))?.[0] ?? "long");
  };
}
