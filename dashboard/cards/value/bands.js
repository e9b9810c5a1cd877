/** The band of each method, from many draws of all figures: asked for seldom, shown when it comes. */

import { read } from "../../kit/api.js";

const PAUSE_MS = 20_000;
let kept = { query: "", tag: null, bands: null, at: 0 };
let timer = 0;

/**
 * The bands by method, [5 %, 95 %] each; nothing before they have come.
 * @param {string} query what the page shows
 * @returns {Record<string, [number, number]>}
 */
export const bandsOf = (query) => (kept.query === query && kept.bands) || {};

/** Ask for the bands, at most once in a while: new acts move them little. @param {() => void} came */
export function askBands(query, came) {
  const pause = kept.query === query ? Math.max(0, kept.at + PAUSE_MS - Date.now()) : 0;
  clearTimeout(timer);
  timer = setTimeout(
    () =>
      ask(query).then(
        (isNew) => isNew && came(),
        () => {},
      ),
    pause,
  );
}

async function ask(query) {
  const known = kept.query === query ? kept : { query, tag: null, bands: null };
  kept = { ...known, at: Date.now() };
  const answer = await read(`/v1/view/bands?${query}`, known.tag);
  if (!answer || kept.query !== query) {
    return false;
  }
  kept = { query, tag: answer.tag, bands: byMethod(answer.body), at: Date.now() };
  return true;
}

function byMethod({ method, p5, p95 }) {
  const found = method.map((id, row) => [id, [p5[row], p95[row]]]).filter(([, [low]]) => low !== null);
  return Object.fromEntries(found);
}
