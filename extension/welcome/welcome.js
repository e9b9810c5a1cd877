/** The first page: consent in plain words, then platforms, then the collector. Nothing is recorded before. */

import { platformPicker } from "../shared/pages/platform-picker.js";
import {
  announce,
  at,
  knowFacts,
  languageOf,
  offerLanguages,
  onClick,
  openPage,
  show,
  speak,
  tell,
} from "../shared/pages/page.js";

let facts = await knowFacts();
const language = languageOf(facts.language);
const say = speak(language);
const drawPlatforms = platformPicker({ say, language }, refresh);

function draw() {
  const accepted = facts.consent === "accepted";
  show({
    answers: !accepted,
    "nothing-yet": facts.consent === null && !facts.renewed,
    renewed: facts.renewed,
    platforms: accepted,
    collector: accepted,
    "collector-found": facts.ticket !== null,
    "collector-start": facts.ticket === null && !facts.paired,
    "collector-connected": facts.ticket === null && facts.paired,
  });
  drawSteps(accepted);
  drawPlatforms({ ...facts, blind: [] });
}

function drawSteps(accepted) {
  const past = {
    consent: accepted,
    platforms: accepted && facts.on > 0,
    collector: accepted && facts.paired,
  };
  const current = Object.keys(past).find((name) => !past[name]);
  for (const [name, done] of Object.entries(past)) {
    const step = at(`step-${name}`);
    step.classList.toggle("past", done);
    if (name === current) {
      step.setAttribute("aria-current", "step");
    } else {
      step.removeAttribute("aria-current");
    }
  }
}

async function refresh() {
  facts = await knowFacts();
  draw();
}

async function decide(answer) {
  await tell("consent", { answer });
  await refresh();
  announce("answer", say(answer === "accepted" ? "accepted_text" : "declined_text"));
  if (answer === "accepted") {
    at(facts.ticket === null ? "platforms" : "collector").scrollIntoView();
  }
}

onClick(at("accept"), () => decide("accepted"));
onClick(at("decline"), () => decide("declined"));
for (const id of ["go-connect", "go-code"]) {
  onClick(at(id), () => void openPage("connect/connect.html"));
}

document.title = `${say("welcome_title")} – Pointeuse`;
offerLanguages(language);
draw();
at("page").hidden = false;
addEventListener("focus", refresh);
document.documentElement.dataset.ready = "";
