/** The life of each product's check by the pure functions: what its file looks for, and what comes of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CAPTCHAS, KINDS } from "../../../extension/background/platforms/catalogue.js";
import { toAct } from "../../../extension/shared/acts/act.js";
import { step, sweep } from "../../../extension/shared/captcha/episode.js";
import { frameAt, framesAt, reportsOf, specFor } from "../../../extension/shared/captcha/frames.js";
import { isOn } from "../../../extension/shared/rules/rules.js";

const T0 = 1_795_338_850_000;
const LATER = 24 * 3600 * 1000;
const fileOf = (id) => CAPTCHAS.find((file) => file.id === id);
const counts = (selected, tiles) => ({ counts: { selected, added: 0, tiles } });

/**
 * Plays lines of [role, state, ms since the beginning, more, life] and ends whatever is left open.
 * @returns {any[]} the acts that came of it
 */
function play(file, lines, isOpen = true) {
  let episode = null;
  const matches = [];
  const keep = (found) => matches.push(...(found ?? []));
  for (const [role, state, after, more = {}, life = role] of lines) {
    const at = T0 + after;
    const kind = state === "shown" ? kindOf(file, role) : undefined;
    if (episode) {
      const ended = sweep(episode, at, file);
      keep(ended);
      if (ended) {
        episode = null;
      }
    }
    const message = { life: life.replace(/\W/g, "-"), link: "", reports: [{ n: 1, at, state, kind, ...more }] };
    const [report] = reportsOf(message, file, role) ?? assert.fail(`${role} does not say ${state}`);
    const next = step(episode, report, file, 7);
    episode = next.episode;
    keep(next.matches);
  }
  if (episode) {
    keep(sweep(episode, T0 + LATER, file, isOpen));
  }
  return matches.map((match) => toAct(match, KINDS, () => 60));
}

const kindOf = ({ captcha }, role) =>
  captcha.states.find(({ state, frame }) => state === "shown" && frame === role)?.kind;

const none = { labels: 0, judgements: 0, rounds: 0, gestures: 0 };
const act = (kind, outcome, ms = 0, detail = {}, n = 1) => ({
  kind: `captcha.${kind}`,
  ms,
  n,
  detail: { outcome, ...none, ...detail },
});
const passed = act("invisible", "auto-passed");
const clicked = act("checkbox", "auto-passed");

