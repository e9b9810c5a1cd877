/**
 * The background: registers every listener in its first turn, so that the browser wakes it for each of them,
 * and does nothing else itself. It may be ended at any line.
 */

import { browser } from "../shared/browser.js";
import { isWelcome, MESSAGES } from "../shared/messages.js";
import { isRenewed, readSettings } from "../shared/settings.js";
import { drawBadge } from "./answers/badge.js";
import { REPLIES } from "./answers/replies.js";
import { noteSwitchedOn } from "./answers/unasked.js";
import * as attention from "./clock/attention.js";
import { ASK_ALARM, END_ALARM, setAlarms } from "./clock/pause.js";
import * as outbox from "./outbox/outbox.js";
import { PLATFORMS } from "./platforms/catalogue.js";
import { watchPermissions } from "./platforms/permissions.js";
import { placeScripts } from "./platforms/scripts.js";
import { ALARM as CAPTCHA_ALARM, sweepCaptchas, watchClosing } from "./seeing/captchas.js";
import { watchLeaving } from "./seeing/controls.js";
import { watchPages } from "./seeing/presence.js";
import { record } from "./seeing/recording.js";
import { watchRequests } from "./seeing/requests.js";
import { watchDashboard } from "./sending/dashboard.js";
import { ALARM as UPLOAD_ALARM, askIfPaused, deliver } from "./sending/uploader.js";

const SELF = { id: browser.runtime.id, base: browser.runtime.getURL("") };

/** What the badge is drawn from, by its name in storage. */
const SHOWN = ["consent", "pausedUntil", "language", "collector", "delivery"];

/** What a failure tells the log: its name, never what it was about. */
const logFailure = (where) => (error) => console.error(where, error?.name);

const badge = () => void drawBadge().catch(logFailure("badge"));
const place = () => void placeScripts().catch(logFailure("scripts"));
const pauses = () => void setAlarms().catch(logFailure("pause"));
/** What is told on delivery says whether to go on; where nothing is to be delivered, that is asked. */
const afterLook = (kept) => void (kept ? deliver() : askIfPaused());
const look = () => void attention.look().then(afterLook);

/** @type {Record<string, () => unknown>} */
const ALARMS = {
  [UPLOAD_ALARM]: () => deliver(),
  [attention.ALARM]: look,
  [CAPTCHA_ALARM]: () => sweepCaptchas(),
  [END_ALARM]: () => (look(), badge(), pauses()),
  [ASK_ALARM]: () => (look(), pauses()),
};

function answer(message, sender, reply) {
  if (!isWelcome(message, sender, SELF)) {
    return false;
  }
  const replied = REPLIES[message.type](message, sender).then(reply, (error) => {
    logFailure(message.type)(error);
    reply({ error: "internal" });
  });
  if (MESSAGES[message.type].from === "page") {
    replied.then(badge);
  }
  return true;
}

function changed() {
  place();
  look();
  badge();
}

async function installed({ reason }) {
  place();
  const isToRead = reason === "update" && isRenewed(await readSettings(browser.storage.local));
  if (reason !== "install" && !isToRead) {
    return;
  }
  await browser.tabs.create({ url: browser.runtime.getURL("welcome/welcome.html") });
}

watchRequests(PLATFORMS, record);
watchLeaving();
watchClosing();
watchPages();
attention.watchAttention(afterLook);
watchDashboard(() => askIfPaused({ now: true }));
watchPermissions(changed);
browser.alarms.onAlarm.addListener(({ name }) => void ALARMS[name]?.());
browser.runtime.onMessage.addListener(answer);
browser.runtime.onInstalled.addListener(installed);
browser.runtime.onStartup.addListener(changed);
browser.storage.onChanged.addListener((changes) => void (SHOWN.some((name) => name in changes) && badge()));

/** Whatever woke us: what an earlier life left undone goes on. */
function begin() {
  const now = Date.now();
  badge();
  pauses();
  noteSwitchedOn().then((isNew) => void (isNew && changed()), logFailure("upgrade"));
  look();
  deliver();
  outbox.tidy(now, -new Date(now).getTimezoneOffset()).catch(logFailure("tidy"));
}
begin();

globalThis.READY = true;
