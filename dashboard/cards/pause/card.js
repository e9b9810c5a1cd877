/** Record nothing for a while, in every browser; and which of them has taken note. */

import { read, send, SessionEnded } from "../../kit/api.js";
import { byId, make, write } from "../../kit/elements.js";
import { moment, number } from "../../kit/format.js";
import { complain, tell, whileBusy } from "../../kit/forms/busy.js";
import { say } from "../../kit/wording.js";

const AGAIN_MS = 5000;
const buttons = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-pause]"));

let [timer, drawn, lost] = [0, "", false];

export function preparePause() {
  for (const button of buttons()) {
    const minutes = button.dataset.pause ? Number(button.dataset.pause) : null;
    button.addEventListener("click", () => wish(button, "/v1/pause", { minutes }));
  }
  byId("resume").addEventListener("click", () => wish(byId("resume"), "/v1/resume", {}));
  document.addEventListener("visibilitychange", again);
}

/** Look again by itself while the page is looked at: browsers take note one after the other. */
export async function showPause() {
  clearTimeout(timer);
  show((await read("/v1/pause")).body);
  timer = setTimeout(again, AGAIN_MS);
}

async function again() {
  if (document.hidden) {
    return;
  }
  try {
    await showPause();
    if (lost) {
      tell(byId("pause-state"));
    }
    lost = false;
  } catch (error) {
    lost = true;
    complain(byId("pause-state"), error);
    timer = error instanceof SessionEnded ? 0 : setTimeout(again, AGAIN_MS);
  }
}

async function wish(button, path, body) {
  await whileBusy(button, byId("pause-state"), async () => {
    const pause = await send(path, body);
    show(pause);
    beHeard(pause);
    return "";
  });
  (button.hidden ? [...buttons(), byId("resume")].find((one) => !one.hidden) : button)?.focus();
}

/** The extension of this browser looks when the address of a page of ours changes, so it hears at once. */
function beHeard({ until, at }) {
  history.replaceState(history.state, "", `#${until ? "paused" : "recording"}-${at}`);
}

function show(pause) {
  const state = JSON.stringify([pause.until, pause.browsers]);
  if (state === drawn) {
    return;
  }
  drawn = state;
  const paused = pause.until > 0;
  write("pause-summary", summary(pause.until));
  byId("resume").hidden = !paused;
  byId("pause-browsers").replaceChildren(...pause.browsers.map((one) => make("li", {}, line(one, pause.until))));
  const waiting = pause.at > 0 && pause.browsers.some(({ since }) => since === null);
  write("pause-note", waiting ? say("data.pause.note", { seconds: number(pause.usual_seconds) }) : "");
}

function summary(until) {
  if (!until) {
    return say("data.pause.is.off");
  }
  return isForever(until) ? say("data.pause.is.on") : say("data.pause.is.until", { when: moment(until) });
}

const isForever = (until) => until >= Number.MAX_SAFE_INTEGER;

/** What one browser does now, which may not be what was wished here. */
function line({ label, browser, until, since }, wished) {
  const name = label || browser;
  if (since === null) {
    return wished ? say("data.pause.not.yet", { name }) : recording(name, until);
  }
  if (until) {
    return isForever(until)
      ? say("data.pause.paused", { name })
      : say("data.pause.paused.until", { name, when: moment(until) });
  }
  return wished ? say("data.pause.resumed", { name }) : say("data.pause.records", { name });
}

/** Nothing was wished here that it has not heard of, or a resume that it has not heard of yet. */
const recording = (name, until) => (until ? say("data.pause.still", { name }) : say("data.pause.records", { name }));