/** Product, then rows of: what happens, its lines, the acts, and whether the tab is still open at the end. */
// biome-ignore format: a life reads as a row, and there are many
const LIVES = {
  "recaptcha-v3": [
    ["scored once", [["widget", "scored", 0]], [passed]],
    ["scored twice in a page", [["widget", "scored", 0], ["widget", "scored", 900], ["widget", "gone", 950]],
      [act("invisible", "auto-passed", 0, {}, 2)]],
  ],
  hcaptcha: [
    ["solved after two screens",
      [["widget", "checkbox-click", 0], ["challenge", "shown", 400], ["challenge", "label", 1400], ["challenge", "submitted", 2400, counts(1, 9)],
        ["challenge", "label", 3400], ["challenge", "submitted", 4400, counts(2, 9)], ["challenge", "hidden", 4900]],
      [act("image", "solved", 4000, { labels: 3, judgements: 18, rounds: 2, gestures: 2 })]],
    ["points on a canvas", [["challenge", "shown", 0], ["challenge", "label-point", 1000], ["challenge", "label-point", 2000],
      ["challenge", "submitted", 3000, counts(0, 0)], ["widget", "solved", 3500]],
      [act("image", "solved", 3000, { labels: 2, judgements: 1, rounds: 1, gestures: 2 })]],
    ["wrong, and left", [["challenge", "shown", 0], ["challenge", "label", 1000], ["challenge", "submitted", 2000, counts(1, 9)],
      ["challenge", "failed", 2300], ["challenge", "gone", 9000]],
      [act("image", "failed", 2000, { labels: 1, judgements: 9, rounds: 1, gestures: 1 })]],
    ["put away", [["challenge", "shown", 0], ["challenge", "label", 1000], ["challenge", "hidden", 1500]],
      [act("image", "abandoned", 1000, { gestures: 1 })]],
    ["a box that is enough", [["widget", "checkbox-click", 0], ["widget", "solved", 500]], [clicked]],
    ["loaded in advance", [["widget", "present", 0], ["challenge", "gone", 9000]], []],
  ],
  turnstile: [
    ["ticked", [["widget", "shown", 0], ["widget", "checkbox-click", 1500], ["widget", "solved", 2500]],
      [act("checkbox", "solved", 1500, { rounds: 1, gestures: 1 })]],
    ["passed by itself", [["widget", "present", 0], ["widget", "solved", 700]], [passed]],
    ["ticked in vain", [["widget", "shown", 0], ["widget", "checkbox-click", 1500], ["widget", "failed", 2500], ["widget", "gone", 9000]],
      [act("checkbox", "failed", 1500, { rounds: 1, gestures: 1 })]],
    ["ticked too late", [["widget", "shown", 0], ["widget", "checkbox-click", 1500], ["widget", "expired", 2500]],
      [act("checkbox", "expired", 1500, { rounds: 1, gestures: 1 })]],
    ["not looked at", [["widget", "shown", 0], ["widget", "expired", 90_000]], []],
  ],
  "cloudflare-challenge": [
    ["one page", [["page", "shown", 0], ["page", "gone", 4000]], [act("wait", "solved", 4000, { rounds: 1 })]],
    ["two pages in a row", [["page", "shown", 0], ["page", "gone", 4000], ["page", "shown", 5000, {}, "next"], ["page", "gone", 8000, {}, "next"]],
      [act("wait", "solved", 7000, { rounds: 2 })]],
    ["two apart", [["page", "shown", 0], ["page", "gone", 4000], ["page", "shown", 15_000, {}, "next"], ["page", "gone", 16_000, {}, "next"]],
      [act("wait", "solved", 4000, { rounds: 1 }), act("wait", "solved", 1000, { rounds: 1 })]],
    ["an hour of a page: one minute", [["page", "shown", 0], ["page", "gone", 3_600_000]],
      [act("wait", "abandoned", 60_000, { rounds: 1 })]],
    ["out of view in between", [["page", "shown", 0], ["page", "away", 1000], ["page", "back", 9000], ["page", "gone", 11_000]],
      [act("wait", "solved", 3000, { rounds: 1 })]],
    ["the tab closed", [["page", "shown", 0], ["page", "gone", 4000]], [act("wait", "abandoned", 4000, { rounds: 1 })], false],
    ["the tab closed on the page that came", [["page", "shown", 0], ["page", "gone", 4000], ["page", "gone", 4100, { followed: true }]],
      [act("wait", "solved", 4000, { rounds: 1 })], false],
    ["the tab closed on the second page", [["page", "shown", 0], ["page", "gone", 4000, { followed: true }], ["page", "shown", 5000, {}, "next"], ["page", "gone", 8000, {}, "next"]],
      [act("wait", "abandoned", 7000, { rounds: 2 })], false],
    ["refused", [["page", "shown", 0], ["page", "failed", 4000]], [act("wait", "failed", 60_000, { rounds: 1 })]],
  ],
  arkose: [
    ["won in two waves", [["widget", "scored", 0], ["challenge", "shown", 400], ["challenge", "label", 1400], ["challenge", "submitted", 1600],
      ["challenge", "label", 2400], ["challenge", "submitted", 2600], ["challenge", "hidden", 3000]],
      [act("game", "solved", 2000, { labels: 2, judgements: 2, rounds: 2, gestures: 2 })]],
    ["no game", [["widget", "scored", 0], ["widget", "gone", 60_000]], [passed]],
    ["left", [["challenge", "shown", 0], ["challenge", "label", 1000], ["challenge", "gone", 2000]],
      [act("game", "abandoned", 1000, { gestures: 1 })]],
    ["played by a script", [["challenge", "shown", 0], ["challenge", "submitted", 1000], ["challenge", "hidden", 1500]], []],
  ],
  datadome: [
    ["slid", [["challenge", "shown", 0], ["challenge", "started", 1000], ["challenge", "label", 3000], ["challenge", "submitted", 3100], ["challenge", "gone", 3900]],
      [act("slider", "solved", 3000, { rounds: 1, gestures: 1 })]],
    ["refused", [["challenge", "shown", 0], ["challenge", "started", 1000], ["challenge", "label", 3000], ["challenge", "submitted", 3100],
      ["challenge", "gone", 3900], ["refusal", "blocked", 4500]],
      [act("slider", "blocked", 3000, { rounds: 1, gestures: 1 })]],
    ["wrong, then right", [["challenge", "shown", 0], ["challenge", "label", 3000], ["challenge", "submitted", 3100], ["challenge", "gone", 3900],
      ["challenge", "shown", 4500, {}, "next"], ["challenge", "label", 6000, {}, "next"], ["challenge", "submitted", 6100, {}, "next"], ["challenge", "gone", 6900, {}, "next"]],
      [act("slider", "solved", 6000, { rounds: 2, gestures: 2 })]],
    ["the device alone", [["device-check", "scored", 0], ["device-check", "gone", 1500]], [passed]],
    ["refused at once", [["refusal", "blocked", 0]], []],
  ],
  "aws-waf": [
    ["two pictures", [["page", "shown", 0], ["page", "gesture", 1000], ["page", "failed", 1100], ["page", "label-point", 2000], ["page", "submitted", 2500],
      ["page", "failed", 2700], ["page", "label-point", 4000], ["page", "submitted", 4500], ["page", "hidden", 5000]],
      [act("image", "solved", 4000, { labels: 2, judgements: 2, rounds: 2, gestures: 2 })]],
    ["left unanswered", [["page", "shown", 0], ["page", "gesture", 1000], ["page", "failed", 1100], ["page", "gone", 2000]], [act("image", "abandoned", 1000)]],
  ],
  "human-px": [
    ["held", [["page", "shown", 0], ["page", "started", 9000], ["page", "submitted", 17_000], ["page", "hidden", 18_000]],
      [act("slider", "solved", 8000, { rounds: 1, gestures: 1 })]],
    ["held for a minute: the cap", [["page", "shown", 0], ["page", "started", 9000], ["page", "submitted", 69_000], ["page", "gone", 70_000]],
      [act("slider", "solved", 20_000, { rounds: 1, gestures: 1 })]],
    ["let go too early", [["page", "shown", 0], ["page", "started", 9000], ["page", "submitted", 9500], ["page", "gone", 30_000]],
      [act("slider", "abandoned", 500, { rounds: 1, gestures: 1 })]],
  ],
  friendly: [
    ["clicked", [["page", "present", 0], ["page", "checkbox-click", 100], ["page", "solved", 4000]], [clicked]],
    ["by itself", [["page", "solved", 4000]], [passed]],
  ],
  altcha: [
    ["ticked", [["page", "checkbox-click", 0], ["page", "solved", 3000]], [clicked]],
    ["by itself", [["page", "solved", 3000]], [passed]],
    ["a code", [["page", "checkbox-click", 0], ["page", "shown", 1000], ...[2000, 2200, 2400].map((at) => ["page", "label-text", at]),
      ["page", "submitted", 3000], ["page", "solved", 3500]],
      [act("text", "solved", 2000, { labels: 3, judgements: 1, rounds: 1, gestures: 3 })]],
    ["an error", [["page", "checkbox-click", 0], ["page", "failed", 3000], ["page", "gone", 9000]], [act("checkbox", "failed")]],
    ["too late", [["page", "checkbox-click", 0], ["page", "expired", 90_000]], [act("checkbox", "expired")]],
  ],
  mcaptcha: [["a token", [["page", "present", 0], ["page", "solved", 3000]], [passed]]],
  "yandex-smart": [
    ["solved, the token out of sight", [["widget", "checkbox-click", 0], ["challenge", "shown", 500], ["challenge", "label-point", 1500],
      ["challenge", "submitted", 2500], ["challenge", "hidden", 3000]],
      [act("image", "solved", 2000, { labels: 1, judgements: 1, rounds: 1, gestures: 1 })]],
    ["the box alone", [["widget", "checkbox-click", 0], ["page", "solved", 500]], [clicked]],
    ["left", [["challenge", "shown", 0], ["challenge", "label-text", 1000], ["challenge", "gone", 2000]], [act("image", "abandoned", 1000, { gestures: 1 })]],
  ],
  tencent: [
    ["slid in a frame", [["challenge", "shown", 0], ["challenge", "started", 1000], ["challenge", "label-point", 2000], ["challenge", "submitted", 2100], ["challenge", "gone", 2500]],
      [act("slider", "solved", 2000, { labels: 1, judgements: 1, rounds: 1, gestures: 1 })]],
    ["slid in the page", [["page", "shown", 0], ["page", "started", 1000], ["page", "label-point", 2000], ["page", "submitted", 2100], ["page", "hidden", 2500]],
      [act("slider", "solved", 2000, { labels: 1, judgements: 1, rounds: 1, gestures: 1 })]],
  ],
  mtcaptcha: [
    ["typed", [["widget", "shown", 0], ["widget", "started", 8000], ["widget", "label-text", 9000], ["widget", "label-text", 9500],
      ["widget", "submitted", 9600], ["widget", "gone", 60_000]],
      [act("text", "solved", 1500, { labels: 2, judgements: 1, rounds: 1, gestures: 2 })]],
    ["wrong", [["widget", "shown", 0], ["widget", "started", 8000], ["widget", "label-text", 9000], ["widget", "submitted", 9600], ["widget", "failed", 9900], ["widget", "gone", 60_000]],
      [act("text", "failed", 1000, { labels: 1, judgements: 1, rounds: 1, gestures: 1 })]],
    ["only shown", [["widget", "shown", 0], ["widget", "gone", 60_000]], []],
  ],
  keycaptcha: [
    ["two pieces", [["page", "shown", 0], ["page", "started", 1000], ["page", "label-point", 2000], ["page", "label-point", 4000], ["page", "solved", 4100], ["page", "gone", 4200]],
      [act("slider", "solved", 3000, { gestures: 2 })]],
  ],
  "text-image-generic": [
    ["wrong, then right", [["page", "shown", 0], ["page", "started", 5000], ["page", "label-text", 6000], ["page", "submitted", 7000], ["page", "gone", 7100],
      ["page", "shown", 8000, {}, "next"], ["page", "label-text", 9000, {}, "next"], ["page", "submitted", 9500, {}, "next"], ["page", "gone", 9600, {}, "next"]],
      [act("text", "solved", 4500, { labels: 2, judgements: 2, rounds: 2, gestures: 2 })]],
    ["wrong, and left", [["page", "shown", 0], ["page", "started", 5000], ["page", "label-text", 6000], ["page", "submitted", 7000], ["page", "gone", 7100],
      ["page", "shown", 8000, {}, "next"], ["page", "gone", 9600, {}, "next"]],
      [act("text", "failed", 2000, { labels: 1, judgements: 1, rounds: 1, gestures: 1 })]],
    ["a form that nobody fills in", [["page", "shown", 0], ["page", "gone", 90_000]], []],
  ],
}; // prettier-ignore

