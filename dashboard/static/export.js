/** The acts of the choice, as a file of the person's own. */

import { send } from "./api.js";
import { selection } from "./choice.js";
import { byId, make } from "./elements.js";
import { working } from "./working.js";
import { sayMany } from "./wording.js";

export function prepareExport() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-export]"))) {
    button.addEventListener("click", () => working(button, byId("export-state"), () => fetchAll(button.dataset.export)));
  }
}

/** The browser itself writes the file, as it comes: ten years of acts would not fit in the page. */
async function fetchAll(format) {
  const { ticket, name, acts } = await send("/v1/export", { ...selection(), format });
  make("a", { href: `/v1/export?ticket=${ticket}`, download: name }).click();
  return sayMany("data.exported", acts, { name });
}
