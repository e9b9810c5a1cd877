import assert from "node:assert/strict";
import { test } from "node:test";
import { backOff, decide, fitting, readVerdicts } from "../../../extension/shared/wire/delivery.js";

const DECISIONS = [
  ["no answer", { status: 0, proven: false }, 9, { act: "wait", state: "away" }],
  ["200, proven", { status: 200, proven: true }, 9, { act: "settle", state: "ok" }],
  ["200 by somebody else on the port", { status: 200, proven: false }, 9, { act: "wait", state: "unproven" }],
  ["400, proven", { status: 400, proven: true, code: "malformed" }, 9, { act: "halve", state: "ok" }],
  [
    "400, proven, alone",
    { status: 400, proven: true, code: "malformed" },
    1,
    { act: "set-aside", state: "ok", code: "malformed" },
  ],
  [
    "400 by somebody else, alone",
    { status: 400, proven: false, code: "malformed" },
    1,
    { act: "wait", state: "unproven" },
  ],
  ["401 never carries a proof", { status: 401, proven: false }, 9, { act: "wait", state: "reconnect", long: true }],
  [
    "403",
    { status: 403, proven: true, code: "device" },
    9,
    { act: "wait", state: "misconfigured", long: true, code: "device" },
  ],
  [
    "421",
    { status: 421, proven: false, code: "host" },
    9,
    { act: "wait", state: "misconfigured", long: true, code: "host" },
  ],
  ["413 before the signature was read", { status: 413, proven: false }, 9, { act: "halve", state: "ok" }],
  [
    "413, alone",
    { status: 413, proven: true, code: "too-large" },
    1,
    { act: "wait", state: "misconfigured", long: true, code: "too-large" },
  ],
  [
    "415 is our mistake",
    { status: 415, proven: true, code: "media-type" },
    9,
    { act: "wait", state: "misconfigured", long: true, code: "media-type" },
  ],
  ["503", { status: 503, proven: true, code: "busy" }, 9, { act: "wait", state: "away" }],
  ["507", { status: 507, proven: true, code: "full" }, 9, { act: "wait", state: "full" }],
  [
    "500",
    { status: 500, proven: true, code: "internal" },
    9,
    { act: "wait", state: "misconfigured", long: true, code: "internal" },
  ],
];
for (const [name, answer, size, decision] of DECISIONS) {
  test(`decide: ${name}`, () => assert.deepEqual(decide(answer, size), decision));
}

test("whatever the status, nothing but a proven answer settles or sets aside", () => {
  for (let status = 0; status < 600; status++) {
    for (const size of [1, 2]) {
      const { act } = decide({ status, proven: false }, size);
      assert.ok(act === "wait" || act === "halve", `${status}`);
      if (status !== 200) {
        assert.notEqual(decide({ status, proven: true }, size).act, "settle");
      }
    }
  }
});

test("waits double from one second to five minutes, half of each by chance", () => {
  for (let attempt = 0; attempt < 2000; attempt++) {
    const whole = Math.min(300_000, 1000 * 2 ** attempt);
    assert.equal(backOff(attempt, 0), Math.round(whole / 2));
    assert.equal(backOff(attempt, 1), whole);
  }
});

const acts = (...seqs) => seqs.map((seq) => ({ seq, kind: "like" }));

test("a batch holds what fits, by bytes and not by characters", () => {
  const one = JSON.stringify({ seq: 1, kind: "é" }).length + 2;
  const list = [1, 2, 3, 4].map((seq) => ({ seq, kind: "é" }));
  assert.equal(fitting(list, one * 4).length, 4);
  assert.equal(fitting(list, one * 4 - 1).length, 3);
  assert.equal(fitting(list, 1).length, 1);
  assert.deepEqual(fitting([], 10), []);
});

test("verdicts are read act by act, and only for what was sent", () => {
  const { kept, refused } = readVerdicts(
    {
      stored: [
        [1, 2],
        [100, 200],
        [5, 5],
      ],
      duplicate: [[7, 8]],
      conflict: [[9, 9]],
      rejected: [
        { seq: 10, index: 6, code: "clock" },
        { seq: null, index: 7, code: "shape" },
        { seq: 99, code: "x" },
      ],
    },
    acts(1, 2, 5, 7, 8, 9, 10, 11, 12),
  );
  assert.deepEqual(
    [...kept].sort((a, b) => a - b),
    [1, 2, 5, 7, 8],
  );
  assert.deepEqual(
    [...refused],
    [
      [9, "conflict"],
      [10, "clock"],
      [11, "shape"],
    ],
  );
});

const SHAPELESS = [{}, { stored: null }, { stored: [5] }, { stored: [["1", "2"]], rejected: {} }, { stored: "1-2" }];
for (const verdicts of SHAPELESS) {
  test(`misshapen verdicts take nothing away: ${JSON.stringify(verdicts)}`, () => {
    const { kept, refused } = readVerdicts(verdicts, acts(5, 6));
    assert.deepEqual([kept.size, refused.size], [0, 0]);
  });
}

test("an act that is both stored and refused is shown as refused", () => {
  const { kept, refused } = readVerdicts({ stored: [[1, 1]], conflict: [[1, 1]] }, acts(1));
  assert.deepEqual([kept.size, refused.size], [0, 1]);
});

test("a range over everything costs no more than the batch", () => {
  assert.equal(readVerdicts({ stored: [[1, Number.MAX_SAFE_INTEGER]] }, acts(3, 4)).kept.size, 2);
});
