/** The cards of a page: which ones, the page says as data; each is a folder with a module `card.js` of its own. */

import { asked, followAddress } from "./address.js";
import { read } from "./api.js";
import { byId } from "./elements.js";
import { platformsOf } from "./forms/filters.js";
import { shownPeriod } from "./forms/period.js";
import { follow } from "./live.js";
import { announce, arrive, arriveAgain, chartFailed, failed, shown } from "./page.js";
import { takeAlong } from "./travel.js";
import { keepLanguage, sayMany } from "./wording.js";

/**
 * What a card is given of its page.
 * @typedef {object} Page
 * @property {() => string} query what the page shows: period, filters and set of assumptions
 * @property {() => void} again asks for everything once more
 * @property {(chart: () => Promise<void>) => void} draw draws a chart after those that are being drawn
 */

/**
 * What a card's module may have.
 * @typedef {object} Card
 * @property {string} [view] whose answers it shows: a name below /v1/view/
 * @property {(page: Page) => void} [prepare] once, before anything is asked
 * @property {(page: Page) => Promise<void>} [load] before the first answer is shown
 * @property {(answer: any, page: Page) => void | Promise<void>} [show] words and tables, or all of it where it is late
 * @property {(answer: any, page: Page) => Promise<void>} [draw] the chart, after the words of every card
 */

/** What is looked at again and again; the others follow it, so that what is seen first waits for none of them. */
const FIRST = "overview";

/** @type {Card[]} */
let cards = [];
// biome-ignore lint/correctness/noUnusedVariables: `loaded` remembers that it was done
let [last, loaded, drawing] = [null, null, Promise.resolve()];
/** @type {Map<string, {asked: string, shown: string, tag: string | null}>} */
const later = new Map();

let again = () => {};
/** @type {Page} */
const page = {
  query: asked,
  again: () => again(),
  draw: (chart) => {
    drawing = drawing.then(chart).catch(chartFailed);
  },
};

/** Show the cards of this page, and look for news from then on. */
export async function showCards() {
  keepLanguage();
  const names = byId("page").dataset.cards.split(" ");
  cards = await Promise.all(names.map((name) => import(`../cards/${name}/card.js`)));
  cards.forEach((card) => card.prepare?.(page));
  again = follow(() => `/v1/view/${FIRST}?${asked()}`, show, failed);
  followAddress(page.again);
  takeAlong(() => ({ period: shownPeriod(), platformsOf }));
}

async function show(overview) {
  loaded ??= await Promise.all(cards.map((card) => card.load?.(page)));
  tellNews(overview);
  const isFirst = last === null;
  last = overview;
  shown();
  const first = cards.filter((card) => card.view === FIRST);
  first.forEach((card) => card.show?.(overview, page));
  hideUnused(overview.ever);
  page.draw(() => drawAll(first, overview));
  const views = new Set(cards.map((card) => card.view ?? FIRST));
  views.delete(FIRST);
  const laterOnes = Promise.all([...views].map((view) => ask(view, asked()).catch(failed)));
  if (isFirst) {
    arrive();
    laterOnes.then(() => page.draw(async () => void arriveAgain()));
  }
}

/** What is nothing without an act is out of sight until there was one. */
function hideUnused(ever) {
  document.querySelectorAll("[data-ever]").forEach((part) => part.toggleAttribute("hidden", !ever));
}

/** Charts come after the words: the first ones of a new version take seconds to be made. */
async function drawAll(first, overview) {
  if (overview !== last) {
    return;
  }
  const outcomes = await Promise.allSettled(first.map((card) => card.draw?.(overview, page)));
  outcomes.forEach((outcome) => outcome.status === "rejected" && chartFailed(outcome.reason));
}

/** An answer that comes when the page shows something else already is left. */
async function ask(view, wanted) {
  const state = later.get(view) ?? { asked: "", shown: "", tag: null };
  later.set(view, state);
  state.asked = wanted;
  const answer = await read(`/v1/view/${view}?${wanted}`, state.shown === wanted ? state.tag : null);
  if (answer && state.asked === wanted) {
    [state.shown, state.tag] = [wanted, answer.tag];
    const theirs = cards.filter((card) => card.view === view);
    theirs.forEach((card) => Promise.resolve(card.show?.(answer.body, page)).catch(chartFailed));
  }
}

function tellNews(overview) {
  const more = last ? overview.today.acts - last.today.acts : 0;
  if (more > 0 && overview.period.last === last.period.last) {
    announce(sayMany("page.news", more));
  }
}
