import assert from "node:assert/strict";
import { test } from "node:test";
import * as settings from "../../../extension/shared/settings.js";
import { badgeOf, clockOf, linkOf } from "../../../extension/shared/situation.js";

const NOW = 1_795_348_800_000;
const FINE = {
  consent: "accepted",
  pausedUntil: 0,
  paired: true,
  delivery: { state: "ok" },
  waiting: 0,
  refused: 0,
};

const TABLE = [
  ["all is well", {}, "recording", "connected", ""],
  ["never asked", { consent: null }, "consent", "connected", "?"],
  ["declined, and paused besides", { consent: "declined", pausedUntil: NOW + 1 }, "consent", "connected", "?"],
  ["paused", { pausedUntil: NOW + 1 }, "paused", "connected", "II"],
  ["the pause is over", { pausedUntil: NOW }, "recording", "connected", ""],
  ["not paired yet: nothing to be alarmed about", { paired: false }, "recording", "unpaired", ""],
  ["the collector is off: nothing either", { delivery: { state: "away" } }, "recording", "away", ""],
  ["the collector does not know us", { delivery: { state: "reconnect" } }, "recording", "reconnect", "!"],
  ["somebody else answers", { delivery: { state: "unproven" } }, "recording", "unproven", "!"],
  ["the collector refuses us", { delivery: { state: "misconfigured" } }, "recording", "misconfigured", "!"],
  ["its disk is full", { delivery: { state: "full" } }, "recording", "full", "!"],
  ["something was refused", { refused: 2 }, "recording", "connected", "!"],
  ["the key is gone", { delivery: { state: "unpaired" } }, "recording", "unpaired", ""],
];
for (const [name, facts, clock, link, badge] of TABLE) {
  test(name, () => {
    const known = { ...FINE, ...facts };
    assert.deepEqual([clockOf(known, NOW), linkOf(known), badgeOf(known, NOW).text], [clock, link, badge]);
  });
}

const area = (kept) => ({ get: async () => kept });
const consent = { version: settings.CONSENT_VERSION, at: NOW, answer: "accepted" };

test("without anything kept, nothing is recorded", async () => {
  const read = await settings.readSettings(area({}));
  assert.equal(settings.isRecording(read, NOW), false);
  const empty = { on: [], since: {}, rules: {}, servers: {}, promptLength: false, unasked: null };
  assert.deepEqual(read, {
    consent: null,
    pausedUntil: 0,
    pausedAt: 0,
    pausedFor: 0,
    language: null,
    collector: null,
    ...empty,
  });
});

const FORMERLY = [
  ["what was on", { since: { x: 1 } }, ["x"]],
  ["not what was off beside it", { since: { x: 1, y: 2 }, off: ["y"] }, ["x"]],
  ["nothing where the person has chosen since", { since: { x: 1 }, on: [] }, []],
];
for (const [name, kept, on] of FORMERLY) {
  test(`switched on in an earlier version: ${name}`, async () => {
    assert.deepEqual((await settings.readSettings(area(kept))).on, on);
  });
}

const RECORDING = [
  ["accepted", { consent }, true],
  ["declined", { consent: { ...consent, answer: "declined" } }, false],
  ["accepted an older text", { consent: { ...consent, version: settings.CONSENT_VERSION - 1 } }, false],
  ["accepted, paused", { consent, pausedUntil: NOW + 1 }, false],
  ["accepted, paused until resumed", { consent, pausedUntil: settings.UNTIL_RESUMED }, false],
  ["accepted, the pause has ended", { consent, pausedUntil: NOW }, true],
  ["a consent that is not one", { consent: true }, false],
  ["a consent without a version", { consent: { answer: "accepted", at: NOW } }, false],
  ["a pause that cannot be read", { consent, pausedUntil: "soon" }, true],
];
for (const [name, kept, records] of RECORDING) {
  test(`${name}: ${records ? "recorded" : "not recorded"}`, async () => {
    assert.equal(settings.isRecording(await settings.readSettings(area(kept)), NOW), records);
  });
}

test("what is no choice of the person's is not taken for one", async () => {
  const odd = { since: { x: "long ago" }, rules: ["x.like"], servers: { "a.example": 1 }, promptLength: "yes" };
  const read = await settings.readSettings(area(odd));
  assert.deepEqual([read.since, read.rules, read.servers, read.promptLength], [{}, {}, {}, false]);
});

test("who accepted an older text is asked again, who declined it is not", async () => {
  const old = settings.CONSENT_VERSION - 1;
  const renewed = async (kept) => settings.isRenewed(await settings.readSettings(area({ consent: kept })));
  assert.equal(await renewed({ ...consent, version: old }), true);
  assert.equal(await renewed({ ...consent, version: old, answer: "declined" }), false);
  assert.equal(await renewed(consent), false);
});

test("the language is the one chosen, else the browser's, else English", () => {
  assert.deepEqual(
    [
      ["fr", "en-GB"],
      ["en", "fr"],
      [null, "fr-CA"],
      [null, "de"],
    ].map((pair) => settings.languageOf(...pair)),
    ["fr", "en", "fr", "en"],
  );
});
