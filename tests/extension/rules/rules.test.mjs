import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, PLATFORMS } from "../../../extension/background/catalogue.js";
import { compile, isOn, patternsOf } from "../../../extension/shared/rules.js";
import { candidates, hear, look } from "../../../extension/shared/sights.js";
import { bodies, details, headers, rows } from "./recorded.mjs";

const { probes, paged } = compile(PLATFORMS);
const ROWS = rows();
const acts = PLATFORMS.flatMap((platform) => platform.acts);

/** What the engine makes of a request: "+like", "-like dislike", or null. */
function seen(row, body) {
  const sights = hear(look(probes, details(row, body)), headers(row));
  const found = candidates(sights);
  assert.ok(found.length <= 1, `${row.what}: one request, one act`);
  if (found.length === 0) return null;
  const [{ sense, options, n }] = found;
  assert.equal(n, 1);
  return (sense === 1 ? "+" : "-") + options.map(({ kind }) => kind).join(" ");
}

for (const row of ROWS) {
  for (const [shape, body] of Object.entries(bodies(row))) {
    test(`${row.platform}: ${row.what} (${shape}) counts as ${row.counts}`, () => {
      assert.equal(seen(row, body), row.counts);
    });
  }
}

test("every rule has a recorded request that shows it", () => {
  const shown = new Set(ROWS.filter(({ counts }) => counts?.startsWith("+")).map(({ rule }) => rule));
  const listed = new Set(ROWS.map(({ rule }) => rule));
  for (const act of acts) assert.ok(isOn(act) ? shown.has(act.id) : listed.has(act.id), act.id);
});

test("every undo has a recorded request that shows it", () => {
  const shown = ROWS.filter(({ counts }) => counts?.startsWith("-")).flatMap(({ counts }) =>
    counts.slice(1).split(" "),
  );
  for (const act of acts.filter(({ undo }) => undo)) assert.ok(shown.includes(act.kind), act.id);
});

const CHANGES = {
  "read with GET": (row) => ({ ...row, method: "GET" }),
  "asked for before a post": (row) => ({ ...row, method: "OPTIONS" }),
  "on a host that ends alike": (row) => ({
    ...row,
    url: row.url.replace(/^(https:\/\/[^/]*?)([^./]+\.com)/, "$1not$2"),
  }),
  "on a host that begins alike": (row) => ({
    ...row,
    url: row.url.replace(/^(https:\/\/[^/]+)/, "$1.example"),
  }),
  "with a longer last segment": (row) => ({ ...row, url: row.url.replace(/\/?(\?|$)/, "s$1") }),
  "one folder down": (row) => ({ ...row, url: row.url.replace(/^(https:\/\/[^/]+)/, "$1/proxy") }),
};

for (const [change, make] of Object.entries(CHANGES)) {
  test(`no rule counts a request ${change}`, () => {
    for (const row of ROWS.filter(({ counts }) => counts)) {
      const changed = make(row);
      const longer = change.includes("longer") && changed.url.includes("report-");
      if (!longer) assert.equal(seen(changed, Object.values(bodies(row))[0]), null, row.what);
    }
  });
}

test("a percent-encoded letter is the letter", () => {
  const [row] = ROWS.filter(({ what }) => what === "like");
  assert.equal(seen({ ...row, url: row.url.replace("/like", "/%6Cike") }), "+like");
});

test("filters cover every request that counts, and leave reading alone", () => {
  const fits = (pattern, url) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(url);
  const wakes = (url) => patternsOf(probes).some((pattern) => fits(pattern, url));
  for (const { counts, url, what } of ROWS) if (counts) assert.ok(wakes(url), what);
  const quiet = [
    "https://x.com/home",
    "https://www.youtube.com/youtubei/v1/player",
    "https://www.reddit.com/r/a/",
  ];
  for (const url of quiet) assert.ok(!wakes(url), url);
});

test("bodies are opened only where a rule asks for one", () => {
  const opened = patternsOf(probes, ({ listener }) => listener === "body");
  assert.ok(opened.every((pattern) => !pattern.includes("youtube")));
  assert.ok(
    opened
      .filter((pattern) => pattern.includes("//x.com"))
      .every((p) => /Create(Note|Scheduled)?Tweet/.test(p)),
  );
  const headed = patternsOf(probes, ({ namedByHeader }) => namedByHeader);
  assert.ok(headed.every((pattern) => pattern.includes("facebook")));
});

test("pages are remembered only where an undo can mean several things", () => {
  const expected = ["reddit.vote-comment", "reddit.vote-post", "x.post", "youtube.dislike", "youtube.like"];
  assert.deepEqual([...paged].sort(), expected);
});

test("kinds and conditions of the catalogue are known", () => {
  for (const act of acts) {
    for (const kind of [act.kind, ...(act.variants ?? []).map((variant) => variant.kind)]) {
      assert.ok(Object.hasOwn(KINDS, kind), `${act.id}: ${kind}`);
      if (act.undo) assert.ok(KINDS[kind].undo, `${act.id}: ${kind} cannot be undone`);
    }
  }
});
