/** The settings: clock, platforms and rules, servers, CAPTCHAs, collector, what was refused, consent. */

import kinds from "../catalogue/kinds.json" with { type: "json" };
import { clockLine, linkLine, reason } from "../shared/pages/lines.js";
import {
  announce,
  at,
  knowFacts,
  languageOf,
  lastDrawn,
  make,
  offerLanguages,
  onClick,
  openPage,
  show,
  speak,
  tell,
} from "../shared/pages/page.js";
import { platformPicker } from "../shared/pages/platform-picker.js";
import { clockOf, linkOf } from "../shared/situation.js";
import { fillCaptchas, ruleRows } from "./rules.js";
import { serverList } from "./servers.js";
import { unaskedNotice } from "./unasked.js";
import { uncountedRows, unknownLine } from "./uncounted.js";

let facts = await knowFacts();
const language = languageOf(facts.language);
const say = speak(language);
const captchas = lastDrawn();
const context = { say, language, changed };
/** @type {{platforms: Record<string, any[]>, captchas: any[]}} */
let watched = { platforms: {}, captchas: [] };
const more = ({ id }) => [...ruleRows(watched.platforms[id] ?? [], context), ...uncountedRows(id, context)];
const drawPlatforms = platformPicker({ say, language, more }, refresh);
const drawServers = serverList(context);
const drawUnasked = unaskedNotice(context);

function draw() {
  const clock = clockOf(facts, Date.now());
  const link = linkOf(facts);
  const accepted = clock !== "consent";
  at("clock").textContent = say(`clock_${clock}`);
  at("clock").dataset.clock = clock;
  at("clock-line").textContent = clockLine(facts, say, language);
  at("link-line").textContent = linkLine(facts, say);
  at("port-line").textContent = facts.port ? say("connection_port", { port: String(facts.port) }) : "";
  at("waiting-line").textContent = say("waiting", { count: facts.waiting });
  at("consent-line").textContent = say(accepted ? "consent_given" : "waiting_consent");
  at("version").textContent = say("version", { version: facts.version });
  at("unknown").textContent = unknownLine(facts.platforms.length, context);
  at("held-text").textContent = say("held_text", { count: facts.held });
  show({
    held: facts.held > 0 && facts.paired,
    pauses: clock === "recording",
    resuming: clock === "paused",
    deciding: !accepted,
    platforms: accepted,
    servers: accepted,
    captchas: accepted,
    prompts: accepted,
    "port-line": facts.paired,
    "waiting-line": facts.waiting > 0,
    connecting: accepted && (link === "unpaired" || link === "reconnect"),
    unpairing: facts.paired,
    refused: facts.refused > 0,
    withdraw: accepted,
  });
  at("prompt-length").checked = facts.promptLength;
}

/** The rules of everything that can be watched, and where it stands with each. */
async function drawWatched() {
  const reply = await tell("watched");
  if (!reply.error) {
    watched = reply;
  }
  drawPlatforms(facts, JSON.stringify(watched.platforms));
  if (captchas.isNew(watched.captchas)) {
    fillCaptchas(at("captcha-list"), watched.captchas, context);
  }
}

async function drawRefused() {
  const { refusals } = await tell("refusals");
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  at("refused-rows").replaceChildren(...refusals.map((act) => refusedRow(act, time)));
}

function refusedRow({ at: when, kind, name, code }, time) {
  const what = `${kinds.kinds[kind]?.label[language] ?? kind}, ${name}`;
  return make(
    "tr",
    {},
    [time.format(when), what, reason(code, say)].map((text) => make("td", {}, [text])),
  );
}

async function refresh() {
  facts = await knowFacts();
  draw();
  drawUnasked(facts); // which asks the collector, and it may be silent
  await Promise.all([drawWatched(), drawServers(facts)]);
  if (facts.refused) {
    await drawRefused();
  }
}

async function changed() {
  captchas.forget();
  await refresh();
}

/** Ask before something that cannot be taken back. @returns {Promise<boolean>} */
function sure(question, yes) {
  const dialog = at("sure");
  at("question").textContent = say(question);
  at("yes").textContent = say(yes);
  dialog.returnValue = "";
  dialog.showModal();
  at("no").focus();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}

function decide(id, type, fields) {
  onClick(at(id), async () => {
    await tell(type, fields);
    await refresh();
  });
}

function decideIfSure(id, question, yes, act) {
  onClick(at(id), async () => {
    if (!(await sure(question, yes))) {
      return;
    }
    await act();
    await refresh();
  });
}

for (const minutes of [15, 60, 0]) {
  decide(`pause-${minutes}`, "pause", { minutes });
}
decide("resume", "resume");
decide("retry", "retry-refused");
decideIfSure("held-send", "held_ask", "held_send", async () => {
  await tell("held-send");
  announce("unpair-note", say("held_sent"));
});
decideIfSure("withdraw", "withdraw_ask", "withdraw", async () => {
  await tell("consent", { answer: "declined" });
  announce("erase-note", say("withdrawn_text"));
});
decideIfSure("erase", "erase_ask", "erase", async () => {
  await tell("erase");
  announce("erase-note", say("erase_done"));
});
decideIfSure("unpair", "unpair_ask", "unpair", async () => {
  await tell("unpair");
  announce("unpair-note", say("unpaired_done"));
});
onClick(at("yes"), () => at("sure").close("yes"));
onClick(at("no"), () => at("sure").close(""));
at("prompt-length").addEventListener("change", async () => {
  await tell("prompt-length", { on: at("prompt-length").checked });
  await refresh();
});
onClick(at("connect"), () => void openPage("connect/connect.html"));
for (const id of ["read", "decide"]) {
  onClick(at(id), () => void openPage("welcome/welcome.html"));
}

document.title = `${say("options_title")} – Pointeuse`;
offerLanguages(language);
await refresh();
at("page").hidden = false;
if (location.hash) {
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
addEventListener("focus", refresh);
document.documentElement.dataset.ready = "";
