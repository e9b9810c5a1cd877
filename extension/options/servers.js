/** Servers that the person adds: the field, the list, and taking one out again. */

import { serverAt } from "../shared/addresses/address.js";
import { announce, at, lastDrawn, make, onClick, tell } from "../shared/pages/page.js";
import { ask } from "../shared/pages/platform-list.js";
import { listed } from "../shared/pages/wording.js";

/** @typedef {import("./rules.js").Context} Context */

/** Said in one sentence each: `address_` and the reason. */
const refuse = (reason, say) => announce("server-note", say(`address_${reason}`));

/**
 * @param {Context} context
 * @returns {(facts: any) => Promise<void>} draws the list from what is kept now
 */
export function serverList(context) {
  const drawn = lastDrawn();
  let taken = [];
  let kept = [];
  at("server-form").addEventListener("submit", (event) => {
    event.preventDefault();
    add(at("server").value, taken, kept, context);
  });
  return async (facts) => {
    taken = facts.platforms.flatMap(({ origins }) => origins);
    const { servers, software, error } = await tell("servers");
    if (error) {
      return;
    }
    kept = servers;
    if (drawn.isNew(kept)) {
      fill(kept, context);
    }
    const names = listed(software, context.language);
    at("software").textContent = software.length ? context.say("servers_software", { names }) : "";
  };
}

/** The browser asks only within the click: nothing may be awaited before. */
async function add(typed, taken, kept, context) {
  const { say } = context;
  const found = serverAt(typed, taken);
  if ("refused" in found) {
    return refuse(found.refused, say);
  }
  const { host } = found;
  if (kept.some((server) => server.host === host && server.state !== "taken")) {
    return refuse("twice", say);
  }
  await allow(host, context);
}

async function allow(host, { say, changed }) {
  const granted = await ask([`https://${host}/*`]);
  const { error } = granted ? await tell("server-add", { host }) : { error: "denied" };
  announce("server-note", error ? say("platform_denied") : say("server_added", { host }));
  if (!error) {
    at("server").value = "";
  }
  await changed();
}

function fill(servers, context) {
  const focused = document.activeElement?.id;
  at("server-list").replaceChildren(...servers.map((server) => row(server, context)));
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

function row({ host, state, name }, context) {
  const { say } = context;
  const line = make("p", { class: state === "taken" ? "alert" : "quiet" }, [
    say(`server_${state}`, { name: name ?? "" }),
  ]);
  /** @type {HTMLElement[]} */
  const buttons = [button(host, "server_remove", () => remove(host, context), say)];
  if (state === "taken") {
    buttons.unshift(button(host, "platform_again", () => allow(host, context), say));
  } else {
    buttons.unshift(link(host, say));
  }
  const head = make("div", { class: "switch" }, [
    make("strong", { id: `server-${host}` }, [host]),
    make("span", { class: "row" }, buttons),
  ]);
  return make("li", { "data-server": host, "data-state": state }, [head, line]);
}

function button(host, key, act, say) {
  const about = { id: `${key}-${host}`, "aria-describedby": `server-${host}` };
  const attributes = { type: "button", class: "small", ...about };
  const made = /** @type {HTMLButtonElement} */ (make("button", attributes, [say(key)]));
  onClick(made, act);
  return made;
}

const link = (host, say) =>
  make(
    "a",
    {
      ...{ class: "button small", href: `https://${host}/`, target: "_blank", rel: "noreferrer" },
      "aria-describedby": `server-${host}`,
    },
    [say("server_open")],
  );

async function remove(host, { say, changed }) {
  await tell("server-remove", { host });
  announce("server-note", say("server_removed", { host }));
  await changed();
  at("server").focus();
}
