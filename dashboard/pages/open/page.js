/** Redeem the ticket in the address for a session, then go to the dashboard by script: see `POST /v1/session`. */

import { keepPageKey, send } from "../../kit/api.js";
import { write } from "../../kit/elements.js";
import { say } from "../../kit/wording.js";

const ticket = new URLSearchParams(location.hash.slice(1)).get("t");
history.replaceState(null, "", location.pathname + location.search);

try {
  const { page_key: key } = await send("/v1/session", { ticket: ticket ?? "" });
  keepPageKey(key);
  location.replace("/");
} catch {
  write("state", say("open.failed"));
}
