/** A figure and its source as the reader meets it. */

import { make } from "./elements.js";
import { language } from "./wording.js";

/** A link leads away only when it is pressed, and tells nobody where from. */
export function reference(source, url) {
  if (!/^https?:/.test(url)) {
    return make("span", {}, source);
  }
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, source);
}

/** Whether other figures are all the source there is: they are listed beside it. */
export const isDerived = (p, row) => /^[A-Z0-9_, ]+$/.test(p.source[row]) && p.origins[row].length > 0;

/** What a figure measures, and where. */
export function quantityOf(p, row) {
  const place = [p.platform[row], p.region[row]].filter((word) => word && word !== "any").join(", ");
  return place ? `${p.quantity[row]} (${place})` : p.quantity[row];
}

/** What a model is called. */
export const titleOf = ({ models }, row) => models.title[language][row];
