/** The paired browsers and the last act that each has sent. */

import { byId, write } from "./elements.js";
import { moment } from "./format.js";
import { putTable } from "./tables.js";
import { say, sayMany } from "./wording.js";

/** @param {any} overview */
export function showBrowsers({ browsers }) {
  const count = browsers.browser.length;
  write("browsers-summary", count ? sayMany("browsers.count", count) : say("browsers.none"));
  byId("browsers-table").hidden = count === 0;
  const columns = [
    { title: say("browsers.browser") },
    { title: say("browsers.paired") },
    { title: say("browsers.last") },
  ];
  const rows = browsers.browser.map((name, row) => [
    browsers.label[row] ? `${name} (${browsers.label[row]})` : name,
    moment(browsers.paired_at[row]),
    moment(browsers.last_at[row]),
  ]);
  putTable("browsers-table", say("browsers.title"), columns, rows);
}
