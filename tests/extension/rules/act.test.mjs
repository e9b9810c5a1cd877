import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS } from "../../../extension/background/platforms/catalogue.js";
import { toAct } from "../../../extension/shared/acts/act.js";
import { isAccepted, isUnanswered, isYes } from "../../../extension/shared/rules/answers.js";
import { candidates } from "../../../extension/shared/rules/candidates.js";
import { isFromAPage } from "../../../extension/shared/rules/sights.js";

const MATCH = { kind: "like", platform: "a", rule: "a.like", n: 1, at: 1_795_338_850_000.4, tab: 3 };
const CAPTCHA = { ...MATCH, kind: "captcha.image", rule: "c", ms: 1234.6 };
const offset = () => 60;

test("an act holds the named fields and nothing else", () => {
  const made = toAct(
    { ...MATCH, key: "k", url: "https://a.example/secret", detail: { text: "secret" } },
    KINDS,
    offset,
  );
  assert.deepEqual(made, {
    kind: "like",
    platform: "a",
    rule: "a.like",
    at: 1_795_338_850_000,
    offset_min: 60,
    ms: 0,
    n: 1,
  });
});

test("detail keeps the fields of its kind, each within its list or range", () => {
  const detail = {
    outcome: "solved",
    labels: 3.2,
    judgements: -1,
    rounds: 5000,
    gestures: NaN,
    prompt: "buses",
  };
  assert.deepEqual(toAct({ ...CAPTCHA, detail }, KINDS, offset).detail, {
    outcome: "solved",
    labels: 3,
    judgements: 0,
    rounds: 1000,
  });
  assert.equal(toAct({ ...CAPTCHA, detail: { outcome: "won" } }, KINDS, offset).detail, undefined);
});

const NUMBERS = [
  [{ ms: -5 }, { ms: 0 }],
  [{ ms: 1e12 }, { ms: 86_400_000 }],
  [{ n: 0 }, { n: 1 }],
  [{ n: 5000 }, { n: 1000 }],
  [{ n: -3 }, { n: -1 }],
];
for (const [given, kept] of NUMBERS) {
  test(`${JSON.stringify(given)} is kept as ${JSON.stringify(kept)}`, () => {
    const made = toAct({ ...MATCH, ...given }, KINDS, offset);
    for (const [key, value] of Object.entries(kept)) {
      assert.equal(made[key], value);
    }
  });
}

test("an unknown kind, and an undo of what cannot be undone, make no act", () => {
  assert.equal(toAct({ ...MATCH, kind: "constructor" }, KINDS), null);
  assert.equal(toAct({ ...MATCH, kind: "prompt", n: -1 }, KINDS), null);
});

const ANSWERS = [
  [200, "POST", "xmlhttprequest", "", true],
  [204, "POST", "xmlhttprequest", "", true],
  [302, "POST", "main_frame", "/thread/1", true],
  [303, "POST", "sub_frame", "", true],
  [302, "POST", "xmlhttprequest", "/thread/1#new", true],
  [303, "PUT", "xmlhttprequest", "", true],
  [302, "GET", "xmlhttprequest", "/thread/1", false],
  [302, "POST", "xmlhttprequest", "/signin", false],
  [302, "POST", "xmlhttprequest", "/users/sign_in?from=1", false],
  [302, "POST", "xmlhttprequest", "/accounts/login/", false],
  [302, "POST", "xmlhttprequest", "/ucp.php?mode=login", false],
  [303, "POST", "main_frame", "/Login", false],
  [302, "POST", "main_frame", "/challenge/1", false],
  [302, "POST", "main_frame", "/wiki/CAPTCHA", true],
  [302, "POST", "main_frame", "/r/challenge/comments/1/x/", true],
  [302, "POST", "xmlhttprequest", "/authwall?trk=a", false],
  [302, "POST", "xmlhttprequest", "/i/oauth2/authorize", false],
  [302, "POST", "main_frame", "/w/index.php?title=Special%3AUserLogin&returnto=A", false],
  [302, "POST", "main_frame", "/w/index.php?title=Sp%C3%A9cial:Connexion&returnto=A", false],
  [302, "POST", "main_frame", "/wiki/Sp%C3%A9cial:Connexion", false],
  [302, "POST", "main_frame", "/w/index.php?title=Login", true],
  [303, "POST", "main_frame", "/catalogue/logins-of-old", true],
  [301, "POST", "main_frame", "", false],
  [307, "POST", "xmlhttprequest", "", undefined],
  [304, "POST", "xmlhttprequest", "", false],
  [403, "POST", "xmlhttprequest", "", false],
  [500, "POST", "main_frame", "", false],
];
for (const [statusCode, method, type, to, accepted] of ANSWERS) {
  test(`status ${statusCode} to a ${method} of a ${type}${to && ` leading to ${to}`} is ${accepted}`, () => {
    const redirectUrl = to && `https://a.example${to}`;
    assert.equal(isAccepted({ statusCode, method, type, ...(to && { redirectUrl }) }), accepted);
  });
}

