/**
 * Reading one named scalar out of the beginning of a JSON text that may be cut anywhere. Nothing else is
 * decoded: what lies beside the path is stepped over, and a name inside a string is never taken for a key.
 *
 * @typedef {{state: "absent" | "unknown" | "null" | "nested" | "scalar", value?: string | number |
 *   boolean}} Reading `unknown`: the text ended, or stopped being JSON, before the question was answered.
 *   `value` is left out of a long string.
 */

const CUT = Symbol("the text ended");
const LONGEST = 256;
const SCALAR = /(?:true|false|null|-?\d[\d.eE+-]*)(?=[\s,}\]])/y;

/** @param {string} text @param {string[]} path keys or indices from the top @returns {Reading} */
export function readPath(text, path) {
  return answer(() => find(text, skipSpace(text, 0), path));
}

/**
 * The number of characters of the string at a path, as written; Infinity when the text is cut within it.
 * @param {string} text @param {string[]} path @returns {number | undefined} undefined when no string is there
 */
export function sizeAt(text, path) {
  /** @type {any} */
  const size = answer(() => find(text, skipSpace(text, 0), path, stringSize));
  return typeof size === "number" ? size : undefined;
}

/**
 * The elements of the list at a path, each as the text that it is; another value there is its only element.
 * @param {string} text @param {string[]} path @param {number} [most]
 * @returns {{text: string, isCut: boolean}[]} none where nothing is; the last is cut where the
 *   text is, and the only one where it ends before the list
 */
export function slicesAt(text, path, most = Infinity) {
  const starts = [];
  const ends = [];
  const list = (_text, at) => collect(text, at, starts, ends, most);
  const reading = answer(() => find(text, skipSpace(text, 0), path, list));
  if (reading?.state === "unknown" && starts.length === 0) {
    return [{ text: "", isCut: true }];
  }
  return starts.map((start, i) => ({ text: text.slice(start, ends[i]), isCut: ends[i] === undefined }));
}

function answer(read) {
  try {
    return read();
  } catch (error) {
    if (error !== CUT) {
      throw error;
    }
    return { state: "unknown" };
  }
}

function collect(text, at, starts, ends, most) {
  if (text[at] !== "[") {
    starts.push(at);
    ends.push(text.length);
    return;
  }
  at = skipSpace(text, at + 1);
  while (text[at] !== "]" && text[at] !== "}" && starts.length < most) {
    starts.push(at);
    const end = skipValue(text, at);
    ends.push(end + 1); // with what stands behind it: a number would have no end else
    at = afterComma(text, end);
  }
}

/** @param {(text: string, at: number) => any} leaf what is made of the value at the path */
function find(text, at, path, leaf = scalarAt) {
  if (path.length === 0) {
    return leaf(text, at);
  }
  if (text[at] !== "{" && text[at] !== "[") {
    return { state: "absent" };
  }
  const isList = text[at] === "[";
  at = skipSpace(text, at + 1);
  for (let index = 0; text[at] !== "}" && text[at] !== "]"; index += 1) {
    let key = String(index);
    if (!isList) {
      const end = skipString(text, at);
      key = plain(text.slice(at, end));
      at = afterColon(text, end);
    }
    if (key === path[0]) {
      return find(text, at, path.slice(1), leaf);
    }
    at = afterComma(text, skipValue(text, at));
  }
  return { state: "absent" };
}

function scalarAt(text, at) {
  if (text[at] === "{" || text[at] === "[") {
    return { state: "nested" };
  }
  if (text[at] === '"') {
    const end = skipString(text, at);
    return end - at > LONGEST ? { state: "scalar" } : { state: "scalar", value: plain(text.slice(at, end)) };
  }
  SCALAR.lastIndex = at;
  const word = SCALAR.exec(text)?.[0];
  if (word === undefined) {
    throw CUT;
  }
  return word === "null" ? { state: "null" } : { state: "scalar", value: plain(word) };
}

function stringSize(text, at) {
  if (text[at] !== '"') {
    return undefined;
  }
  try {
    return skipString(text, at) - at - 2;
  } catch (error) {
    if (error !== CUT) {
      throw error;
    }
    return Infinity;
  }
}

/** Step over one value; the answer is where the comma or the closing bracket after it stands. */
function skipValue(text, at) {
  let depth = 0;
  while (at < text.length) {
    const sign = text[at];
    if (depth === 0 && (sign === "," || sign === "}" || sign === "]")) {
      return at;
    }
    if (sign === "{" || sign === "[") {
      depth += 1;
    }
    if (sign === "}" || sign === "]") {
      depth -= 1;
    }
    at = sign === '"' ? skipString(text, at) : at + 1;
  }
  throw CUT;
}

function skipString(text, at) {
  if (text[at] !== '"') {
    throw CUT;
  }
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    if (!isEscaped(text, end)) {
      return end + 1;
    }
  }
  throw CUT;
}

function isEscaped(text, at) {
  let before = at;
  while (text[before - 1] === "\\") {
    before -= 1;
  }
  return (at - before) % 2 === 1;
}

function skipSpace(text, at) {
  while (at < text.length && " \t\r\n".includes(text[at])) {
    at += 1;
  }
  if (at >= text.length) {
    throw CUT;
  }
  return at;
}

function afterColon(text, at) {
  const colon = skipSpace(text, at);
  if (text[colon] !== ":") {
    throw CUT;
  }
  return skipSpace(text, colon + 1);
}

function afterComma(text, at) {
  const next = skipSpace(text, at);
  return text[next] === "," ? skipSpace(text, next + 1) : next;
}

function plain(quoted) {
  try {
    return JSON.parse(quoted);
  } catch {
    throw CUT;
  }
}
