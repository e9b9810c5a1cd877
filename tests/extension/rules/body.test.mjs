import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isReadable,
  readBatch,
  readForm,
  readFormJson,
  readJson,
  sizeOf,
} from "../../../extension/shared/rules/body.js";
import { condition, lengthClass, operationCount } from "../../../extension/shared/rules/conditions.js";
import { readPath } from "../../../extension/shared/rules/scan.js";

const raw = (...texts) => ({
  raw: texts.map((text) => ({ bytes: new TextEncoder().encode(text).buffer })),
});
const DEEP =
  '{"a": {"b": [{"c": "no"}, {"c": "yes \\"x\\": 1"}], "n": null, "z": -1.5}, ' + '"b": true, "t": "\\"b\\": false"}';

const PATHS = [
  ["a.b.1.c", { state: "scalar", value: 'yes "x": 1' }],
  ["a.b.0.c", { state: "scalar", value: "no" }],
  ["a.b.2.c", { state: "absent" }],
  ["a.b", { state: "nested" }],
  ["a.n", { state: "null" }],
  ["a.z", { state: "scalar", value: -1.5 }],
  ["b", { state: "scalar", value: true }],
  ["x", { state: "absent" }],
  ["c", { state: "absent" }],
  ["t.b", { state: "absent" }],
];
for (const [path, reading] of PATHS) {
  test(`${path} reads as ${JSON.stringify(reading)}`, () => {
    assert.deepEqual(readPath(DEEP, path.split(".")), reading);
  });
}

test("a text cut anywhere answers as the whole one does, or says that it does not know", () => {
  for (const [path, reading] of PATHS) {
    for (let end = 0; end < DEEP.length; end += 1) {
      const got = readPath(DEEP.slice(0, end), path.split("."));
      if (got.state !== "unknown") {
        assert.deepEqual(got, reading, `${path} at ${end}`);
      }
    }
  }
});

for (const text of [
  "",
  "[",
  "[}",
  "[1}",
  "{]",
  '{"a"}',
  '{"a":}',
  "{1:2}",
  '{"a":tru',
  '{"a":1e}',
  "[[[[",
  '"a',
  "{,}",
]) {
  test(`broken JSON ${text} is stepped through to an end`, () => {
    assert.ok(["absent", "unknown"].includes(readPath(text, ["a"]).state));
    assert.ok(readBatch(raw(text), "a").length < 10);
  });
}

test("nothing is read past the first 4 KB, and a batch goes on to 64 KB", () => {
  const late = JSON.stringify({ pad: "x".repeat(5000), a: 1 });
  assert.deepEqual(readJson(raw(late), "a"), { state: "unknown" });
  const many = JSON.stringify(Array.from({ length: 2000 }, () => ({ op: "A", pad: "x".repeat(80) })));
  const read = readBatch(raw(many), "op").length;
  assert.ok(read > 600 && read < 720, String(read));
});

test("a long text never comes out, though it is known to be there", () => {
  const reading = readJson(raw(JSON.stringify({ a: "x".repeat(300) })), "a");
  assert.deepEqual(reading, { state: "scalar" });
});

const FORMS = {
  parsed: { formData: { dir: ["1"], "a b": ["c=d&e"] } },
  bytes: raw("id=x&dir=1&a+b=c%3Dd%26e"),
  pieces: raw("id=x&d", "ir=1&a+b=c%3", "Dd%26e"),
  multipart: raw(
    '--b\r\nContent-Disposition: form-data; name="pic"; filename="dir"\r\n\r\n\r\n',
    '--b\r\nContent-Disposition: form-data; name="dir"\r\n\r\n1\r\n--b\r\n',
    'Content-Disposition: form-data; name="a b"\r\nContent-Type: text/plain\r\n\r\nc=d&e\r\n--b--\r\n',
  ),
};
for (const [shape, body] of Object.entries(FORMS)) {
  test(`a form as ${shape} gives its fields by name`, () => {
    assert.deepEqual(readForm(body, "dir"), { state: "scalar", value: "1" });
    assert.deepEqual(readForm(body, "a b"), { state: "scalar", value: "c=d&e" });
    assert.deepEqual(readForm(body, "direction"), { state: "absent" });
    assert.deepEqual(readForm(body, "constructor"), { state: "absent" });
  });
}

