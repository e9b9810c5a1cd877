import assert from "node:assert/strict";
import { test } from "node:test";
import {
  LIMIT,
  elementsOf,
  isReadable,
  readForm,
  readFormJson,
  readJson,
  sizeOf,
} from "../../../extension/shared/rules/body.js";
import { condition, lengthClass, operation } from "../../../extension/shared/rules/conditions.js";
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
    assert.ok(elementsOf(raw(text), "a").length < 10);
  });
}

const behind = (sign, size) => JSON.stringify({ pad: sign.repeat(size), a: 1 });

test("what stands behind a long text is read, whatever it is written in", () => {
  for (const body of [behind("x", 5000), behind("é", 2500), behind("\\", 5000), behind('"', 400_000)]) {
    assert.deepEqual(readJson(raw(body), "a"), { state: "scalar", value: 1 });
  }
  const form = raw(`text=${"%C3%A9".repeat(100_000)}&a=1`);
  assert.deepEqual(readForm(form, "a"), { state: "scalar", value: "1" });
});

test("nothing is read past the first megabyte, and what may lie there is unknown", () => {
  const late = raw(behind("x", LIMIT));
  assert.deepEqual(readJson(late, "a"), { state: "unknown" });
  assert.equal(condition({ json: "a", equals: 1 })(late), undefined);
  assert.deepEqual(readForm(raw(`text=${"x".repeat(LIMIT)}&a=1`), "a"), { state: "unknown" });
  assert.deepEqual(readForm(raw("x=", "y".repeat(LIMIT - 4), "&a=12"), "a"), { state: "unknown" }, "cut within it");
});

for (const [what, first] of [
  ["gzip", [0x1f, 0x8b, 8]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["protobuf", [10, 3, 0x61, 0x62, 0x63, 0x12, 1]],
]) {
  test(`a body in ${what} is not readable`, () => {
    const body = { raw: [{ bytes: new Uint8Array([...first, 0, 1, 2]).buffer }] };
    assert.equal(isReadable(body), false);
    assert.equal(condition({ json: "a", exists: false })(body), undefined);
    assert.equal(readForm(body, "a").state, "unknown");
  });
}

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
  const body = raw(`op=A&text=${"%C3%A9".repeat(LIMIT / 6 + 1)}`);
  assert.deepEqual(readForm(body, "op"), { state: "scalar", value: "A" });
  assert.equal(readForm(body, "later").state, "unknown");
});

test("JSON in a form field is read inside the field only", () => {
  const body = { formData: { variables: ['{"input":{"id":"0"}}'], id: ["7"] } };
  assert.deepEqual(readFormJson(body, "variables", "input.id"), { state: "scalar", value: "0" });
  assert.deepEqual(readFormJson(body, "other", "input.id"), { state: "absent" });
});

for (const body of [undefined, {}, { error: "Unknown error." }, { raw: [] }, { raw: [{ file: "/tmp/x" }] }]) {
  test(`a body seen as ${JSON.stringify(body)} answers no condition`, () => {
    assert.equal(isReadable(body), false);
    const tests = [
      { json: "a", exists: false },
      { form: "a", equals: "1" },
      { formJson: "a", path: "b", isNull: false },
    ];
    for (const when of tests) {
      assert.equal(condition(when)(body), undefined);
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

test("an operation is named where any of its places names it", () => {
  const named = operation({ json: "operationName", form: "op", names: ["Vote", "Follow*"] });
  assert.equal(named(raw('{"operationName":"FollowUser"}')), true);
  assert.equal(named(raw("op=Vote")), true);
  assert.equal(named(raw('{"operationName":"Query"}')), false);
  assert.equal(named({ error: "Unknown error." }), undefined);
});

const LISTS = [
  ["a list", '[{"a":1},{"a":2}]', ".", [1, 2]],
  ["a list inside", '{"b":{"of":[{"a":1}, {"a":2} ,{"a":3}]},"a":9}', "b.of", [1, 2, 3]],
  ["one object instead of a list", '{"a":1}', ".", [1]],
  ["one object inside instead of a list", '{"b":{"a":1},"c":2}', "b", [1]],
  ["no list", '{"a":1}', "b", []],
  ["an empty list", '{"b":[]}', "b", []],
  ["a list that is cut", '[{"a":1},{"a":2},{"z":', ".", [1, 2, undefined]],
];
for (const [what, text, list, values] of LISTS) {
  test(`each element of ${what} is a body of its own`, () => {
    assert.deepEqual(
      elementsOf(raw(text), list).map((element) => readJson(element, "a").value),
      values,
    );
  });
}

test("no body makes more work than a person could have done", () => {
  const many = raw(JSON.stringify({ ids: Array.from({ length: 5000 }, (_, i) => i) }));
  assert.equal(elementsOf(many, "ids").length, 200);
  const fields = Array.from({ length: 5000 }, (_, i) => `f${i}=1`).join("&");
  assert.deepEqual(readForm(raw(fields), "f999"), { state: "scalar", value: "1" });
  assert.equal(readForm(raw(fields), "f4000").state, "unknown");
});

test("a body is decoded once and each place read once, however many ask", () => {
  let asked = 0;
  const bytes = new TextEncoder().encode('{"a":1}').buffer;
  const body = {
    get raw() {
      asked += 1;
      return [{ bytes }];
    },
  };
  for (let i = 0; i < 5; i += 1) {
    assert.equal(readJson(body, "a").value, 1);
  }
  assert.ok(asked <= 6, "looked at once a question, to see that it is there, and opened once");
});

test("elements may be the values themselves", () => {
  const read = (text) => elementsOf(raw(text), "ids").map((element) => readJson(element, ".").value);
  assert.deepEqual(read('{"ids":[7,8 , 9]}'), [7, 8, 9]);
  assert.deepEqual(read('{"ids":["a","b,]"]}'), ["a", "b,]"]);
});

const said = (text) => JSON.stringify({ a: { say: [text] }, b: 1 });
const SIZES = [
  ["JSON", raw(said("hello")), { json: "a.say.0" }, 5],
  ["JSON in pieces", raw(said("hello").slice(0, 13), said("hello").slice(13)), { json: "a.say.0" }, 5],
  ["JSON with an escape, as written", raw(said('a "b"')), { json: "a.say.0" }, 7],
  ["a text longer than what is looked at", raw(said("x".repeat(LIMIT))), { json: "a.say.0" }, Infinity],
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
