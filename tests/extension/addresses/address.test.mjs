import assert from "node:assert/strict";
import { test } from "node:test";
import { isHostName, serverAt } from "../../../extension/shared/addresses/address.js";

const TAKEN = ["https://*.known.example/*", "https://alone.example.org/*"];

const HOSTS = [
  ["social.example.org", "social.example.org"],
  ["  Social.Example.ORG ", "social.example.org"],
  ["https://social.example.org", "social.example.org"],
  ["https://social.example.org/@someone/1?a=b#c", "social.example.org"],
  ["HTTPS://Social.example.org/about", "social.example.org"],
  ["social.example.org/about", "social.example.org"],
  ["social.example.org.", "social.example.org"],
  ["https://social.example.org/a:8080", "social.example.org"],
  ["forum.münchen.example", "forum.xn--mnchen-3ya.example"],
  ["below.alone.example.org", "below.alone.example.org"],
];
for (const [typed, host] of HOSTS) {
  test(`${JSON.stringify(typed)} is ${host}`, () => assert.deepEqual(serverAt(typed, TAKEN), { host }));
}

const REFUSED = {
  empty: ["", "   "],
  http: ["http://social.example.org", "http://social.example.org:80/"],
  port: ["social.example.org:8443", "https://social.example.org:443/", "https://social.example.org:8443/a"],
  number: ["192.168.0.1", "https://127.0.0.1/", "https://[::1]/", "2130706433", "0x7f.1"],
  known: ["known.example", "www.known.example", "https://a.b.known.example/x", "alone.example.org"],
  bad: [
    ...["localhost", "example", "two words.example", "*.example.org", "a..example.org", "-a.example.org"],
    ...["https://me:secret@social.example.org", "@me@social.example.org", "ftp://social.example.org"],
    ...["javascript:alert(1)", "https://", "social.example.123", "https://exa_mple.org", "<all_urls>"],
  ],
};
for (const [refused, list] of Object.entries(REFUSED)) {
  for (const typed of list) {
    test(`${JSON.stringify(typed)} is refused: ${refused}`, () =>
      assert.deepEqual(serverAt(typed, TAKEN), { refused }));
  }
}

test("a host name is in small letters, has a dot, and nothing around it", () => {
  const right = ["a.example", "xn--mnchen-3ya.example", "a-b.c-d.example.org"];
  const wrong = ["example", "A.example", "a.example/", "a.example:1", "*.a.example", "a.example.", "1.2.3.4", 7, ""];
  assert.deepEqual([...right, ...wrong].filter(isHostName), right);
  assert.equal(isHostName(`${"a.".repeat(126)}ab`), false, "longer than a name may be");
});