for (const [id, lives] of Object.entries(LIVES)) {
  for (const [name, lines, acts, isOpen] of lives) {
    test(`${id}: ${name}`, () => {
      const seen = play(fileOf(id), lines, isOpen);
      assert.deepEqual(
        seen.map(({ kind, ms, n, detail }) => ({ kind, ms, n, detail })),
        acts,
      );
      for (const { platform, rule } of seen) {
        assert.deepEqual([platform, rule], [id, id]);
      }
    });
  }
}

test("every product of the catalogue has its life here or in its own test", () => {
  assert.deepEqual([...Object.keys(LIVES), "recaptcha-v2"].sort(), CAPTCHAS.map(({ id }) => id).sort());
});

const HCAPTCHA = "https://newassets.hcaptcha.com/captcha/v1/0a1b/static/hcaptcha.html";
const ADDRESSES = {
  "https://www.google.com/recaptcha/api2/anchor?size=invisible&k=a": ["recaptcha-v3", "widget"],
  "https://www.google.com/recaptcha/api2/anchor?size=normal&k=a": ["recaptcha-v2", "widget"],
  "https://www.google.com/recaptcha/api2/bframe?size=invisible&k=a": ["recaptcha-v2", "challenge"],
  [`${HCAPTCHA}#frame=challenge&id=0`]: ["hcaptcha", "challenge"],
  [`${HCAPTCHA}#frame=checkbox-invisible&id=0`]: ["hcaptcha", "widget"],
  [`${HCAPTCHA}?frame=challenge`]: null,
  "https://hcaptcha.com/captcha/v1/0a1b/static/hcaptcha.html#frame=challenge": null,
  "https://challenges.cloudflare.com/cdn-cgi/challenge-platform/h/b/turnstile/if/ov2/av0/rcv/x/0x4": [
    "turnstile",
    "widget",
  ],
  "https://challenges.cloudflare.com/turnstile/v0/api.js": null,
  "https://acme-api.arkoselabs.com/fc/assets/ec-game-core/game-core/1.2.3/standard/index.html": ["arkose", "challenge"],
  "https://client-api.arkoselabs.com/v2/2.3.0/enforcement.0a1b.html": ["arkose", "widget"],
  "https://geo.captcha-delivery.com/captcha/?cid=a": ["datadome", "challenge"],
  "https://geo.captcha-delivery.com/captcha/?cid=a&t=bv": ["datadome", "refusal"],
  "https://geo.captcha-delivery.com/interstitial/?cid=a": ["datadome", "device-check"],
  "https://smartcaptcha.yandexcloud.net/advanced.0a1b.html?key=a": ["yandex-smart", "challenge"],
  "https://turing.captcha.gtimg.com/1/template/drag_ele.html": ["tencent", "challenge"],
  "https://service2.mtcaptcha.com/mtcv1/client/iframe.html?v=1": ["mtcaptcha", "widget"],
};

