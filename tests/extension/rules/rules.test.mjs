import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, PLATFORMS } from "../../../extension/background/platforms/catalogue.js";
import { compile, isOn, patternsOf } from "../../../extension/shared/rules/rules.js";
import { isYes } from "../../../extension/shared/rules/answers.js";
import { candidates } from "../../../extension/shared/rules/candidates.js";
import { look, withHeaders } from "../../../extension/shared/rules/sights.js";
import { patternTest } from "../../../collector/rules/browser.mjs";
import { bodies, details, headers, rows } from "./recorded.mjs";

const { probes, paged } = compile(PLATFORMS);
const ROWS = rows();
const acts = PLATFORMS.flatMap((platform) => platform.acts);

/**
 * What the engine makes of a request: "+like", "-like dislike", or null; on hosts that the files know. A row that
 * says with which status it is answered counts only where that is a yes.
 */
function seen(row, body) {
  const sights = withHeaders(look(probes, details(row, body)), headers(row)).filter(({ server }) => !server);
  const { status, type } = row;
  const isAnswered = (each) => status === undefined || isYes(each, { statusCode: status, type });
  const found = candidates(sights).filter((each) => !each.unread && isAnswered(each));
  assert.ok(found.length <= 1, `${row.what}: one request, one act`);
  if (found.length === 0) {
    return null;
  }
  const [{ sense, options, n }] = found;
  if (sense === 1) {
    assert.equal(n, row.n ?? 1, row.what);
  }
  return (sense === 1 ? "+" : "-") + options.map(({ kind }) => kind).join(" ");
}

for (const row of ROWS) {
  for (const [shape, body] of Object.entries(bodies(row))) {
    test(`${row.platform}: ${row.what} (${shape}) counts as ${row.counts}`, () => {
      assert.equal(seen(row, body), row.counts);
    });
  }
}

/** What names the thing, with its place in the list, as each shape of the body gives it. */
const namesOf = (row) =>
  Object.values(bodies(row)).flatMap((body) =>
    withHeaders(look(probes, details(row, body)), headers(row))
      .filter(({ rule, unread }) => rule === row.rule && !unread)
      .map(({ thing }) => thing),
  );

test("what names the thing is read as recorded", () => {
  const named = ROWS.filter((row) => row.thing !== undefined && row.counts);
  assert.ok(named.length > 400);
  for (const row of named) {
    for (const name of namesOf(row)) {
      assert.equal(name.replace(/^\w+ /, ""), row.thing, `${row.rule}: ${row.what}`);
    }
  }
});

test("an undo names its thing as the act did", () => {
  const done = new Map();
  const key = ({ rule, thing }) => `${rule} ${thing}`;
  for (const row of ROWS.filter(({ thing, counts }) => thing && counts?.startsWith("+"))) {
    done.set(key(row), [...(done.get(key(row)) ?? []), ...namesOf(row)]);
  }
  const undone = ROWS.filter((row) => row.thing && row.counts?.startsWith("-") && done.has(key(row)));
  assert.ok(undone.length > 100);
  for (const row of undone) {
    for (const name of namesOf(row)) {
      assert.ok(done.get(key(row)).includes(name), `${row.rule}: ${row.what}`);
    }
  }
});

test("each request of an act that can be taken back says what names its thing, or that nothing does", () => {
  const all = (request) => (request ? [request, ...(request.alt ?? []).flatMap(all)] : []);
  for (const act of acts.filter(({ undo }) => undo)) {
    for (const request of [...all(act.request), ...all(act.undo.request)]) {
      assert.ok(Array.isArray(request.thing), `${act.id}: ${request.path}`);
    }
  }
});

test("every rule has a recorded request that shows it", () => {
  const shown = new Set(ROWS.filter(({ counts }) => counts?.startsWith("+")).map(({ rule }) => rule));
  const listed = new Set(ROWS.map(({ rule }) => rule));
  for (const act of acts.filter(({ request }) => request)) {
    assert.ok(act.credit === "none" ? listed.has(act.id) : shown.has(act.id), act.id);
  }
});

test("every platform that is seen by requests has some that count for nothing", () => {
  const quiet = new Set(ROWS.filter(({ counts }) => !counts).map(({ platform }) => platform));
  for (const { id, acts } of PLATFORMS) {
    if (acts.some(({ request }) => request)) {
      assert.ok(quiet.has(id), id);
    }
  }
});

test("rows are marked as off exactly where the rule is off until somebody asks for it", () => {
  const byId = new Map(acts.map((act) => [act.id, act]));
  for (const { rule, counts, off = false, what } of ROWS) {
    if (counts) {
      assert.equal(off, !isOn(byId.get(rule)), `${rule}: ${what}`);
    }
  }
});

test("a person's own choice goes before the catalogue's", () => {
  const [on, off] = [
    { id: "a", credit: "request", confidence: "MED" },
    { id: "b", credit: "request", confidence: "LOW" },
  ];
  assert.deepEqual([isOn(on), isOn(off)], [true, false]);
  assert.deepEqual([isOn(on, { a: false }), isOn(off, { b: true })], [false, true]);
  assert.equal(isOn({ id: "c", credit: "none", confidence: "HIGH" }, { c: true }), false);
});

