import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS } from "../../../extension/background/platforms/catalogue.js";
import { toAct } from "../../../extension/shared/acts/act.js";
import { candidates, isAccepted, isFromAPage, isUnanswered } from "../../../extension/shared/rules/sights.js";

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
  [200, "xmlhttprequest", true],
  [204, "xmlhttprequest", true],
  [302, "main_frame", true],
  [303, "sub_frame", true],
  [302, "xmlhttprequest", false],
  [301, "main_frame", false],
  [307, "xmlhttprequest", undefined],
  [304, "xmlhttprequest", false],
  [403, "xmlhttprequest", false],
  [500, "main_frame", false],
];
for (const [statusCode, type, accepted] of ANSWERS) {
  test(`status ${statusCode} to a ${type} is ${accepted}`, () =>
    assert.equal(isAccepted({ statusCode, type }), accepted));
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

test("one act seen in two ways is one act, and undoings of several rules are one undo", () => {
  const like = { rule: "a.like", kind: "like", platform: "a" };
  const dislike = { rule: "a.dislike", kind: "dislike", platform: "a" };
  const rest = { n: 1, navigation: false, answer: "any", measure: null };
  const sight = (each, sense) => ({ rule: each.rule, sense, options: [each], server: "", ...rest });
  assert.equal(candidates([sight(like, 1), sight(like, 1)]).length, 1);
  assert.deepEqual(candidates([sight(like, -1), sight(dislike, -1), sight(like, -1)]), [
    { sense: -1, options: [like, dislike], ...rest },
  ]);
});
