/** Redeem the ticket in the address for a session, then go to the dashboard by script: see `POST /v1/session`. */

import { keepPageKey, send } from "./api.js";
import { write } from "./elements.js";
import { say } from "./wording.js";

const ticket = new URLSearchParams(location.hash.slice(1)).get("t");
history.replaceState(null, "", location.pathname + location.search);

try {
  const { page_key: key } = await send("/v1/session", { ticket: ticket ?? "" });
  keepPageKey(key);
  location.replace("/");
} catch {
  write("state", say("open.failed"));
}
