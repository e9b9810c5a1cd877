/** The form that replaces one figure, in the place of the button that opened it. */

import { send } from "../../kit/api.js";
import { byId, make } from "../../kit/elements.js";
import { readNumber, typed } from "../../kit/format.js";
import { say } from "../../kit/wording.js";

const PARTS = ["low", "value", "high"];
const LABELS = {
  low: () => say("value.low"),
  value: () => say("value.centre"),
  high: () => say("value.high"),
};
let open = null;

/** Put the button back. */
export function closeEditor() {
  if (open) {
    open.form.replaceWith(open.button);
    open = null;
  }
}

/**
 * @param {HTMLElement} button what opened it
 * @param {{view: any, row: number, set: any, changed: boolean, reload: () => Promise<void>}} figure
 */
export function openEditor(button, figure) {
  closeEditor();
  const form = build(figure);
  button.replaceWith(form);
  open = { form, button };
  form.querySelector("input").focus();
}

function build(figure) {
  const { parameters: p } = figure.view;
  const id = p.id[figure.row];
  const now = figure.set.changes[id] ?? p.shipped[figure.row];
  const state = make("span", { role: "status" });
  const form = make("form", { class: "editor" }, ...PARTS.map((part, at) => input(id, part, now[at])));
  const buttons = make(
    "p",
    { class: "buttons" },
    press("submit", say("assume.save"), () => {}),
  );
  if (figure.changed) {
    buttons.append(press("button", say("how.reset"), () => keep(figure, null).catch(complain)));
  }
  buttons.append(press("button", say("how.cancel"), cancel), state);
  form.append(buttons);
  const complain = (error) => state.replaceChildren(error.message || say("page.away"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(
      figure,
      PARTS.map((part) => valueOf(id, part)),
    ).catch(complain);
  });
  form.addEventListener("keydown", (event) => event.key === "Escape" && cancel());
  return form;
}

function input(id, part, value) {
  const name = `${id}-${part}`;
  const field = make("input", { id: name, inputmode: "decimal", autocomplete: "off", value: typed(value) });
  return make("p", {}, make("label", { for: name }, LABELS[part]()), field);
}

const valueOf = (id, part) => readNumber(/** @type {HTMLInputElement} */ (byId(`${id}-${part}`)).value);

function press(type, text, act) {
  const button = make("button", { type, class: "quiet" }, text);
  button.addEventListener("click", act);
  return button;
}

function cancel() {
  const { button } = open;
  closeEditor();
  button.focus();
}

/** Keep the figure, or with null the shipped one, and show the page under the new set. */
async function keep({ view, row, set, reload }, figures) {
  const id = view.parameters.id[row];
  if (figures?.some((n) => Number.isNaN(n))) {
    throw new Error(say("how.wrong"));
  }
  const changes = { ...set.changes };
  delete changes[id];
  await send("/v1/assumptions", { set: { ...set, changes: figures ? { ...changes, [id]: figures } : changes } });
  await reload();
  byId(id).focus();
}
