/**
 * The rules that are seen at a control of the page, or at its permission to see the location: what the script
 * in a page has to know, and what its report stands for. Pure.
 *
 * @typedef {{rule: string, entry: number, event: string, selector?: string, dir: string, paths?: string[],
 *   filled?: string, on?: string, leaves?: number}} Watch  paths: sources of regular expressions
 * @typedef {{rule: string, entry: number, undo: boolean, at: number}} Report
 */
import { anyGlob, decodePath, globSource, hostTest } from "../addresses/globs.js";

const BY_CONTROL = new Set(["dom", "either"]);

const entriesOf = (act) => (act.dom ?? []).map((each, entry) => ({ each, entry })).filter(isCredited);
const isCredited = ({ each }) => each.credit !== "never";

/** @param {any} platform */
const actsAtControls = (platform) => platform.acts.filter(({ credit }) => BY_CONTROL.has(credit));

/** The hosts on which a control or a permission has to be watched. @param {any[]} platforms */
export function controlHosts(platforms) {
  const some = platforms.filter((platform) => actsAtControls(platform).length > 0);
  return [...new Set(some.flatMap(({ hosts }) => hosts))];
}

/**
 * @param {any[]} platforms
 * @param {string} host of the page
 * @returns {Watch[]}
 */
export function watchesFor(platforms, host) {
  return platformsAt(platforms, host).flatMap((platform) =>
    actsAtControls(platform).flatMap((act) =>
      entriesOf(act)
        .filter(({ each }) => !each.host || hostTest([each.host])(host))
        .map(({ each, entry }) => watch(act, each, entry, platform)),
    ),
  );
}

function watch(act, { event, selector, dir, path, filled, on, leaves }, entry, { pathScope }) {
  const scope = event === "geolocation" ? pathScope?.flatMap(withBelow) : undefined;
  const paths = (path ?? scope)?.map(globSource);
  return { rule: act.id, entry, event, selector, dir, paths, filled, on, leaves };
}

const withBelow = (path) => [path, `${path.replace(/\/$/, "")}/**`];

function platformsAt(platforms, host) {
  return platforms.filter(({ hosts }) => hostTest(hosts)(host));
}

/**
 * What a report stands for, or null when no rule of the host is so reported.
 * @param {any[]} platforms
 * @param {string} host of the page
 * @param {any} report as it came
 * @returns {{platform: string, rule: string, kind: string, sense: 1 | -1, at: number, path: string[],
 *   leaves: number | null} | null}
 */
export function meaningOf(platforms, host, report) {
  const platform = platformsAt(platforms, host).find(({ acts }) => acts.some(({ id }) => id === report.rule));
  const act = platform && actsAtControls(platform).find(({ id }) => id === report.rule);
  const found = act && entriesOf(act).find(({ entry }) => entry === report.entry);
  if (!found || !Number.isSafeInteger(report.at) || typeof report.undo !== "boolean") {
    return null;
  }
  const { kind = act.kind, path = [], leaves = null } = found.each;
  const sense = report.undo ? -1 : 1;
  return { platform: platform.id, rule: act.id, kind, sense, at: report.at, path, leaves };
}

/** Whether a page is another than the one that had to be left. @param {string | undefined} url @param {string[]} path */
export function isLeft(url, path) {
  return !url || !anyGlob(path)(decodePath(new URL(url).pathname));
}