for (const [url, found] of Object.entries(ADDRESSES)) {
  test(`${url} is ${found?.join(", ") ?? "no frame of a vendor"}`, () => {
    const frame = frameAt(CAPTCHAS, url);
    assert.deepEqual(frame && [frame.file.id, frame.role], found);
  });
}

const productsAt = (url, frameId) => framesAt(CAPTCHAS, { url, frameId }).map(({ file, role }) => `${file.id} ${role}`);

test("only the top frame of a page, over https, may speak of the products that live in pages", () => {
  const all = CAPTCHAS.filter(({ captcha }) => captcha.frames.some(({ role }) => role === "page"));
  assert.ok(all.length >= 8);
  assert.deepEqual(
    productsAt("https://forum.example/", 0),
    all.map(({ id }) => `${id} page`),
  );
  assert.deepEqual(productsAt("https://forum.example/", 3), []);
  assert.deepEqual(productsAt("http://forum.example/", 0), []);
  assert.deepEqual(productsAt(undefined, 0), []);
});

test("a frame of a vendor speaks of its own product alone", () => {
  assert.deepEqual(productsAt("https://geo.captcha-delivery.com/captcha/", 0), ["datadome challenge"]);
});

test("what is uncertain is off until it is switched on, and can be switched off", () => {
  const off = CAPTCHAS.filter((file) => !isOn(file)).map(({ id }) => id);
  assert.deepEqual(off, ["keycaptcha", "mcaptcha", "text-image-generic"]);
  assert.ok(isOn(fileOf("mcaptcha"), { mcaptcha: true }));
  assert.ok(!isOn(fileOf("hcaptcha"), { hcaptcha: false }));
});

