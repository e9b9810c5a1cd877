/** From the rows of a recording to what a browser tells about each request, with everything filled in. */

/** Long enough that no rule takes a row for a repetition of the one before, unless `at` says so. */
const STEP_MS = 700_000;
const REDIRECTED = new Set([301, 302, 303, 307, 308]);
const WITH_BODY = new Set([307, 308]);

/**
 * @param {any[]} rows
 * @returns {any[]} in order of time, each with all its keys and the number of its request: what a request was
 *   redirected to has the same
 */
export function requestsOf(rows) {
  let at = -STEP_MS;
  const dated = rows.map((row) => {
    at = row.at ?? at + STEP_MS;
    return { ...row, at };
  });
  return numbered(dated.sort((a, b) => a.at - b.at).map(filled));
}

/** @param {any} request @returns {object} what every event tells of it */
export function details({ id, url, method, type, tab, initiator, at, lifecycle }) {
  const sender = initiator === undefined ? {} : { initiator: originOf(initiator) };
  const frame = { frameId: 0, parentFrameId: -1, documentLifecycle: lifecycle };
  return { requestId: id, url, method, type, tabId: tab, timeStamp: at, ...frame, ...sender };
}

/** A browser names its own schemes as origins too, where the standard says null. @param {string} address */
function originOf(address) {
  const { origin, protocol, host } = new URL(address);
  return origin === "null" ? `${protocol}//${host}` : origin;
}

/** What a browser says of a request that nobody answered, or whose answer was stopped. */
const FAILED = { name: "onErrorOccurred", more: { error: "net::ERR_FAILED" } };

/**
 * @param {any} request
 * @returns {{name: string, more: object}[]} the events that follow the sending, the last one ends it
 */
export function endings({ status, stopped, redirectUrl }) {
  if (status === 0) {
    return [FAILED];
  }
  const more = { statusCode: status };
  if (REDIRECTED.has(status)) {
    return [{ name: "onBeforeRedirect", more: { ...more, ...(redirectUrl && { redirectUrl }) } }];
  }
  return [{ name: "onResponseStarted", more }, stopped ? FAILED : { name: "onCompleted", more }];
}

/** @param {any} [body] @returns {object | undefined} as browsers hand a body over */
export function requestBody(body) {
  if (body === undefined) {
    return undefined;
  }
  if (body.form) {
    const fields = Object.entries(body.form).map(([name, value]) => [name, [value].flat()]);
    return { formData: Object.fromEntries(fields) };
  }
  if (body.unreadable) {
    return { error: "Unknown error." };
  }
  const text = body.raw ?? JSON.stringify(body.json);
  return { raw: [{ bytes: new TextEncoder().encode(text).buffer }] };
}

/** @param {any} request @returns {{name: string, value: string}[]} */
export function requestHeaders({ headers }) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function filled(row) {
  const method = row.method ?? (row.body ? "POST" : "GET");
  const headers = row.headers ?? {};
  const purpose = purposeOf(headers);
  const isOpened = method === "GET" && row.initiator === undefined;
  const usual = purpose === "prefetch" ? "other" : isOpened ? "main_frame" : "xmlhttprequest";
  const lifecycle = purpose === "prerender" ? "prerender" : "active";
  return { type: usual, tab: 1, status: 200, ...row, method, headers, lifecycle };
}

/** Why the browser itself asks for a page that nobody opened yet, as its header says. */
function purposeOf(headers) {
  const [, value = ""] = Object.entries(headers).find(([name]) => /^(sec-)?purpose$/i.test(name)) ?? [];
  return /prerender/.test(value) ? "prerender" : /prefetch/.test(value) ? "prefetch" : "";
}

function numbered(requests) {
  const redirected = [];
  return requests.map((request, index) => {
    const before = redirected.findIndex((other) => isFollowedBy(other, request));
    const first = before === -1 ? undefined : redirected.splice(before, 1)[0];
    const same = { ...request, id: first?.id ?? String(index + 1) };
    if (first) {
      first.redirectUrl = request.url;
    }
    if (REDIRECTED.has(request.status)) {
      redirected.push(same);
    }
    return same;
  });
}

function isFollowedBy({ status, method, tab, type }, next) {
  const kept = WITH_BODY.has(status) ? next.method === method : next.method === "GET";
  return kept && next.tab === tab && next.type === type;
}
