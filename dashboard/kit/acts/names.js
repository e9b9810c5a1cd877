/** The kinds and platforms that the filters and the form offer, and what they are called. */

import { read } from "../api.js";
import { language } from "../wording.js";

let [platforms, kinds] = [new Map(), new Map()];

/** Read them anew: acts may have brought a kind that the log did not hold before. */
export async function readNames() {
  const { body } = await read("/v1/acts/choices");
  platforms = new Map(body.platforms.map((one) => [one.id, one]));
  kinds = new Map(body.kinds.map((one) => [one.id, { ...one, name: one.label[language] }]));
}

export const allPlatforms = () => sorted(platforms);
export const allKinds = () => sorted(kinds);

/** @param {string} id */
export const platformName = (id) => platforms.get(id)?.name ?? id;

/** @param {string} id */
export const kindName = (id) => kinds.get(id)?.name ?? id;

const sorted = (named) => [...named.values()].sort((a, b) => a.name.localeCompare(b.name, language));
