/** The paired browsers, the last act that each has sent, and the buttons that add and remove one. */

import { send } from "./api.js";
import { byId, make, write } from "./elements.js";
import { moment, number } from "./format.js";
import { putTable } from "./tables.js";
import { say, sayMany } from "./wording.js";

let changed = () => {};
let shown = "";

/** @param {() => void} again asks for the overview anew */
export function prepareBrowsers(again) {
  changed = again;
  byId("another").addEventListener("click", () => showCode().catch(complain));
}

/** @param {any} overview */
export function showBrowsers({ browsers }) {
  if (JSON.stringify(browsers) === shown) {
    return;
  }
  shown = JSON.stringify(browsers);
  const count = browsers.id.length;
  write("browsers-summary", count ? sayMany("browsers.count", count) : say("browsers.none"));
  byId("browsers-table").hidden = count === 0;
  const columns = [
    { title: say("browsers.browser") },
    { title: say("browsers.paired") },
    { title: say("browsers.last") },
    { title: say("browsers.action") },
  ];
  const rows = browsers.id.map((id, row) => [
    browsers.label[row] ? `${browsers.browser[row]} (${browsers.label[row]})` : browsers.browser[row],
    moment(browsers.paired_at[row]),
    moment(browsers.last_at[row]),
    removal(id, browsers.browser[row]),
  ]);
  putTable("browsers-table", say("browsers.title"), columns, rows);
}

/** The first press asks for a confirmation that holds for a minute, the second uses it. */
function removal(id, name) {
  const button = make("button", { type: "button", class: "quiet" }, say("browsers.remove"));
  button.setAttribute("aria-label", say("browsers.remove.one", { name }));
  let token = null;
  async function press() {
    const answer = await send("/v1/clients/unpair", token ? { client_id: id, action_token: token } : { client_id: id });
    token = answer.action_token ?? null;
    button.textContent = say("browsers.really");
    button.setAttribute("aria-label", say("browsers.really.one", { name }));
    if (!token) {
      changed();
    }
  }
  button.addEventListener("click", () => press().catch(complain));
  return button;
}

async function showCode() {
  const { code, seconds } = await send("/v1/clients/pair", {});
  write("browsers-code", say("browsers.code", { code, seconds: number(seconds) }));
}

function complain(error) {
  write("browsers-code", error.message || say("page.away"));
}
