/** A row for each rule and each CAPTCHA: what it counts, how sure that is, when it last did, its switch. */

import kinds from "../catalogue/kinds.json" with { type: "json" };
import { make, tell } from "../shared/pages/page.js";
import { dateOf, listed } from "../shared/pages/wording.js";

/**
 * @typedef {import("../shared/rules/coverage.js").Rule} Rule
 * @typedef {{say: import("../shared/pages/wording.js").Say, language: import("../shared/pages/wording.js").Language,
 *   changed: () => Promise<void>}} Context
 */

/**
 * The rules of one platform, for the details of its row.
 * @param {Rule[]} rules @param {Context} context
 */
export function ruleRows(rules, context) {
  if (rules.length === 0) {
    return [];
  }
  return [
    make("p", { class: "rows-title" }, [context.say("rules_title")]),
    make(
      "ul",
      { class: "rows" },
      rules.map((rule) => row(rule, title(rule, context), context)),
    ),
  ];
}

/**
 * Put the CAPTCHAs into their list; open rows stay open.
 * @param {HTMLElement} list
 * @param {(Rule & {name: string, page: boolean})[]} captchas @param {Context} context
 */
export function fillCaptchas(list, captchas, context) {
  const focused = document.activeElement?.id;
  const open = new Set([...list.querySelectorAll("details[open]")].map(({ id }) => id));
  list.replaceChildren(...captchas.map((captcha) => captchaRow(captcha, context)));
  for (const id of open) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

function captchaRow(captcha, context) {
  const { id, name } = captcha;
  const summary = make("summary", {}, [make("span", { id: `captcha-${id}` }, [name])]);
  const kinds = context.say("platform_watched", { kinds: labelsOf(captcha, context) });
  const parts = [summary, make("p", {}, [kinds]), ...remarks(captcha, context)];
  const input = toggle(captcha, context, { class: "toggle", "aria-labelledby": `captcha-${id}` });
  return make("li", { class: "platform", "data-rule": id }, [
    make("details", { id: `details-captcha-${id}` }, parts),
    input,
  ]);
}

function row(rule, name, context) {
  const { id, on } = rule;
  const head =
    on === null ? [make("span", {}, name)] : [make("label", { for: `rule-${id}` }, name), toggle(rule, context)];
  return make("li", { "data-rule": id }, [make("div", { class: "switch" }, head), ...remarks(rule, context)]);
}

function remarks(rule, context) {
  const { note, unread = 0 } = rule;
  const lines = [
    standing(rule, context),
    unread ? [context.say("rule_unread", { count: unread })] : [],
    note ? [note[context.language]] : [],
  ];
  return lines.filter(({ length }) => length > 0).map((line) => make("p", { class: "quiet" }, line));
}

function toggle({ id, on }, { changed }, more = {}) {
  const attributes = { type: "checkbox", role: "switch", id: `rule-${id}`, ...more };
  const input = /** @type {HTMLInputElement} */ (make("input", attributes));
  input.checked = on;
  input.addEventListener("change", async () => {
    await tell("rule", { id, on: input.checked });
    await changed();
  });
  return input;
}

/** Two rules may count the same kind: the end of the rule's id tells them apart. */
function title(rule, context) {
  if (rule.kinds.length === 0) {
    return [context.say("rule_uncounted")];
  }
  if (rule.on === null) {
    return [labelsOf(rule, context)];
  }
  const [, tail = ""] = rule.id.split(".");
  return [`${labelsOf(rule, context)} `, make("code", { lang: "en", translate: "no" }, [tail])];
}

const labelsOf = ({ kinds: list }, { language }) =>
  listed(
    list.map((kind) => kinds.kinds[kind].label[language]),
    language,
  );

/** How sure it is, where it works, when it was last seen; silence stands out. */
function standing({ confidence, kinds: counted, page = false, verdict, seen }, { say, language }) {
  if (counted.length === 0) {
    return [];
  }
  const date = seen === null ? "" : dateOf(seen, language, "UTC");
  const parts = [say(`sure_${confidence.toLowerCase()}`), page ? say("captcha_page") : ""];
  if (verdict === "silent") {
    const text = date ? say("rule_silent_since", { date }) : say("rule_silent");
    return [`${parts.filter(Boolean).join(" · ")} · `, make("strong", {}, [text])];
  }
  if (date) {
    parts.push(say("rule_seen", { date }));
  } else if (verdict === "nothing") {
    parts.push(say("rule_nothing"));
  }
  return [parts.filter(Boolean).join(" · ")];
}
