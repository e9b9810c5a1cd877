/** The footnotes of a slip: their marks, and each figure with its source to follow. */

import { make } from "../../kit/elements.js";
import { reference } from "../../kit/reference.js";

/** The marks of footnotes, a space between. @param {number[]} numbers @returns {(Node | string)[]} */
export const links = (numbers) =>
  numbers.flatMap((number, at) => [...(at ? [" "] : []), make("a", { href: `#note-${number}` }, String(number))]);

/** @param {number[]} numbers */
export const superscript = (numbers) => make("sup", {}, ...links(numbers));

/** One footnote as a list item. */
export function note(row) {
  const about = [row.year, row.confidence, row.made].filter(Boolean).join(", ");
  return make(
    "li",
    { id: `note-${row.number}`, value: String(row.number), tabindex: "-1" },
    make("span", { lang: "en" }, row.quantity),
    " ",
    make("code", {}, row.id),
    " ",
    make("strong", { lang: "en" }, row.value),
    ` ${about}. `,
    row.source ? make("span", { lang: "en" }, reference(row.source, row.url)) : "",
  );
}
