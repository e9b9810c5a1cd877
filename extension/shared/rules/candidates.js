/**
 * What a request may be credited as: each act once, however many of a rule's alternatives saw it.
 *
 * @typedef {import("./sights.js").Sight} Sight
 * @typedef {{sense: 1 | -1, options: import("./rules.js").Option[], n: number, thing: string, unread?: true,
 *   navigation: boolean, answer: import("./rules.js").Probe["answer"], form?: boolean,
 *   measure: Sight["measure"]}} Candidate
 *   unread: no act, but a body that its rule could not read
 */
import { nameOf } from "./standing.js";

/** @type {{navigation: boolean, measure: null}} */
const PLAIN = { navigation: false, measure: null };

/**
 * The acts that were done, those that were undone, and the rules that could not tell. One element of a body is
 * one act of a rule; all undoings of one element are one, with every kind that may be meant.
 * @param {Sight[]} sights
 * @returns {Candidate[]}
 */
export function candidates(sights) {
  const read = sights.filter(({ unread }) => !unread);
  const [done, undone] = [1, -1].map((sense) => read.filter((sight) => sight.sense === sense));
  const rules = new Set(read.map(({ rule }) => rule));
  const unread = sights.filter((sight) => sight.unread && !rules.has(sight.rule));
  return [...doings(done), ...undoings(undone), ...oneOfEach(unread, ({ rule }) => rule).map(unreadable)];
}

/** @returns {Candidate[]} */
function doings(sights) {
  const each = oneOfEach(sights, ({ rule, element }) => `${rule} ${element}`);
  return counted(
    each.map(({ sense, options, thing, navigation, answer, form, measure }) => ({
      ...{ sense, options, n: 1, thing },
      ...{ navigation, answer, form, measure },
    })),
  );
}

/** @returns {Candidate[]} */
function undoings(sights) {
  const elements = new Set(sights.map(({ element }) => element));
  return counted(
    [...elements].map((element) => {
      const own = sights.filter((sight) => sight.element === element);
      const options = oneOfEach(
        own.flatMap((sight) => sight.options),
        nameOf,
      );
      const { thing, form } = own.find((sight) => sight.thing) ?? own[0];
      const { answer } = own.find((sight) => sight.answer !== "any") ?? own[0];
      return { sense: /** @type {-1} */ (-1), options, n: 1, thing, form, answer, ...PLAIN };
    }),
  );
}

/** @returns {Candidate} */
function unreadable({ options, answer, form }) {
  return { sense: 1, options: [options[0]], n: 1, thing: "", unread: true, answer, form, ...PLAIN };
}

/** Several acts about the same, or about nobody knows what, are one candidate that counts as often. */
function counted(all) {
  const groups = new Map();
  for (const each of all) {
    const key = `${each.thing} ${each.options.map(nameOf).join(" ")}`;
    const known = groups.get(key);
    groups.set(key, known ? { ...known, n: known.n + 1 } : each);
  }
  return [...groups.values()];
}

function oneOfEach(list, keyOf) {
  return [...new Map(list.map((each) => [keyOf(each), each])).values()];
}
