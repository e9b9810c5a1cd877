/** Which function answers which message of `shared/messages.js`. */

import { sendHeld } from "../outbox/held.js";
import { switchOff, switchOn } from "../platforms/permissions.js";
import { placeScripts } from "../platforms/scripts.js";
import { addServer, removeServer, servers, softwareMessage } from "../platforms/servers.js";
import { captchaMessage } from "../seeing/captchas.js";
import { controlMessage } from "../seeing/controls.js";
import { recordGesture } from "../seeing/gestures.js";
import * as pairing from "../sending/pairing.js";
import { deliver, restart } from "../sending/uploader.js";
import * as decisions from "./decisions.js";
import { facts, numbers, refusals } from "./facts.js";
import { eraseUnasked, keepUnasked, unasked } from "./unasked.js";
import { watched } from "./watched.js";

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
