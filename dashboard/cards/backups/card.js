/** The copies of the log on this computer: made each day, or now; and going back to one. */

import { read, send } from "../../kit/api.js";
import { byId } from "../../kit/elements.js";
import { bytes, moment, number, period } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { confirmed } from "../../kit/forms/confirm.js";
import { pressable, whileBusy } from "../../kit/forms/busy.js";
import { say, sayMany } from "../../kit/wording.js";

let changed = () => {};
const state = () => byId("backups-state");

/** @param {() => void} then the log holds other acts now */
export function prepareBackups(then) {
  changed = then;
  byId("backup").addEventListener("click", () => whileBusy(byId("backup"), state(), make));
}

export async function showBackups() {
  const { backups } = (await read("/v1/backups")).body;
  byId("backups-none").hidden = backups.length > 0;
  byId("backups-table").hidden = backups.length === 0;
  const columns = [
    { title: say("data.backups.when") },
    { title: say("data.backups.size"), numeric: true },
    { title: say("data.acts.acts"), numeric: true },
    { title: say("data.backups.days") },
    { title: say("data.acts.action") },
  ];
  putTable("backups-table", say("data.backups"), columns, backups.map(row));
}

function row(backup) {
  const when = moment(backup.at);
  const unreadable = backup.acts === null;
  const restore = pressable(
    say("data.backups.restore"),
    () => goBack(restore, backup),
    say("data.backups.restore.one", { when }),
  );
  return [
    when,
    bytes(backup.bytes),
    unreadable ? say("data.backups.unreadable") : number(backup.acts),
    backup.first_day === null ? "" : period(backup.first_day, backup.last_day),
    unreadable ? "" : restore,
  ];
}

async function make() {
  const { backup } = await send("/v1/backups", {});
  await showBackups();
  return sayMany("data.backups.done", backup.acts, { when: moment(backup.at), size: bytes(backup.bytes) });
}

function goBack(button, { name, at, acts }) {
  const when = moment(at);
  return confirmed(button, state(), {
    ask: () => send("/v1/backups/restore", { name }),
    tell: (first) =>
      say("data.backups.sure", {
        when,
        acts: sayMany("data.acts.count", acts),
        now: sayMany("data.acts.count", first.acts),
      }),
    yes: () => say("data.backups.yes", { when }),
    act: async ({ action_token }) => {
      await send("/v1/backups/restore", { name, action_token });
      changed();
      return sayMany("data.backups.restored", acts, { when });
    },
  });
}
