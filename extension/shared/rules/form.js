/**
 * The fields of a form as it was sent, encoded or in parts. Each is decoded when it is asked for, and no other.
 *
 * @typedef {{read: () => string, isLast: boolean}} Field  isLast: nothing stands behind it
 */

/** No form of a platform has so many. */
const MOST_FIELDS = 1000;
const NAME = /; name="([^"]*)"\r\n/;

/**
 * The first field of each name.
 * @param {string} text
 * @returns {{fields: Map<string, Field>, isWhole: boolean}} isWhole: all were looked at
 */
export function fieldsOf(text) {
  const isInParts = text.startsWith("--");
  const parts = /^\s*[[{]/.test(text) ? [] : text.split(isInParts ? "\r\n--" : "&", MOST_FIELDS);
  const nameAndText = isInParts ? partOf : pairOf;
  const fields = new Map();
  for (const [index, part] of parts.entries()) {
    const [name, read] = nameAndText(part);
    if (name !== undefined && !fields.has(name)) {
      fields.set(name, { read, isLast: index === parts.length - 1 });
    }
  }
  return { fields, isWhole: parts.length < MOST_FIELDS };
}

/** @returns {[string, () => string]} */
function pairOf(pair) {
  const [name] = pair.split("=", 1);
  return [unescaped(name), () => unescaped(pair.slice(name.length + 1))];
}

/** A part that is a file has no name here. @returns {[string | undefined, () => string]} */
function partOf(part) {
  const end = part.indexOf("\r\n\r\n");
  return [NAME.exec(part.slice(0, end + 2))?.[1], () => part.slice(end + 4)];
}

function unescaped(text) {
  const spaced = text.replaceAll("+", " ");
  return decoded(spaced) ?? decoded(spaced.replace(/(%[0-9a-f]{0,2}){1,4}$/i, "")) ?? spaced;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // not UTF-8, or cut through a character: the caller tries without the last ones
  }
}