test("every undo has a recorded request that shows it", () => {
  const shown = ROWS.filter(({ counts }) => counts?.startsWith("-")).flatMap(({ counts }) =>
    counts.slice(1).split(" "),
  );
  for (const act of acts.filter(({ undo }) => undo)) {
    assert.ok(shown.includes(act.kind), act.id);
  }
});

const CHANGES = {
  "that only reads": (row) => ({ ...row, method: row.method === "GET" ? "HEAD" : "GET" }),
  "asked for before a post": (row) => ({ ...row, method: "OPTIONS" }),
  "on a host that ends alike": (row) => ({
    ...row,
    url: row.url.replace(/^https:\/\/([^/]*\.)?([^./]+\.[^./]+)(?=[/?])/, "https://$1not$2"),
  }),
  "on a host that begins alike": (row) => ({
    ...row,
    url: row.url.replace(/^(https:\/\/[^/]+)/, "$1.example"),
  }),
  "with a longer last segment": (row) => ({ ...row, url: row.url.replace(/\/?(\?|$)/, "zz$1") }),
  "one folder down": (row) => ({ ...row, url: row.url.replace(/^(https:\/\/[^/]+)/, "$1/proxy/of") }),
};
/** Rules that leave a part of the path open have nothing to say about what is written there. */
const LOOSE = {
  "with a longer last segment": (path) => path.endsWith("*"),
  "one folder down": (path) => path.startsWith("/**"),
};
const isLoose = ({ rule }, change) => {
  const { request = {}, undo } = acts.find(({ id }) => id === rule);
  const all = [request, ...(request.alt ?? []), undo?.request, ...(undo?.request?.alt ?? [])];
  return all.some((each) => each?.path?.some((path) => LOOSE[change]?.(path)));
};

for (const [change, make] of Object.entries(CHANGES)) {
  test(`no rule counts a request ${change}`, () => {
    for (const row of ROWS.filter(({ counts }) => counts)) {
      if (isLoose(row, change)) {
        continue;
      }
      assert.equal(seen(make(row), Object.values(bodies(row))[0]), null, `${row.rule}: ${row.what}`);
    }
  });
}

test("a percent-encoded letter is the letter", () => {
  const row = ROWS.find(({ rule, what }) => rule === "youtube.like" && what === "like");
  assert.equal(seen({ ...row, url: row.url.replace("/like", "/%6Cike") }), "+like");
});

test("filters cover every request that counts, and leave reading alone", () => {
  const patterns = patternsOf(probes).map(patternTest);
  const wakes = (url) => patterns.some((fits) => fits(url));
  for (const { counts, url, what } of ROWS) {
    if (counts) {
      assert.ok(wakes(url.split("#", 1)[0]), what);
    }
  }
  const quiet = ["https://x.com/home", "https://www.youtube.com/youtubei/v1/player", "https://www.reddit.com/r/a/"];
  for (const url of quiet) {
    assert.ok(!wakes(url), url);
  }
});

test("bodies are opened only where a rule asks for one", () => {
  const asks = /"(json|form|formJson|each)":/;
  const asking = acts.filter(({ request, variants, undo, length }) =>
    asks.test(JSON.stringify([request, variants, undo, length])),
  );
  const ids = new Set(asking.map(({ id }) => id));
  for (const { rule, listener } of probes) {
    assert.ok(listener === "url" || ids.has(rule), rule);
  }
  const quiet = patternsOf(probes, ({ listener }) => listener === "url");
  assert.ok(quiet.length > 200, "most requests are told apart without");
  const headed = new Set(probes.filter(({ namedByHeader }) => namedByHeader).map(({ platform }) => platform));
  assert.deepEqual([...headed].sort(), ["facebook", "instagram", "threads"]);
});

test("pages are remembered only where an undo can mean several things, and its rule does not name them", () => {
  const expected = [
    ...["discourse.post", "facebook.post", "facebook.share", "linkedin.post", "mastodon.post", "phpbb.comment"],
    ...["phpbb.post", "pinterest.create-pin", "pinterest.save-pin", "reddit.chat-reaction", "reddit.comment"],
    ...["reddit.message", "reddit.post", "threads.post", "threads.post-several", "tumblr.post-or-reblog", "x.post"],
  ];
  assert.deepEqual([...paged].sort(), expected);
});

test("kinds and conditions of the catalogue are known", () => {
  for (const act of acts) {
    for (const kind of [act.kind, ...(act.variants ?? []).map((variant) => variant.kind)]) {
      assert.ok(Object.hasOwn(KINDS, kind), `${act.id}: ${kind}`);
      if (act.undo) {
        assert.ok(KINDS[kind].undo, `${act.id}: ${kind} cannot be undone`);
      }
    }
  }
});
