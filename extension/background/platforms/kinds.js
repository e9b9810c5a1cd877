/** What the closed list says of kinds. */

import { KINDS } from "./catalogue.js";

/** Kinds that no total of acts holds: time, checks that asked for nothing, advertisements. */
export const NO_ACTS = new Set(Object.keys(KINDS).filter((kind) => KINDS[kind].act === false));
