/** How long single acts are kept. The sums of each day stay in any case. */

import { read, send } from "../../kit/api.js";
import { byId, write } from "../../kit/elements.js";
import { check, field, onSubmit } from "../../kit/forms/fields.js";
import { day } from "../../kit/format.js";
import { confirmed } from "../../kit/forms/confirm.js";
import { complain } from "../../kit/forms/busy.js";
import { say, sayMany } from "../../kit/wording.js";

let changed = () => {};

/** @param {() => void} then the log holds other acts now */
export function prepareRetention(then) {
  changed = then;
  ["keep-all", "keep-some"].forEach((id) => byId(id).addEventListener("change", fit));
  onSubmit("retention-form", (button) => {
    try {
      check("retention-form");
      keep(button, field("keep-some").checked ? Number(field("keep-months").value) : null);
    } catch (error) {
      complain(byId("retention-state"), error);
    }
  });
}

export async function showRetention() {
  const { keep_months: months, oldest_day: oldest } = (await read("/v1/retention")).body;
  const kept = months === null ? say("data.retention.is.all") : sayMany("data.retention.is", months);
  const since = oldest === null ? "" : ` ${say("data.retention.oldest", { day: day(oldest) })}`;
  write("retention-summary", kept + since);
  if (!byId("retention-form").contains(document.activeElement)) {
    field(months === null ? "keep-all" : "keep-some").checked = true;
    field("keep-months").value = String(months ?? field("keep-months").value);
  }
  fit();
}

/** Months are asked for only where they count. */
function fit() {
  field("keep-months").disabled = !field("keep-some").checked;
}

/** The second press is for losing something; a setting that removes nothing is kept at once. */
function keep(button, keep_months) {
  const act = async ({ action_token }) => {
    const { removed } = await send("/v1/retention", { keep_months, action_token });
    changed();
    await showRetention();
    return removed ? sayMany("data.retention.removed", removed) : say("data.retention.saved");
  };
  return confirmed(button, byId("retention-state"), {
    ask: () => send("/v1/retention", { keep_months }),
    nothing: (first) => (first.acts === 0 ? act(first) : null),
    tell: ({ acts, before }) => sayMany("data.retention.sure", acts, { day: day(before) }),
    yes: ({ acts }) => sayMany("data.retention.yes", acts),
    act,
  });
}
