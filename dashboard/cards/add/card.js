/** An act that no rule saw, added by hand. */

import { send } from "../../kit/api.js";
import { allKinds, allPlatforms, kindName, platformName } from "../../kit/acts/names.js";
import { byId, make } from "../../kit/elements.js";
import { check, field, onSubmit } from "../../kit/forms/fields.js";
import { localMoment, today } from "../../kit/format.js";
import { strike } from "../../kit/acts/strike.js";
import { pressable, whileBusy } from "../../kit/forms/busy.js";
import { say } from "../../kit/wording.js";

const GROUPS = {
  acts: () => say("data.add.acts"),
  time: () => say("data.add.time.kinds"),
  captcha: () => say("data.add.captchas"),
};

let changed = () => {};
const state = () => byId("add-state");

/** @param {() => void} then the log holds other acts now */
export function prepareAdd(then) {
  changed = then;
  const now = new Date();
  field("add-day").value = today();
  field("add-time").value = [now.getHours(), now.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
  byId("add-kind").addEventListener("change", fit);
  onSubmit("add-form", (button) => whileBusy(button, state(), add));
}

/** Offer every kind and platform that the catalogue knows; what was chosen stays chosen. */
export function offerKinds() {
  const [kind, platform] = [field("add-kind").value, field("add-platform").value];
  const kinds = allKinds().filter((one) => one.known);
  const groups = Object.entries(GROUPS).map(([name, label]) =>
    make("optgroup", { label: label() }, ...options(kinds.filter((one) => groupOf(one) === name))),
  );
  byId("add-kind").replaceChildren(...groups);
  field("add-kind").value = kind || "like";
  fit();
  field("add-platform").value = platform || field("add-platform").value;
  field("add-day").max = today();
}

const groupOf = (kind) => (kind.captcha ? "captcha" : kind.time ? "time" : "acts");
const options = (choices) => choices.map(({ id, name }) => make("option", { value: id }, name));
const chosenKind = () => allKinds().find((one) => one.id === field("add-kind").value);

/** A CAPTCHA goes with its products, time with minutes and without a count. */
function fit() {
  const { captcha, time } = chosenKind() ?? { captcha: false, time: false };
  const before = field("add-platform").value;
  const places = allPlatforms().filter((one) => one.known && one.captcha === captcha);
  byId("add-platform").replaceChildren(...options(places));
  const first = places.find((one) => one.met) ?? places[0];
  field("add-platform").value = places.some(({ id }) => id === before) ? before : (first?.id ?? "");
  byId("add-many").hidden = field("add-n").disabled = time;
  field("add-minutes").min = time ? "1" : "0";
}

async function add() {
  check("add-form");
  const at = new Date(`${field("add-day").value}T${field("add-time").value}`);
  const { act } = await send("/v1/acts/add", {
    kind: field("add-kind").value,
    platform: field("add-platform").value,
    at: at.getTime(),
    offset_min: -at.getTimezoneOffset(),
    n: Number(field("add-n").value),
    minutes: Number(field("add-minutes").value),
  });
  changed();
  const given = {
    kind: kindName(act.kind),
    platform: platformName(act.platform),
    when: localMoment(act.at, act.offset_min),
  };
  const undo = pressable(say("data.undo.one"), () => whileBusy(undo, state(), () => takeOut(act)));
  return [say("data.add.done", given), " ", undo];
}

async function takeOut(act) {
  await strike([act]);
  changed();
  field("add-kind").focus({ preventScroll: true });
  return say("data.add.undone");
}
