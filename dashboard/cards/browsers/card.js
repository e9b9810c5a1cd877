/** The paired browsers: what each is called, its last act, and the buttons that add, name and remove one. */

import { read, send } from "../../kit/api.js";
import { byId, make, write } from "../../kit/elements.js";
import { moment, number } from "../../kit/format.js";
import { confirmed } from "../../kit/forms/confirm.js";
import { pressable, tell, whileBusy } from "../../kit/forms/busy.js";
import { say, sayMany } from "../../kit/wording.js";

const LONGEST = "40";
const state = () => byId("browsers-state");

export function prepareBrowsers() {
  byId("another").addEventListener("click", () => whileBusy(byId("another"), state(), code));
}

export async function showBrowsers() {
  const { clients } = (await read("/v1/clients")).body;
  const paired = clients.filter((one) => one.revoked_at === null);
  write("browsers-summary", paired.length ? sayMany("browsers.count", paired.length) : say("browsers.none"));
  byId("browsers-list").replaceChildren(...paired.map(item));
}

function item(client) {
  const name = client.label || client.browser;
  const title = name === client.browser ? name : `${name} (${client.browser})`;
  const since = say("browsers.since", { paired: moment(client.paired_at), last: moment(client.last_at) });
  const rename = pressable(say("browsers.rename"), () => edit(client, row), say("browsers.rename.one", { name }));
  const remove = pressable(
    say("browsers.remove"),
    () => unpair(remove, client, name),
    say("browsers.remove.one", { name }),
  );
  const buttons = make("span", { class: "buttons" }, rename, remove);
  const row = make("li", {}, make("strong", {}, title), make("span", { class: "small" }, since), buttons);
  return row;
}

/** The name in a field, in the place of the row. */
function edit(client, row) {
  const id = `label-${client.id}`;
  const input = /** @type {HTMLInputElement} */ (
    make("input", { id, maxlength: LONGEST, value: client.label, autocomplete: "off" })
  );
  const save = make("button", { type: "submit" }, say("browsers.rename.do"));
  const label = make("label", { for: id }, say("browsers.label", { name: client.browser }));
  const cancel = pressable(say("data.cancel"), () => close());
  const form = make(
    "form",
    { class: "fields" },
    make("p", {}, label, input),
    make("p", { class: "buttons" }, save, cancel),
  );
  const held = [...row.childNodes];
  row.replaceChildren(form);
  input.select();
  form.addEventListener("keydown", (event) => event.key === "Escape" && close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(client, save, input.value);
  });

  function close() {
    row.replaceChildren(...held);
    row.querySelector("button").focus();
    tell(state());
  }
}

async function keep(client, save, label) {
  await whileBusy(save, state(), async () => {
    const kept = await send("/v1/clients/label", { client_id: client.id, label });
    await showBrowsers();
    const name = kept.label || client.browser;
    return say("browsers.renamed", { name });
  });
  /** @type {HTMLElement | null} */ (save.isConnected ? null : byId("browsers-list").querySelector("button"))?.focus();
}

function unpair(button, client, name) {
  return confirmed(button, state(), {
    ask: () => send("/v1/clients/unpair", { client_id: client.id }),
    tell: () => say("browsers.sure", { name }),
    yes: () => say("browsers.really"),
    act: async ({ action_token }) => {
      await send("/v1/clients/unpair", { client_id: client.id, action_token });
      await showBrowsers();
      return say("browsers.removed", { name });
    },
  });
}

async function code() {
  const { code, seconds } = await send("/v1/clients/pair", {});
  return say("browsers.code", { code, seconds: number(seconds) });
}
