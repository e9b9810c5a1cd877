/** Draw a spec with data given by name. No chart can fetch, and no text from data becomes code or markup. */

import { byId, make } from "./elements.js";
import { read } from "./api.js";
import { language, say } from "./wording.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const views = new Map();
const BUNDLE = "/v1/bundle.js";
let bundle = null;

/** A chart asks for nothing by address: its data were handed over. */
const NO_LOADER = {
  load: () => Promise.reject(new Error("a chart may not load anything")),
  sanitize: () => Promise.reject(new Error("a chart may not link anywhere")),
  http: () => Promise.reject(new Error("a chart may not load anything")),
  file: () => Promise.reject(new Error("a chart may not load anything")),
};

/**
 * Draw `rows` with the chart called `name` inside the element with this id, or hide it when there is nothing.
 * @param {string} name
 * @param {string} id
 * @param {object[]} rows
 */
export async function draw(name, id, rows) {
  const box = byId(id);
  box.hidden = rows.length === 0;
  if (rows.length === 0) {
    return;
  }
  const look = `${name} ${dark.matches ? "dark" : "light"}`;
  if (views.get(id)?.look !== look) {
    views.get(id)?.view.finalize();
    views.delete(id);
    box.replaceChildren(make("p", { class: "waiting" }, say("page.drawing")));
    views.set(id, { look, view: await viewOf(name, box) });
  }
  const { view } = views.get(id);
  await view.signal("text", textSize()).data(name, rows).resize().runAsync();
  // The box is an image with the summary as its text, and the table holds the rest: read the marks to nobody.
  box.querySelector("svg").setAttribute("aria-hidden", "true");
}

/** Three quarters of the page's own text size, which grows on very wide screens. */
function textSize() {
  return Math.round(0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize));
}

/** Call `redraw` when the person changes between light and dark. @param {() => void} redraw */
export function onThemeChange(redraw) {
  dark.addEventListener("change", redraw);
}

async function viewOf(name, box) {
  const theme = dark.matches ? "dark" : "light";
  bundle ??= import(BUNDLE).catch((error) => {
    bundle = null;
    throw error;
  });
  const [vega, { body }] = await Promise.all([bundle, read(`/v1/spec/${name}?lang=${language}&theme=${theme}`)]);
  return new vega.View(vega.parse(body.spec, null, { ast: true }), {
    container: box,
    expr: vega.expressionInterpreter,
    hover: true,
    loader: NO_LOADER,
    locale: body.locale,
    renderer: "svg",
    tooltip: tooltip(box),
  });
}

/** A tooltip that only ever writes text. */
function tooltip(box) {
  const tip = make("div", { class: "tip", "aria-hidden": "true", hidden: "" });
  document.body.append(tip);
  return (handler, event, item, value) => {
    tip.hidden = !value;
    if (value) {
      tip.replaceChildren(...Object.entries(value).map(([title, text]) => line(title, text)));
      place(tip, box, event);
    }
  };
}

function line(title, text) {
  return make("p", {}, make("span", {}, title), " ", make("strong", {}, String(text)));
}

function place(tip, box, event) {
  const edge = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(event.pageX + 12, edge))}px`;
  tip.style.top = `${event.pageY + 14}px`;
}
