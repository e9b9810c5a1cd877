/** What cannot be taken back: the first press asks what it would do, the second does it. */

import { make } from "../elements.js";
import { watched } from "./progress.js";
import { whileBusy } from "./busy.js";
import { say } from "../wording.js";

/** @type {{box: HTMLElement, opener: HTMLElement, place: HTMLElement} | null} one question at a time: the collector holds one token */
let open = null;
let asked = 0;

/**
 * @typedef {object} Question
 * @property {() => Promise<any>} ask what the first call answers
 * @property {(first: any) => string} tell what the second would do, in plain words
 * @property {(first: any) => string} yes what the button says that does it
 * @property {(first: any) => Promise<string | (Node | string)[]>} act does it, and says what it did
 * @property {(first: any) => string | Promise<string> | null} [nothing] the sentence where no question is needed
 */

/**
 * Put the question under `place`, which also takes the sentence at the end.
 * @param {HTMLElement} opener
 * @param {HTMLElement} place
 * @param {Question} question
 */
export async function confirmed(opener, place, question) {
  close();
  await whileBusy(opener, place, async () => {
    const first = await question.ask();
    const nothing = (await question.nothing?.(first)) ?? null;
    if (nothing === null) {
      show(opener, place, question, first);
    }
    return nothing ?? "";
  });
  open?.box.focus();
}

function show(opener, place, question, first) {
  const id = `sure-${++asked}`;
  const yes = make("button", { type: "button", class: "grave" }, question.yes(first));
  const no = make("button", { type: "button" }, say("data.cancel"));
  const box = make(
    "div",
    { class: "sure", role: "group", "aria-labelledby": id, tabindex: "-1" },
    make("p", { id }, question.tell(first)),
    make("p", { class: "buttons" }, yes, no),
  );
  yes.addEventListener("click", () => confirm(yes, place, () => question.act(first)));
  no.addEventListener("click", cancel);
  box.addEventListener("keydown", (event) => event.key === "Escape" && cancel());
  place.after(box);
  open = { box, opener, place };
}

/** Whatever comes of it, the token is used up: the question goes, the sentence stays. */
async function confirm(yes, place, act) {
  await whileBusy(yes, place, () => watched(place, act));
  cancel();
}

/** Back to the button, or, where the list was drawn anew without it, to the sentence. */
function cancel() {
  if (open) {
    const { opener, place } = open;
    close();
    place.tabIndex = -1;
    (opener.isConnected ? opener : place).focus({ preventScroll: true });
  }
}

function close() {
  open?.box.remove();
  open = null;
}