test("a request is described to the script as regular expressions, hosts to their end", () => {
  const { resource } = specFor(fileOf("aws-waf"), "page").states.find(({ state }) => state === "submitted");
  const fits = (list, text) => list.some((source) => new RegExp(source).test(text));
  assert.ok(fits(resource.path, "/ab12/cd/verify") && !fits(resource.path, "/ab12/verify/more"));
  assert.ok(fits(resource.hosts, "a.eu.captcha.awswaf.com"));
  assert.ok(!fits(resource.hosts, "captcha.awswaf.com.example") && !fits(resource.hosts, "captchaXawswaf.com"));
});

test("a state of one frame is told apart by what a person does, or by what is seen, never by both", () => {
  for (const { id, captcha } of CAPTCHAS) {
    const ways = new Set(captcha.states.map(({ frame, state, event }) => `${frame} ${state} ${event !== undefined}`));
    assert.equal(ways.size, new Set(captcha.states.map(({ frame, state }) => `${frame} ${state}`)).size, id);
    const roles = new Set(captcha.frames.map(({ role }) => role));
    for (const { frame } of captcha.states) {
      assert.ok(roles.has(frame), `${id}: ${frame}`);
    }
  }
});

test("in a page nothing is watched before a marker that is merely there", () => {
  for (const { id, captcha } of CAPTCHAS.filter(({ captcha }) => captcha.frames.some(({ role }) => role === "page"))) {
    const marks = captcha.states.filter(({ state, frame }) => state === "present" && frame === "page");
    assert.ok(marks.length && marks.every(({ exists }) => exists), id);
  }
});
