/**
 * How this browser earns its key: the collector's page holds a ticket, the person clicks, the key comes once.
 * It is kept where no page and no script, ours included, can read it again.
 */

import { browser, browserName } from "../../shared/browser.js";
import { portOfPairing, ticketIn } from "../../shared/messages.js";
import { isConsented, isPort, readSettings } from "../../shared/settings.js";
import { importKey } from "../../shared/wire/signing.js";
import { changeLog, leaveLog } from "../outbox/held.js";
import * as outbox from "../outbox/outbox.js";
import { ask, askUnsigned, keyName } from "./collector.js";
import { deliver, hello, restart } from "./uploader.js";

const TICKET = "ticket";
const HERE = { origins: ["http://127.0.0.1/*"] };

/** Keep a ticket that our script found, and show the page where the person says yes. */
export async function takeTicket({ ticket }, sender) {
  await keepTicket(ticket, portOfPairing(sender.url));
  await openNextPage();
  return { taken: true };
}

/** Where our script could not run: read the ticket off the collector's tab, after the person's click. */
export async function findTicket() {
  for (const tab of await browser.tabs.query({ url: HERE.origins })) {
    const { url = "about:blank" } = tab;
    const ticket = ticketIn(url);
    if (ticket) {
      await keepTicket(ticket, portOfPairing(url));
    }
  }
  return { ticket: await ticketPort() };
}

const keepTicket = (ticket, port) => browser.storage.session.set({ [TICKET]: { ticket, port } });

/** @returns {Promise<{ticket: string, port: number} | undefined>} */
const keptTicket = async () => /** @type {any} */ ((await browser.storage.session.get(TICKET))[TICKET]);

/** @returns {Promise<number | null>} the port of the collector whose ticket waits for the person's click */
export const ticketPort = async () => (await keptTicket())?.port ?? null;

/** Consent comes first: without it the welcome page leads here later. */
async function openNextPage() {
  const consented = isConsented(await readSettings(browser.storage.local));
  const page = consented ? "connect/connect.html" : "welcome/welcome.html";
  await browser.tabs.create({ url: browser.runtime.getURL(page) });
}

/** Redeem the ticket that waits. @returns {Promise<object>} `{paired: true}` or `{error: code}` */
export async function pair() {
  const waiting = await keptTicket();
  if (!waiting) {
    return { error: "no-ticket" };
  }
  const reply = await redeem(waiting.port, { ticket: waiting.ticket });
  if (reply.error !== "consent" && reply.error !== "silent") {
    await browser.storage.session.remove(TICKET);
  }
  return reply;
}

/** Redeem a code that the person typed. */
export const pairByCode = ({ port, code }) => redeem(port, { code });

async function redeem(port, proof) {
  if (!isConsented(await readSettings(browser.storage.local))) {
    return { error: "consent" };
  }
  if (!isPort(port)) {
    return { error: "silent" };
  }
  const extension = browser.runtime.getManifest().version;
  const device = await outbox.device();
  const answer = await askUnsigned(port, "/v1/pair", { ...proof, device, browser: browserName(), extension });
  if (answer.status !== 200) {
    return { error: reasonFor(answer, proof), code: answer.code };
  }
  const pairing = { port, clientId: answer.body.client_id, key: await importKey(answer.body.key) };
  const last_seq = await outbox.highestSeq();
  const greeting = await ask("/v1/hello", { device, last_seq }, pairing);
  if (!(greeting.status === 200 && greeting.proven)) {
    return { error: "unproven" };
  }
  await adopt(pairing, greeting.body.instance_id);
  if (await hello()) {
    deliver({ now: true });
  }
  return { paired: true, held: (await outbox.counts()).held };
}

/** The new collector has proved itself: from this line on it is ours, and the one before is not. */
async function adopt({ port, clientId, key }, instanceId) {
  const { collector: before } = await readSettings(browser.storage.local);
  await outbox.put(keyName(clientId), key);
  restart(); // what the one before still answers is not heard
  await changeLog(before?.instanceId, instanceId);
  await browser.storage.local.set({ collector: { port, clientId, instanceId } });
  restart();
  await outbox.keepKey(keyName(clientId));
}

const REASONS = { 0: "silent", 409: "used", 403: "not-ours", 503: "busy", 507: "busy" };

function reasonFor({ status }, { code }) {
  return REASONS[status] ?? (status < 500 ? (code ? "wrong-code" : "expired") : "broken");
}

/** Throw the key away. What waits in the outbox stays for the next pairing. */
export async function unpair() {
  await leaveLog();
  await browser.storage.local.remove("collector");
  restart();
  await outbox.keepKey();
  await browser.storage.session.remove(["delivery", TICKET]);
  return { paired: false };
}

/** Open the dashboard in a tab, with a ticket that only it can redeem. */
export async function openDashboard() {
  if (!(await hello())) {
    return { error: "silent" };
  }
  const answer = await ask("/v1/session-ticket", {});
  if (!(answer.status === 200 && answer.proven)) {
    return { error: answer.code ?? "silent" };
  }
  const { collector } = await readSettings(browser.storage.local);
  await browser.tabs.create({ url: `http://127.0.0.1:${collector?.port}/open#t=${answer.body.ticket}` });
  return { opened: true };
}
