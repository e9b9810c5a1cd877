/** Where the person says whether this browser is to be connected, by a link that waits or by a typed code. */

import { browser } from "../shared/browser.js";
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

import { linkOf } from "../shared/situation.js";

const HERE = { origins: ["http://127.0.0.1/*"] };

let facts = await knowFacts();
const say = speak(languageOf(facts.language));

function draw() {
  const consented = facts.consent === "accepted";
  const waits = consented && facts.ticket !== null;
  show({
    ask: waits,
    "consent-first": !consented,
    none: consented && !waits,
    typed: consented,
    connected: false,
  });
  const isSame = facts.ticket === facts.port;
  const replaces = facts.paired && !(isSame && linkOf(facts) === "reconnect");
  const ports = { port: String(facts.ticket ?? ""), before: String(facts.port ?? "") };
  at("ask-title").textContent = say(replaces ? "replace_title" : "connect_title");
  at("where").textContent = say(replaces ? (isSame ? "replace_same" : "replace_where") : "connect_where", ports);
  at("connect").textContent = say(replaces ? "replace" : "connect");
  at("leave").textContent = say(replaces ? "replace_not" : "not_now");
  at("typed-replaces").textContent = say("replace_typed", ports);
  // What is safe is what the hand finds first.
  at("connect").classList.toggle("main", !replaces);
  at("leave").classList.toggle("main", replaces);
  at(replaces ? "leave" : "connect").parentElement.prepend(at(replaces ? "leave" : "connect"));
  show({ replaced: replaces, "typed-replaces": replaces });
  at("none-title").textContent = say(facts.paired ? "already_title" : "connect_none");
  const already = facts.paired ? say("already_text", { port: String(facts.port) }) : say("collector_command");
  at("none-text").textContent = already;
  at("command").hidden = facts.paired;
}

/** The browser asks only inside a click, and says yes at once where it was allowed before. */
const mayReach = () => browser.permissions.request(HERE);

async function connect(type, fields) {
  if (!(await mayReach())) {
    return sayWrong("error_denied");
  }
  announce("note", say("connecting"));
  const reply = await tell(type, fields);
  if (reply.error) {
    return fail(reply);
  }
  announce("note", "");
  show({ ask: false, none: false, typed: false, connected: true, "held-send": reply.held > 0 });
  at("connected-text").textContent = reply.held ? say("connected_held", { count: reply.held }) : say("connected_text");
  at("connected-title").focus();
  return undefined;
}

async function fail({ error, code }) {
  const key = `error_${error.replaceAll("-", "_")}`;
  sayWrong(key, { code: code ?? "?", id: browser.runtime.id });
  facts = await knowFacts();
  draw();
}

function sayWrong(key, values) {
  at("note").className = "alert";
  announce("note", say(key, values));
}

async function lookForTicket() {
  if (!(await mayReach())) {
    return sayWrong("error_denied");
  }
  await tell("find-ticket");
  facts = await knowFacts();
  draw();
  return facts.ticket === null ? sayWrong("connect_not_found") : announce("note", "");
}

function submit(event) {
  event.preventDefault();
  const port = Number(at("port").value);
  const code = at("code")
    .value.toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
  if (!/^[0-9A-Z]{8}$/.test(code)) {
    return sayWrong("error_wrong_code");
  }
  return void connect("pair-code", { port, code });
}

onClick(at("connect"), () => connect("pair"));
onClick(at("look"), lookForTicket);
onClick(at("leave"), () => window.close());
onClick(at("held-send"), async () => {
  const { error } = await tell("held-send");
  if (error) {
    return sayWrong("error_internal");
  }
  announce("note", say("held_sent"));
  at("dashboard").focus();
  show({ "held-send": false });
  return undefined;
});
onClick(at("read-consent"), () => void openPage("welcome/welcome.html"));
onClick(at("dashboard"), async () => {
  const { error } = await tell("dashboard");
  if (error) {
    sayWrong("error_silent");
  }
});
at("form").addEventListener("submit", submit);

document.title = `${say("collector_title")} – Pointeuse`;
offerLanguages(languageOf(facts.language));
draw();
at("page").hidden = false;
document.documentElement.dataset.ready = "";
