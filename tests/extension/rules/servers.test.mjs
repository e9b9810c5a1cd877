import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, patternsOf } from "../../../extension/shared/rules/rules.js";
import { withServers } from "../../../extension/shared/addresses/servers.js";
import { candidates } from "../../../extension/shared/rules/candidates.js";
import { look } from "../../../extension/shared/rules/sights.js";

const OPEN = {
  schema: "pointeuse-platform/1",
  id: "wiki",
  name: "Wiki",
  hosts: ["wiki.example"],
  openHosts: true,
  software: ["meta[name=generator]"],
  acts: [
    {
      id: "wiki.edit",
      kind: "edit",
      request: { method: ["POST"], path: ["/w/edit"] },
      credit: "request",
      dedupe: { key: ["rule", "tab"], windowMs: 700 },
      confidence: "HIGH",
    },
  ],
};
const { probes } = compile([OPEN]);
const sights = (url) => look(probes, { method: "POST", url, type: "xmlhttprequest" });

test("the filters of software that people host themselves take every host, and only its paths", () => {
  assert.deepEqual(patternsOf(probes), ["https://*/w/edit", "https://*/w/edit?*"]);
});

test("a host that no file knows is named, so that what was recognised there can be asked", () => {
  assert.equal(sights("https://wiki.example/w/edit")[0].server, "");
  assert.equal(sights("https://home.example/w/edit")[0].server, "home.example");
  assert.deepEqual(sights("https://home.example/w/read"), []);
});

test("the host never gets further than that", () => {
  assert.ok(!JSON.stringify(candidates(sights("https://home.example/w/edit"))).includes("home"));
});

test("a server's host joins the platform whose software was recognised there", () => {
  const platforms = [OPEN, { id: "other", hosts: ["other.example"] }];
  const servers = { "home.example": "wiki", "unknown.example": "", "gone.example": "nothing" };
  const hosts = withServers(platforms, servers).map((platform) => platform.hosts);
  assert.deepEqual(hosts, [["wiki.example", "home.example"], ["other.example"]]);
  assert.deepEqual(OPEN.hosts, ["wiki.example"]);
});
