/** The page itself: which period is shown, and what happens when there is something new. */

import { drawActs, showActs } from "./acts.js";
import { asked } from "./address.js";
import { drawAttention, showAttention } from "./attention.js";
import { showBefore } from "./before.js";
import { askBands, bandsOf } from "./bands.js";
import { showConnected } from "./connected.js";
import { showCoverage } from "./coverage.js";
import { drawBreakdown, showBreakdown } from "./breakdown.js";
import { byId } from "./elements.js";
import { prepareEmpty, showEmpty } from "./empty.js";
import { prepareFilters, showFilters } from "./filters.js";
import { showHeader } from "./header.js";
import { askLater } from "./later.js";
import { follow } from "./live.js";
import { showMicrowork } from "./microwork.js";
import { announce, chartFailed, failed, shown } from "./page.js";
import { followPeriod } from "./period.js";
import { drawOperators, showOperators } from "./operators.js";
import { showPanels } from "./panels.js";
import { prepareScenario } from "./scenario.js";
import { showSitting } from "./sitting.js";
import { chosenSet, prepareSets, showSets } from "./sets.js";
import { prepareSettings } from "./settings.js";
import { followSources, showSources } from "./sources.js";
import { drawValue, showValue } from "./value.js";
import { keepLanguage, sayMany } from "./wording.js";

let [last, ready, drawing] = [null, null, Promise.resolve()];

const query = () => asked() + (chosenSet() ? `&set=${chosenSet()}` : "");
const path = () => `/v1/view/overview?${query()}`;

async function show(overview) {
  ready ??= await prepareSettings(again).then(() => true);
  tellNews(overview);
  last = overview;
  shown();
  showEmpty(overview);
  for (const id of ["value", "breakdowns", "charts", "panels"]) {
    byId(id).hidden = !overview.ever;
  }
  showHeader(overview);
  showSitting(overview);
  showBefore(overview);
  showFilters(overview);
  showCoverage(overview);
  showConnected(overview);
  showValue(overview, bandsOf(query()));
  showBreakdown(overview);
  showOperators(overview);
  showPanels(overview);
  showActs(overview);
  showAttention(overview);
  showMicrowork(overview);
  showSources();
  showSets(overview);
  askBands(query(), withBands);
  askLater(query());
  drawing = drawing.then(() => (overview === last ? drawAll(overview) : undefined));
}

/** Charts come after the words: the first ones of a new version take seconds to be made. */
async function drawAll(overview) {
  const charts = [drawValue(overview, bandsOf(query())), drawBreakdown(overview), drawOperators(overview), drawActs(overview), drawAttention(overview)];
  const failures = (await Promise.allSettled(charts)).filter((outcome) => outcome.status === "rejected");
  failures.forEach((outcome) => chartFailed(outcome.reason));
}

/** The bands come last, and the page is whole without them. */
function withBands() {
  showValue(last, bandsOf(query()));
  drawing = drawing.then(() => drawValue(last, bandsOf(query()))).catch(chartFailed);
}

function tellNews(overview) {
  const more = last ? overview.today.acts - last.today.acts : 0;
  if (more > 0 && overview.period.last === last.period.last) {
    announce(sayMany("page.news", more));
  }
}

keepLanguage();
const again = follow(path, show, failed);
followPeriod(again);
prepareFilters();
prepareEmpty();
prepareScenario();
prepareSets(again);
followSources(query);
byId("value-wage").addEventListener("click", () => byId("wage").focus());
