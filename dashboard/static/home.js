/** The page itself: which period is shown, and what happens when there is something new or something wrong. */

import { drawActs, showActs } from "./acts.js";
import { Refused, SessionEnded } from "./api.js";
import { drawAttention, showAttention } from "./attention.js";
import { prepareBrowsers, showBrowsers } from "./browsers.js";
import { onThemeChange } from "./charts.js";
import { showCoverage } from "./coverage.js";
import { byId, write, writeOrHide } from "./elements.js";
import { today } from "./format.js";
import { showHeader } from "./header.js";
import { follow } from "./live.js";
import { showMicrowork } from "./microwork.js";
import { prepareSettings } from "./settings.js";
import { followSources, showSources } from "./sources.js";
import { drawValue, showValue } from "./value.js";
import { keepLanguage, say, sayMany } from "./wording.js";

const PERIODS = ["day", "week", "month", "year", "all"];
let [last, ready, drawing] = [null, null, Promise.resolve()];

const period = () => (PERIODS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "week");
const asked = () => `period=${period()}&until=${today()}`;
const path = () => `/v1/view/overview?${asked()}`;

async function show(overview) {
  ready ??= await prepareSettings(again).then(() => true);
  announce(overview);
  last = overview;
  writeOrHide("notice", null);
  byId("loading").hidden = true;
  byId("page").hidden = false;
  byId("empty").hidden = overview.ever;
  byId("value").hidden = !overview.ever;
  byId("charts").hidden = !overview.ever;
  showHeader(overview);
  showCoverage(overview);
  showBrowsers(overview);
  showValue(overview);
  showActs(overview);
  showAttention(overview);
  showMicrowork(overview);
  showSources();
  drawing = drawing.then(() => (overview === last ? drawAll(overview) : undefined));
}

/** Charts come after the words: the first ones of a new version take seconds to be made. */
async function drawAll(overview) {
  const charts = [drawValue(overview), drawActs(overview), drawAttention(overview)];
  const failures = (await Promise.allSettled(charts)).filter((outcome) => outcome.status === "rejected");
  failures.forEach((outcome) => chartFailed(outcome.reason));
}

/** The tables hold the same figures, so a chart that cannot be drawn is worth a sentence, not a blank page. */
function chartFailed(error) {
  console.warn(error);
  writeOrHide("notice", error instanceof Refused ? error.message : say("page.charts"));
}

function announce(overview) {
  const more = last ? overview.today.acts - last.today.acts : 0;
  if (more > 0 && overview.period.last === last.period.last) {
    write("news", sayMany("page.news", more));
  }
}

function failed(error) {
  const ended = error instanceof SessionEnded;
  byId("loading").hidden = true;
  const words = error instanceof Refused ? error.message : say("page.away");
  writeOrHide("notice", ended ? say("page.ended") : words);
  return !ended;
}

keepLanguage();
const again = follow(path, show, failed);
window.addEventListener("hashchange", again);
onThemeChange(again);
prepareBrowsers(again);
followSources(asked);
byId("value-wage").addEventListener("click", () => byId("wage").focus());
for (const button of document.querySelectorAll("[data-period]")) {
  button.addEventListener("click", () => {
    location.hash = button.getAttribute("data-period");
  });
}
