/** The acts of the choice, as a file of the person's own. */

import { send } from "../../kit/api.js";
import { selection } from "../../kit/acts/selection.js";
import { byId, make } from "../../kit/elements.js";
import { whileBusy } from "../../kit/forms/busy.js";
import { sayMany } from "../../kit/wording.js";

export function prepareExport() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-export]"))) {
    button.addEventListener("click", () =>
      whileBusy(button, byId("export-state"), () => fetchAll(button.dataset.export)),
    );
  }
}

/** The browser itself writes the file, as it comes: ten years of acts would not fit in the page. */
async function fetchAll(format) {
  const { ticket, name, acts, unasked } = await send("/v1/export", { ...selection(), format });
  make("a", { href: `/v1/export?ticket=${ticket}`, download: name }).click();
  const said = sayMany("data.exported", acts, { name });
  return unasked ? `${said} ${sayMany("data.exported.unasked", unasked)}` : said;
}
