/** Which undoings can be taken for one another. Pure. */

/**
 * The rules whose undoing can mean several things, and names none of them, so that the page has to be remembered
 * on which they counted.
 * @param {import("./rules.js").Probe[]} probes
 * @returns {Set<string>} rule ids
 */
export function ambiguous(probes) {
  const unnamed = new Set(probes.filter(({ named }) => !named).map(({ rule }) => rule));
  const undoings = probes.filter(({ rule, sense, undoneBy }) => unnamed.has(rule) && (sense === -1 || undoneBy.length));
  const isOther = (one, other) => other.platform === one.platform && other.rule !== one.rule;
  const shared = (one) => undoings.some((other) => isOther(one, other) && overlap(one, other));
  return new Set(undoings.filter((one) => one.options.length > 1 || shared(one)).map(({ rule }) => rule));
}

function overlap(one, other) {
  const common = (key) => one[key].some((each) => other[key].includes(each));
  const named = !one.names.length || !other.names.length || common("names");
  const areToldApart = Object.keys(one.query).some((key) => differ(one.query[key], other.query[key]));
  return common("patterns") && named && !areToldApart;
}

/** Whether no request has both values in a query field; with a star in them nobody can tell. */
function differ(one, other) {
  const [mine, others] = [[one].flat(), [other ?? "*"].flat()];
  const isOpen = [...mine, ...others].some((value) => value.includes("*"));
  return !isOpen && !mine.some((value) => others.includes(value));
}
