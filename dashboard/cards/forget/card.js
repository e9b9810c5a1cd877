/** The last minutes of every browser, forgotten. */

import { send } from "../../kit/api.js";
import { byId } from "../../kit/elements.js";
import { check, field, onSubmit } from "../../kit/forms/fields.js";
import { number } from "../../kit/format.js";
import { confirmed } from "../../kit/forms/confirm.js";
import { complain } from "../../kit/forms/busy.js";
import { sayMany } from "../../kit/wording.js";

let changed = () => {};
const state = () => byId("forget-state");

/** @param {() => void} then the log holds other acts now */
export function prepareForget(then) {
  changed = then;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-forget]"))) {
    button.addEventListener("click", () => forget(button, Number(button.dataset.forget)));
  }
  onSubmit("forget-form", (button) => {
    try {
      check("forget-form");
      forget(button, Number(field("forget-minutes").value));
    } catch (error) {
      complain(state(), error);
    }
  });
}

/** Even with nothing in the log: a browser may hold acts of these minutes that it has not sent yet. */
function forget(button, minutes) {
  return confirmed(button, state(), {
    ask: () => send("/v1/acts/forget", { minutes }),
    tell: ({ acts }) => sayMany("data.forget.sure", acts, { minutes: number(minutes) }),
    yes: ({ acts }) => sayMany("data.forget.yes", acts),
    act: ({ since, action_token }) => act({ minutes, since, action_token }),
  });
}

async function act(body) {
  const { forgotten } = await send("/v1/acts/forget", body);
  changed();
  return sayMany("data.forgotten", forgotten, { minutes: number(body.minutes) });
}
