/** Hand a file to the person who asked for it. */

import { make } from "../elements.js";

const WAIT_MS = 60_000;

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  // Firefox reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), WAIT_MS);
}