test("a character cut in two at the limit does not spoil the field before it", () => {
  const body = raw(`op=A&text=${"%C3%A9".repeat(1000)}`);
  assert.deepEqual(readForm(body, "op"), { state: "scalar", value: "A" });
  assert.equal(readForm(body, "later").state, "unknown");
});

test("JSON in a form field is read inside the field only", () => {
  const body = { formData: { variables: ['{"input":{"id":"0"}}'], id: ["7"] } };
  assert.deepEqual(readFormJson(body, "variables", "input.id"), { state: "scalar", value: "0" });
  assert.deepEqual(readFormJson(body, "other", "input.id"), { state: "absent" });
});

for (const body of [undefined, {}, { error: "Unknown error." }, { raw: [] }, { raw: [{ file: "/tmp/x" }] }]) {
  test(`a body seen as ${JSON.stringify(body)} makes no condition true`, () => {
    assert.equal(isReadable(body), false);
    const tests = [
      { json: "a", exists: false },
      { form: "a", equals: "1" },
      { formJson: "a", path: "b", isNull: false },
    ];
    for (const when of tests) {
      assert.equal(condition(when)(body), false);
    }
  });
}

const CONDITIONS = [
  [{ json: "a", equals: "1" }, '{"a":1}', true],
  [{ json: "a", equals: 1 }, '{"a":"1"}', true],
  [{ json: "a", equals: false }, '{"a":false}', true],
  [{ json: "a", equals: ["x", "B*"] }, '{"a":"Both"}', true],
  [{ json: "a", equals: "1" }, '{"a":[1]}', false],
  [{ json: "a", exists: true }, '{"a":{}}', true],
  [{ json: "a", exists: true }, '{"a":null}', true],
  [{ json: "a", exists: true, notNull: true }, '{"a":null}', false],
  [{ json: "a", exists: false }, '{"b":1}', true],
  [{ json: "a", isNull: true }, '{"a":null}', true],
  [{ json: "a", isNull: true }, '{"b":null}', false],
];
for (const [when, text, holds] of CONDITIONS) {
  test(`${JSON.stringify(when)} is ${holds} of ${text}`, () => assert.equal(condition(when)(raw(text)), holds));
}

test("a batch counts its matching elements, anything else counts once", () => {
  const op = { json: "operationName", names: ["Vote", "Follow*"] };
  const batch = raw('[{"operationName":"Vote"},{"operationName":"Query"},{"operationName":"FollowUser"}]');
  assert.equal(operationCount({ ...op, batch: true })(batch), 2);
  assert.equal(operationCount(op)(batch), 0);
  assert.equal(operationCount({ ...op, batch: true })(raw('{"operationName":"Vote"}')), 1);
});

const said = (text) => JSON.stringify({ a: { say: [text] }, b: 1 });
const SIZES = [
  ["JSON", raw(said("hello")), { json: "a.say.0" }, 5],
  ["JSON in pieces", raw(said("hello").slice(0, 13), said("hello").slice(13)), { json: "a.say.0" }, 5],
  ["JSON with an escape, as written", raw(said('a "b"')), { json: "a.say.0" }, 7],
  ["a text longer than what is looked at", raw(said("x".repeat(9000))), { json: "a.say.0" }, Infinity],
  ["a number", raw('{"a": 5}'), { json: "a" }, undefined],
  ["nothing there", raw('{"a": "x"}'), { json: "b" }, undefined],
  ["a form", { formData: { say: ["hello"] } }, { form: "say" }, 5],
  ["a form without it", { formData: { other: ["hello"] } }, { form: "say" }, undefined],
  ["JSON within a form", { formData: { data: [said("hello")] } }, { formJson: "data", path: "a.say.0" }, 5],
  ["no body", undefined, { json: "a" }, undefined],
  ["a body that nobody sees", { error: "Unknown error." }, { json: "a" }, undefined],
];
for (const [what, body, place, size] of SIZES) {
  test(`the size of a text in ${what} is ${size}`, () => assert.equal(sizeOf(body, place), size));
}

for (const [size, name] of [
  [1, "short"],
  [100, "short"],
  [101, "medium"],
  [500, "medium"],
  [501, "long"],
  [9000, "long"],
]) {
  test(`a prompt of ${size} characters is ${name}`, () => {
    assert.equal(lengthClass({ json: "prompt" })(raw(JSON.stringify({ prompt: "x".repeat(size) }))), name);
  });
}

test("a prompt that cannot be found has no length class", () => {
  assert.equal(lengthClass({ json: "prompt" })(raw("{}")), undefined);
});
