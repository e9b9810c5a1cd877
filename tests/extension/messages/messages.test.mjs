import assert from "node:assert/strict";
import { test } from "node:test";
import { isWelcome, MESSAGES, portOfPairing, ticketIn } from "../../../extension/shared/messages.js";

const SELF = { id: "abc", base: "chrome-extension://abc/" };
const page = { id: "abc", url: "chrome-extension://abc/popup/popup.html" };
const pair = { id: "abc", url: "http://127.0.0.1:4321/pair", frameId: 0 };
const frame = { id: "abc", url: "https://www.google.com/recaptcha/api2/bframe?k=1", frameId: 7 };
const platform = { id: "abc", url: "https://x.com/home", frameId: 0 };
const TICKET = "AAECAwQFBgcICQoLDA0ODw";

const TABLE = [
  ["a page asks for the state", { type: "state" }, page, true],
  ["another extension asks", { type: "state" }, { id: "other", url: page.url }, false],
  ["a web page's script asks", { type: "state" }, platform, false],
  [
    "an extension page whose id only begins like ours",
    { type: "state" },
    { id: "abc", url: "chrome-extension://abcd/x" },
    false,
  ],
  ["no sender address", { type: "state" }, { id: "abc" }, false],
  ["something more in the message", { type: "state", more: 1 }, page, false],
  ["something missing", { type: "pause" }, page, false],
  ["an unknown message", { type: "stop" }, page, false],
  ["a name from the prototype", { type: "toString" }, page, false],
  ["no message", undefined, page, false],
  ["a pause that is offered", { type: "pause", minutes: 15 }, page, true],
  ["a pause that is not", { type: "pause", minutes: 16 }, page, false],
  ["consent in other words", { type: "consent", answer: "yes" }, page, false],
  ["consent from a content script", { type: "consent", answer: "accepted" }, frame, false],
  ["a ticket from the pairing page", { type: "ticket", ticket: TICKET }, pair, true],
  ["a ticket from a frame", { type: "ticket", ticket: TICKET }, { ...pair, frameId: 3 }, false],
  [
    "a ticket from another path",
    { type: "ticket", ticket: TICKET },
    { ...pair, url: "http://127.0.0.1:4321/pair/x" },
    false,
  ],
  [
    "a ticket from another host",
    { type: "ticket", ticket: TICKET },
    { ...pair, url: "http://127.0.0.1.evil.example/pair" },
    false,
  ],
  [
    "a ticket from localhost",
    { type: "ticket", ticket: TICKET },
    { ...pair, url: "http://localhost:4321/pair" },
    false,
  ],
  ["a ticket from a platform", { type: "ticket", ticket: TICKET }, platform, false],
  ["a ticket of another length", { type: "ticket", ticket: "A".repeat(23) }, pair, false],
  ["a ticket that is a number", { type: "ticket", ticket: 1 }, pair, false],
  ["a typed code", { type: "pair-code", port: 4321, code: "ABCD2345" }, page, true],
  ["a code in small letters", { type: "pair-code", port: 4321, code: "abcd2345" }, page, false],
  ["platforms to switch on", { type: "switch-on", ids: ["x", "youtube"] }, page, true],
  ["platforms with odd names", { type: "switch-on", ids: ["../x"] }, page, false],
  ["a rule to switch", { type: "rule", id: "x.like", on: true }, page, true],
  ["a CAPTCHA to switch", { type: "rule", id: "turnstile", on: false }, page, true],
  ["a rule with a path in its name", { type: "rule", id: "x.like/..", on: true }, page, false],
  ["a switch that is neither on nor off", { type: "rule", id: "x.like", on: 1 }, page, false],
  ["a rule switched by a page of the web", { type: "rule", id: "x.like", on: true }, platform, false],
  ["the length of prompts", { type: "prompt-length", on: true }, page, true],
  ["a server to add", { type: "server-add", host: "social.example.org" }, page, true],
  ["an address to add", { type: "server-add", host: "https://social.example.org/" }, page, false],
  ["every host to add", { type: "server-add", host: "*.example.org" }, page, false],
  ["a server's page asks what to look for", { type: "software-hello" }, platform, true],
  ["a frame in it asks", { type: "software-hello" }, { ...platform, frameId: 2 }, false],
  ["a frame tells what runs there", { type: "software", platform: "x" }, { ...platform, frameId: 2 }, false],
  ["a CAPTCHA frame reports", { type: "captcha-report", anything: 1 }, frame, true],
  [
    "a CAPTCHA frame without encryption",
    { type: "captcha-report" },
    { ...frame, url: "http://www.google.com/recaptcha/api2/bframe" },
    false,
  ],
  ["a gesture on a platform", { type: "gesture", at: 1 }, platform, true],
  ["a gesture on a page without encryption", { type: "gesture", at: 1 }, { ...platform, url: "http://x.com/" }, false],
];
for (const [name, message, sender, welcome] of TABLE) {
  test(`${name}: ${welcome ? "welcome" : "not answered"}`, () =>
    assert.equal(isWelcome(message, sender, SELF), welcome));
}

test("no decision of the person's can come from a content script", () => {
  const decisions = [
    "consent",
    "pause",
    "resume",
    "forget",
    "erase",
    "switch-on",
    "switch-off",
    "rule",
    "prompt-length",
    "server-add",
    "server-remove",
    "pair",
    "pair-code",
    "unpair",
    "dashboard",
  ];
  for (const type of decisions) {
    assert.equal(MESSAGES[type].from, "page", type);
  }
});

test("the port and the ticket of a pairing page", () => {
  assert.equal(portOfPairing("http://127.0.0.1:4321/pair#t=x"), 4321);
  assert.equal(portOfPairing("http://127.0.0.1/pair"), null);
  assert.equal(ticketIn(`http://127.0.0.1:4321/pair#t=${TICKET}`), TICKET);
  assert.equal(ticketIn(`http://127.0.0.1:4321/pair#t=${TICKET}x`), null);
  assert.equal(ticketIn(`http://127.0.0.1:4321/open#t=${TICKET}`), null);
});
