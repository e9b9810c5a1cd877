/**
 * Which platform an address belongs to, and which addresses a platform needs. Pure: the catalogue is passed
 * in.
 * @typedef {{id: string, hosts: string[], pathScope?: string[], taskPaths?: string[], acts?: any[]}} Platform
 */

import { anyGlob, decodePath, hostTest } from "./globs.js";

/**
 * The platform of a page, the one with the narrowest path where several share a host.
 * @param {string | undefined} url undefined when the browser hides it: no permission there
 * @param {Platform[]} platforms
 * @returns {string | null} platform id
 */
export function platformAt(url, platforms) {
  const address = url && URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol !== "https:") {
    return null;
  }
  const path = decodePath(address.pathname);
  const fits = platforms
    .map((platform) => ({ platform, depth: depthOf(platform, address.hostname, path) }))
    .filter(({ depth }) => depth >= 0)
    .sort((a, b) => b.depth - a.depth);
  return fits[0]?.platform.id ?? null;
}

/**
 * Whether a platform's page is one on which its paid tasks are done; elsewhere on it a worker searches,
 * qualifies and waits.
 * @param {string | undefined} url @param {Platform | undefined} platform
 */
export function isTask(url, platform) {
  return Boolean(url && platform?.taskPaths && anyGlob(platform.taskPaths)(decodePath(new URL(url).pathname)));
}

/** -1 where the page is not on the platform, else how many characters of its path are named. */
function depthOf(platform, host, path) {
  if (!hostTest(platform.hosts)(host)) {
    return -1;
  }
  if (!platform.pathScope) {
    return 0;
  }
  const depths = platform.pathScope.filter((scope) => isBelow(path, scope)).map((scope) => scope.length);
  return Math.max(-1, ...depths);
}

function isBelow(path, scope) {
  const folder = scope.endsWith("/") ? scope : `${scope}/`;
  return path === scope || path.startsWith(folder);
}

/**
 * The match patterns to ask the browser for, so that a platform's acts and time can be seen.
 * @param {Platform} platform
 * @returns {string[]} such as `https://*.example.org/*`, each once, in order
 */
export function originsOf(platform) {
  const hosts = new Set(platform.hosts);
  for (const act of platform.acts ?? []) {
    for (const request of requestsOf(act)) {
      addAll(hosts, request.hosts);
    }
  }
  const covered = (host) => [...hosts].some((h) => h !== host && h.startsWith("*.") && `.${host}`.endsWith(h.slice(1)));
  return [...hosts]
    .filter((host) => !covered(host))
    .sort()
    .map((host) => `https://${host}/*`);
}

function addAll(set, items = []) {
  for (const item of items) {
    set.add(item);
  }
}

/** Every request that an act's rule looks at: its own, its alternatives, its undo's. */
function requestsOf(act) {
  const roots = [act.request, act.undo?.request].filter(Boolean);
  return roots.flatMap((request) => [request, ...(request.alt ?? [])]);
}
