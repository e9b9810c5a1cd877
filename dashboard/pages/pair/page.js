/** Wait for the extension to take the ticket out of the address. This page never reads the ticket itself. */

import { byId, write } from "../../kit/elements.js";
import { say } from "../../kit/wording.js";

const PATIENCE_MS = 2000;
const TICKET_MS = 120_000;
const came = performance.now();

function look() {
  if (!location.hash) {
    byId("help").hidden = true;
    write("state", say("pair.taken"));
  } else if (performance.now() - came > TICKET_MS) {
    history.replaceState(null, "", location.pathname + location.search);
    byId("help").hidden = false;
    write("state", say("pair.expired"));
  } else {
    if (performance.now() - came > PATIENCE_MS) {
      byId("help").hidden = false;
      write("state", say("pair.alone"));
    }
    setTimeout(look, 250);
  }
}

look();
