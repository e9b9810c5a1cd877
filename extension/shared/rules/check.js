/**
 * Refuses a platform file with a key that the format does not know: a typing error must not silently widen
 * a rule. The full format is in `catalogue/schema/platform.schema.json`; this is the part the engine relies
 * on.
 */

const KNOWN = {
  platform: [
    "schema id name operator category hosts openHosts software pathScope trackTime paid taskPaths value " +
      "pitfalls note uncounted acts",
    "schema id name hosts acts",
  ],
  act: [
    "id kind labour request variants unsure length undo dom credit on requireGestureMs dedupe pitfalls note " +
      "evidence checked_on confidence",
    "id kind credit confidence",
  ],
  request: ["method hosts path query without types redirects thing each op match form alt", "method path"],
  op: ["header form query json batch whole names", "names"],
  when: ["json form formJson path equals exists isNull notNull", ""],
  variant: ["when kind", "when kind"],
  thing: ["star query header json form formJson path of", ""],
  length: ["json form formJson path", ""],
  dom: ["event selector dir kind host path filled on leaves credit", "event dir"],
  undo: ["request sameRequest when alt", ""],
  otherForm: ["form", "form"],
  dedupe: ["key windowMs", "key windowMs"],
};

/** @param {any} platform a file of the catalogue @throws {Error} naming place and key */
export function checkPlatform(platform) {
  keys("platform", platform, platform.id);
  if (platform.schema !== "pointeuse-platform/1") {
    throw new Error(`${platform.id}: unknown schema`);
  }
  for (const act of platform.acts) {
    checkAct(act);
  }
}

function checkAct(act) {
  keys("act", act, act.id);
  if (act.credit !== "time") {
    keys("dedupe", act.dedupe ?? {}, act.id);
  }
  if (act.length) {
    keys("length", act.length, act.id);
  }
  for (const each of act.dom ?? []) {
    keys("dom", each, act.id);
  }
  if (act.request) {
    checkRequest(act.request, act.id);
  }
  for (const variant of act.variants ?? []) {
    keys("variant", variant, act.id);
    checkWhen(variant.when, act.id);
  }
  if (act.undo) {
    checkUndo(act.undo, act.id);
  }
}

function checkUndo(undo, where) {
  keys("undo", undo, where);
  if (Boolean(undo.sameRequest) !== Boolean(undo.when)) {
    throw new Error(`${where}: undo: sameRequest goes with when`);
  }
  if (undo.request) {
    checkRequest(undo.request, where);
  }
  if (undo.when) {
    checkWhen(undo.when, where);
  }
  for (const each of undo.alt ?? []) {
    if (typeof each.form === "object") {
      keys("otherForm", each, where);
    } else {
      checkWhen(each, where);
    }
  }
}

function checkRequest(request, where) {
  keys("request", request, where);
  if (request.op) {
    keys("op", request.op, where);
  }
  if (request.match) {
    checkWhen(request.match, where);
  }
  for (const place of request.thing ?? []) {
    keys("thing", place, where);
  }
  for (const each of request.alt ?? []) {
    checkRequest(each, where);
  }
}

function checkWhen(when, where) {
  keys("when", when, where);
  const one = (...names) => names.filter((name) => name in when).length === 1;
  if (!one("json", "form", "formJson") || !one("equals", "exists", "isNull")) {
    throw new Error(`${where}: a condition has one place and one test`);
  }
}

function keys(form, value, where) {
  const [known, required] = KNOWN[form].map((names) => names.split(" ").filter(Boolean));
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw new Error(`${where}: ${form}: unknown key "${key}"`);
    }
  }
  for (const key of required) {
    if (!(key in value)) {
      throw new Error(`${where}: ${form}: missing key "${key}"`);
    }
  }
}
