/** A Vega view of one of our specs. The page's own colours come from charts.css, so one spec serves every theme. */

import { read } from "../kit/api.js";
import { language } from "../kit/wording.js";

const BUNDLE = "/v1/bundle.js";
const specs = new Map();
let bundle = null;

/** A chart asks for nothing by address: its data were handed over. */
const NO_LOADER = {
  load: () => Promise.reject(new Error("a chart may not load anything")),
  sanitize: () => Promise.reject(new Error("a chart may not link anywhere")),
  http: () => Promise.reject(new Error("a chart may not load anything")),
  file: () => Promise.reject(new Error("a chart may not load anything")),
};

/** @param {string} name @param {HTMLElement} container */
export async function viewOf(name, container) {
  const [vega, { spec, locale }] = await Promise.all([library(), specOf(name)]);
  return new vega.View(vega.parse(spec, null, { ast: true }), {
    container,
    expr: vega.expressionInterpreter,
    hover: false,
    loader: NO_LOADER,
    locale,
    renderer: "svg",
  });
}

/** Rows that carry their place, by which their marks are found again. @param {any[]} rows */
export const numbered = (rows) => rows.map((row, index) => ({ ...row, row: index }));

/** A failure is not remembered: asking again may help. */
function library() {
  bundle ??= import(BUNDLE).catch((error) => {
    bundle = null;
    throw error;
  });
  return bundle;
}

function specOf(name) {
  if (!specs.has(name)) {
    const asked = read(`/v1/spec/${name}?lang=${language}`).then((answer) => answer.body);
    asked.catch(() => specs.delete(name));
    specs.set(name, asked);
  }
  return specs.get(name);
}
