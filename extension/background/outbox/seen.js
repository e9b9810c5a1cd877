/**
 * Which rules still fire: the last days on which each one did, and how long the person was on each platform
 * in the last days. Dates and minutes, nothing else; kept in the same transaction as the acts they come from,
 * so that erasing and forgetting reach them.
 *
 * @typedef {{days: Record<string, number[]>, ms: Record<string, Record<string, number>>}} Seen
 *   days: local days by rule, the newest first; ms: attention by platform and local day
 */

import { TIME } from "../../shared/acts/attention.js";
import { DAYS } from "../../shared/rules/coverage.js";
import { read, resultOf, walk, write } from "./database.js";
import { dayOf } from "./nets.js";

const NAME = "seen";
/** Forgetting may take back two days at once, the ends of one hour. */
const DAYS_KEPT = 4;
const DAY_MS = 86_400_000;

/** @returns {Seen} */
const nothing = () => ({ days: {}, ms: {} });

/** Note acts that are being kept. @param {IDBTransaction} tx with the store `state` @param {any[]} acts */
export async function note(tx, acts) {
  if (acts.length === 0) {
    return;
  }
  await change(tx, (seen) => {
    for (const act of acts) {
      addDay(seen, act);
      if (TIME.has(act.kind)) {
        addTime(seen, act, act.ms);
      }
    }
  });
}

/**
 * Take back what was noted of erased acts. A day stays where another act of the rule is still kept.
 * @param {IDBTransaction} tx with the stores `acts`, `sent`, `refused` and `state`, the acts gone already
 * @param {any[]} gone
 */
export async function takeBack(tx, gone) {
  if (gone.length === 0) {
    return;
  }
  const from = Math.min(...gone.map(({ at }) => at)) - 2 * DAY_MS;
  const left = [];
  for (const name of ["acts", "sent", "refused"]) {
    const since = tx.objectStore(name).index("at").openCursor(IDBKeyRange.lowerBound(from));
    await walk(since, ({ value }) => void left.push(`${value.rule}|${dayOfAct(value)}`));
  }
  const stays = new Set(left);
  await change(tx, (seen) => {
    for (const act of gone) {
      if (!stays.has(`${act.rule}|${dayOfAct(act)}`)) {
        removeDay(seen, act);
      }
      if (TIME.has(act.kind)) {
        addTime(seen, act, -act.ms);
      }
    }
  });
}

/** Take back all that was noted of some platforms. @param {IDBTransaction} tx @param {string[]} platforms */
export const eraseOf = (tx, platforms) =>
  change(tx, (seen) => {
    const isOf = (rule) => platforms.some((id) => rule.startsWith(`${id}.`));
    for (const rule of Object.keys(seen.days).filter(isOf)) {
      delete seen.days[rule];
    }
    for (const id of platforms) {
      delete seen.ms[id];
    }
  });

/** @param {IDBTransaction} tx */
export const erase = (tx) => void tx.objectStore("state").delete(NAME);

/** Drop the minutes of days that nobody asks for any more. @param {number} today */
export const tidy = (today) =>
  write(["state"], (tx) =>
    change(tx, (seen) => {
      for (const [platform, days] of Object.entries(seen.ms)) {
        const kept = Object.entries(days).filter(([day]) => Math.abs(today - Number(day)) < DAYS);
        if (kept.length) {
          seen.ms[platform] = Object.fromEntries(kept);
        } else {
          delete seen.ms[platform];
        }
      }
    }),
  );

/**
 * @param {number} today local day
 * @returns {Promise<{dayOf: (rule: string) => number | null, msOn: (platform: string) => number}>}
 */
export async function known(today) {
  const seen = await read(["state"], (tx) => readSeen(tx));
  return {
    dayOf: (rule) => seen.days[rule]?.[0] ?? null,
    msOn: (platform) =>
      Object.entries(seen.ms[platform] ?? {})
        .filter(([day]) => Math.abs(today - Number(day)) < DAYS)
        .reduce((sum, [, ms]) => sum + ms, 0),
  };
}

const dayOfAct = ({ at, offset_min }) => dayOf(at, offset_min);

/** @returns {Promise<Seen>} */
const readSeen = async (tx) => (await resultOf(tx.objectStore("state").get(NAME))) ?? nothing();

async function change(tx, step) {
  const seen = await readSeen(tx);
  step(seen);
  tx.objectStore("state").put(seen, NAME);
}

function addDay(seen, act) {
  const days = new Set([...(seen.days[act.rule] ?? []), dayOfAct(act)]);
  seen.days[act.rule] = [...days].sort((a, b) => b - a).slice(0, DAYS_KEPT);
}

function removeDay(seen, act) {
  const days = (seen.days[act.rule] ?? []).filter((day) => day !== dayOfAct(act));
  if (days.length) {
    seen.days[act.rule] = days;
  } else {
    delete seen.days[act.rule];
  }
}

function addTime(seen, act, ms) {
  seen.ms[act.platform] ??= {};
  const days = seen.ms[act.platform];
  const total = Math.max(0, (days[dayOfAct(act)] ?? 0) + ms);
  if (total) {
    days[dayOfAct(act)] = total;
  } else {
    delete days[dayOfAct(act)];
  }
  if (Object.keys(days).length === 0) {
    delete seen.ms[act.platform];
  }
}