const YES = [
  ["any", false, "xmlhttprequest", [200]],
  ["any", true, "xmlhttprequest", [200, 302, 303]],
  ["any", false, "main_frame", [200, 302, 303]],
  ["redirect", false, "xmlhttprequest", [302, 303]],
  ["redirect", true, "main_frame", [302, 303]],
  ["either", false, "xmlhttprequest", [200, 302, 303]],
  ["page", false, "main_frame", [200]],
];
test("a script that is led elsewhere with what nobody looked at has to be led somewhere", () => {
  const expected = { answer: "any", form: undefined };
  const details = { statusCode: 302, type: "xmlhttprequest" };
  assert.equal(isYes(expected, { ...details, redirectUrl: "https://a.example/thread/1" }), true);
  assert.equal(isYes(expected, details), false);
});

for (const [answer, form, type, statuses] of YES) {
  test(`a rule that asks for ${answer} of ${form ? "a form" : "anything"} by ${type} takes ${statuses}`, () => {
    const taken = [200, 302, 303].filter((statusCode) => isYes({ answer, form }, { statusCode, type }));
    assert.deepEqual(taken, statuses);
  });
}

test("beacons are not waited for", () => {
  assert.deepEqual(
    ["ping", "beacon", "xmlhttprequest"].map((type) => isUnanswered({ type })),
    [true, true, false],
  );
});

const OWN = "chrome-extension://abc";
const SENDERS = [
  [{ initiator: "https://a.example" }, true],
  [{ initiator: OWN }, false],
  [{ originUrl: `${OWN}/popup/popup.html` }, false],
  [{ initiator: `${OWN}d` }, true],
  [{ documentLifecycle: "prerender" }, false],
  [{ documentLifecycle: "active" }, true],
  [{}, true],
];
for (const [details, counts] of SENDERS) {
  test(`a request of ${JSON.stringify(details)} ${counts ? "may count" : "never counts"}`, () => {
    assert.equal(isFromAPage(details, OWN), counts);
  });
}

const [LIKE, DISLIKE] = ["like", "dislike"].map((kind) => ({ rule: `a.${kind}`, kind, platform: "a" }));
const REST = { navigation: false, answer: "any", form: false, measure: null };
const sight = (each, sense, more = {}) => ({
  ...{ rule: each.rule, sense, options: [each], element: 0, unread: false, thing: "", server: "", from: "" },
  ...{ ...REST, ...more },
});
const done = (option, n, thing = "") => ({ sense: 1, options: [option], n, thing, ...REST });

test("one act seen in two ways is one act, and undoings of several rules are one undo", () => {
  assert.deepEqual(candidates([sight(LIKE, 1), sight(LIKE, 1)]), [done(LIKE, 1)]);
  assert.deepEqual(candidates([sight(LIKE, -1), sight(DISLIKE, -1), sight(LIKE, -1)]), [
    { sense: -1, options: [LIKE, DISLIKE], n: 1, thing: "", ...REST },
  ]);
});

test("each element of a list is an act, and those about other things are other acts", () => {
  const of = (element, thing = "") => sight(LIKE, 1, { element, thing });
  assert.deepEqual(candidates([of(0), of(1), of(2)]), [done(LIKE, 3)]);
  assert.deepEqual(candidates([of(0, "0 a"), of(1, "0 b")]), [done(LIKE, 1, "0 a"), done(LIKE, 1, "0 b")]);
  const undone = [0, 1].map((element) => sight(LIKE, -1, { element }));
  assert.deepEqual(candidates(undone), [{ sense: -1, options: [LIKE], n: 2, thing: "", ...REST }]);
});

test("a body that a rule could not read is no act of it, unless another of its ways could", () => {
  const unread = { sense: 1, options: [LIKE], n: 1, thing: "", unread: true, ...REST };
  assert.deepEqual(candidates([sight(LIKE, 1, { unread: true }), sight(LIKE, -1, { unread: true })]), [unread]);
  assert.deepEqual(candidates([sight(LIKE, 1, { unread: true }), sight(LIKE, 1)]), [done(LIKE, 1)]);
});
