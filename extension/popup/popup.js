/** The popup: today's numbers, how the clock stands, and the few things one wants at hand. */

import { announce, at, knowFacts, languageOf, onClick, openPage, show, speak, tell } from "../shared/pages/page.js";
import { blindLine, clockLine, linkLine, refusedLine } from "../shared/pages/lines.js";
import { clockOf, linkOf } from "../shared/situation.js";
import { exact, exactRange, money, range } from "../shared/pages/money.js";
import { listed, number, shortDate } from "../shared/pages/wording.js";

let facts = await knowFacts();
const language = languageOf(facts.language);
const say = speak(language);

function showFacts() {
  const clock = clockOf(facts, Date.now());
  const link = linkOf(facts);
  const consented = clock !== "consent";
  at("clock").textContent = say(`clock_${clock}`);
  at("clock").dataset.clock = clock;
  at("clock-line").textContent = clockLine(facts, say, language);
  at("link-line").textContent = linkLine(facts, say);
  at("link-line").className = link === "connected" || link === "unpaired" ? "quiet" : "alert";
  at("waiting-line").textContent = say("waiting", { count: facts.waiting });
  at("refused-text").textContent = refusedLine(facts, say);
  at("unasked-text").textContent = say("unasked_line", { names: listed(facts.unasked, language) });
  at("blind-text").textContent = blindLine(facts, say, language);
  show({
    "link-line": consented,
    "blind-line": clock === "recording" && facts.blind.length > 0,
    "waiting-line": consented && facts.waiting > 0 && link !== "connected",
    "unasked-line": facts.unasked.length > 0,
    "refused-line": facts.refused > 0,
    "forget-line": facts.forgets > 0 && link !== "connected",
    "read-consent": !consented,
    connect: consented && (link === "unpaired" || link === "reconnect"),
    choose: consented && facts.on === 0,
    dashboard: consented && !["unpaired", "reconnect", "unproven"].includes(link),
    pauses: clock === "recording",
    resume: clock === "paused",
    forget: consented,
  });
}

function showNumbers({ error, from, acts, ms, value, wageNeeded }) {
  if (error) {
    return;
  }
  const minutes = Math.round(ms / 60_000);
  at("acts").textContent = number(acts, language);
  at("minutes").textContent = number(minutes, language);
  at("acts-label").textContent = say("acts_label", { count: acts });
  at("minutes-label").textContent = say("minutes_label", { count: minutes });
  show({ value: Boolean(value), "no-value": !value || wageNeeded });
  if (value) {
    showValue(value);
  }
  const nothing = from === "collector" ? "value_none" : "value_away";
  at("no-value").textContent = say(wageNeeded ? "value_wage" : nothing);
}

/** A method that has no figure, for want of a wage, says so: never zero. */
function showValue({ currency, ...amounts }) {
  for (const method of ["piece_price", "captured", "time_at_wage"]) {
    const amount = amounts[method];
    put(method, money(amount, currency, language), exact(amount, currency, language));
  }
  const ends = [amounts.piece_price, amounts.time_at_wage];
  put("range", range(...ends, currency, language), exactRange(...ends, currency, language));
}

/** What is too small to be written as money stands in full in its tooltip. */
function put(id, text, full) {
  at(id).textContent = text;
  at(id).title = text === full ? "" : full;
}

async function refresh() {
  facts = await knowFacts();
  showFacts();
}

async function forgetHour() {
  show({ "forget-ask": false });
  const { acts, ms } = await tell("forget", { minutes: 60 });
  const minutes = Math.round(ms / 60_000);
  const what = { acts: say("acts", { count: acts }), minutes: say("minutes", { count: minutes }) };
  announce("note", say("forget_done", what));
  await refresh();
  showNumbers(await tell("numbers"));
}

function decide(id, type, fields) {
  onClick(at(id), async () => {
    await tell(type, fields);
    await refresh();
  });
}

function leadTo(id, path) {
  onClick(at(id), async () => {
    await openPage(path);
    window.close();
  });
}

for (const minutes of [15, 60, 0]) {
  decide(`pause-${minutes}`, "pause", { minutes });
}
decide("resume", "resume");
leadTo("read-consent", "welcome/welcome.html");
leadTo("connect", "connect/connect.html");
leadTo("choose", "options/options.html#platforms");
leadTo("settings", "options/options.html");
leadTo("see-unasked", "options/options.html#unasked");
leadTo("see-blind", "options/options.html#platforms");
leadTo("see-refused", "options/options.html#refused");
onClick(at("forget"), () => {
  show({ "forget-ask": true });
  at("forget-no").focus();
});
onClick(at("forget-no"), () => {
  show({ "forget-ask": false });
  at("forget").focus();
});
onClick(at("forget-yes"), forgetHour);
onClick(at("dashboard"), async () => {
  const { error } = await tell("dashboard");
  if (!error) {
    return window.close();
  }
  return refresh();
});

at("date").textContent = shortDate(Date.now(), language);
showFacts();
at("page").hidden = false;
showNumbers(await tell("numbers"));
if (facts.unasked.length) {
  await tell("unasked"); // where nothing was counted, there is nothing to say
}
await refresh();
document.documentElement.dataset.ready = "";
