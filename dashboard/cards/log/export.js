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
  const { ticket, name, acts, unasked, ads } = await send("/v1/export", { ...selection(), format });
  make("a", { href: `/v1/export?ticket=${ticket}`, download: name }).click();
  const apart = [unasked && sayMany("data.exported.unasked", unasked), ads && sayMany("data.exported.ads", ads)];
  return [sayMany("data.exported", acts, { name }), ...apart].filter(Boolean).join(" ");
}
