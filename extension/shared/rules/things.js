/**
 * What an act is about: the part of a request that names it. The name is compared, as a salted hash, with those
 * of other acts of this browser session, and goes no further.
 *
 * @typedef {{url: URL, path: string, body?: import("./body.js").RequestBody, headers?: Record<string, string>}} Seen
 *   headers: by name in lower case, once they are known
 */
import { starsOf } from "../addresses/globs.js";
import { readForm, readFormJson, readJson } from "./body.js";

/** @param {import("./scan.js").Reading} reading */
const valueOf = ({ state, value }) => (state === "scalar" && value !== undefined ? String(value) : "");

/** @type {Record<string, (place: any, paths: string[]) => (seen: Seen) => string>} */
const PLACES = {
  star: ({ star }, paths) => {
    const stars = starsOf(paths);
    return ({ path }) => stars(path)[star - 1] ?? "";
  },
  query:
    ({ query }) =>
    ({ url }) =>
      url.searchParams.get(query) ?? "",
  header:
    ({ header }) =>
    ({ headers = {} }) =>
      headers[header] ?? "",
  json:
    ({ json }) =>
    ({ body }) =>
      valueOf(readJson(body, json)),
  form:
    ({ form }) =>
    ({ body }) =>
      valueOf(readForm(body, form)),
  formJson:
    ({ formJson, path }) =>
    ({ body }) =>
      valueOf(readFormJson(body, formJson, path)),
};

const PLACES_IN_A_BODY = ["json", "form", "formJson"];

/** @param {any[]} places of the catalogue */
export const isInBody = (places) => places.some((place) => PLACES_IN_A_BODY.some((name) => name in place));

/** @param {any[]} places of the catalogue */
export const isInHeaders = (places) => places.some((place) => "header" in place);

/**
 * The name of the thing: the first place that holds anything, and which of them it was or what it says to hold, so that
 * post 5 is not comment 5.
 * @param {any[]} places of the catalogue @param {string[]} paths patterns of the request
 * @returns {(seen: Seen) => string} "": nothing names it
 */
export function thingOf(places, paths) {
  const readers = places.map((place) => PLACES[Object.keys(PLACES).find((name) => name in place)](place, paths));
  return (seen) => {
    for (const [index, read] of readers.entries()) {
      const name = read(seen);
      if (name) {
        return `${places[index].of ?? index} ${name}`;
      }
    }
    return "";
  };
}
