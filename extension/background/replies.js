/** Which function answers which message of `shared/messages.js`. */

import { facts, numbers, refusals } from "./facts.js";
import * as decisions from "./decisions.js";
import { sendHeld } from "./held.js";
import * as pairing from "./pairing.js";
import { placeScripts } from "./scripts.js";
import { addServer, removeServer, servers, softwareMessage } from "./servers.js";
import { watched } from "./watched.js";
import { switchOff, switchOn } from "./permissions.js";
import { captchaMessage } from "./captchas.js";
import { controlMessage } from "./controls.js";
import { recordGesture } from "./gestures.js";
import { eraseUnasked, keepUnasked, unasked } from "./unasked.js";
import { deliver, restart } from "./uploader.js";

const done = { done: true };

/** @type {Record<string, (message: any, sender: chrome.runtime.MessageSender) => Promise<object>>} */
export const REPLIES = {
  state: facts,
  numbers: async () => {
    const known = await numbers();
    deliver({ now: known.from === "collector" });
    return known;
  },
  refusals: async () => ({ refusals: await refusals() }),
  watched,
  servers,
  unasked,
  "unasked-erase": eraseUnasked,
  "unasked-keep": keepUnasked,
  consent: decisions.consent,
  pause: decisions.pause,
  resume: decisions.resume,
  forget: decisions.forget,
  erase: decisions.erase,
  language: decisions.language,
  "retry-refused": decisions.retryRefused,
  rule: decisions.rule,
  "prompt-length": decisions.promptLength,
  "server-add": addServer,
  "server-remove": removeServer,
  "switch-on": async ({ ids }) => (await switchOn(ids), await placeScripts(), done),
  "switch-off": async ({ ids }) => (await switchOff(ids), await placeScripts(), done),
  ticket: pairing.takeTicket,
  "find-ticket": pairing.findTicket,
  pair: pairing.pair,
  "pair-code": pairing.pairByCode,
  unpair: pairing.unpair,
  "held-send": async () => {
    const sent = await sendHeld();
    restart();
    deliver({ now: true });
    return sent;
  },
  dashboard: pairing.openDashboard,
  gesture: async (message, sender) => (await recordGesture(sender, message.at), done),
  "controls-hello": controlMessage,
  control: controlMessage,
  "software-hello": softwareMessage,
  software: softwareMessage,
  "captcha-hello": captchaMessage,
  "captcha-report": captchaMessage,
};
