/**
 * Conditions on a request body. Each turns into true, false or undefined here; no value of a body goes any
 * further. Undefined: the body cannot be read, or not as far as where the answer stands, so nobody knows.
 *
 * @typedef {boolean | undefined} Answer
 */
import { anyGlob } from "../addresses/globs.js";
import { isReadable, readForm, readFormJson, readJson, sizeOf } from "./body.js";

/** @typedef {import("./body.js").RequestBody} RequestBody */

const PLACES = {
  json: (when) => (body) => readJson(body, when.json),
  form: (when) => (body) => readForm(body, when.form),
  formJson: (when) => (body) => readFormJson(body, when.formJson, when.path),
};

/** @param {any} when a condition of the catalogue @returns {(body?: RequestBody) => Answer} */
export function condition(when) {
  const place = Object.keys(PLACES).find((name) => name in when);
  const read = PLACES[place](when);
  const holds = test(when);
  return (body) => {
    const reading = read(body);
    return reading.state === "unknown" ? undefined : holds(reading);
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

/** @param {Answer[]} answers @returns {Answer} true when all are, false when any is */
export function all(answers) {
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

/** @param {Answer[]} answers @returns {Answer} true when any is, false when all are */
export function any(answers) {
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** All the listed form fields hold one of their values. @param {Record<string, unknown>} fields */
export function formFields(fields) {
  const tests = Object.entries(fields).map(([form, equals]) => condition({ form, equals }));
  return (body) => all(tests.map((holds) => holds(body)));
}

/**
 * Whether the body names one of the operations.
 * @param {any} op @returns {(body?: RequestBody) => Answer}
 */
export function operation(op) {
  const places = ["form", "json"].filter((place) => op[place]);
  const tests = places.map((place) => condition({ [place]: op[place], equals: op.names }));
  return (body) => (isReadable(body) ? any(tests.map((holds) => holds(body))) : undefined);
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
