/** A month laid out as a wage slip. The words and figures come as they are printed; here they only find their place. */

import { asked, followMonth, showMonth } from "./month.js";
import { fetchFile } from "../../kit/api.js";
import { byId, make, write, writeOrHide } from "../../kit/elements.js";
import { follow } from "../../kit/live.js";
import { announce, failed, shown } from "../../kit/page.js";
import { lines } from "./lines.js";
import { note, superscript } from "./notes.js";
import { save } from "../../kit/forms/saving.js";
import { takeAlong } from "../../kit/travel.js";
import { keepLanguage, say } from "../../kit/wording.js";

let file = "";

async function show({ slip, words }) {
  shown();
  file = words.file;
  showMonth(slip.period);
  writeOrHide("slip-empty", words.empty);
  byId("slip").hidden = byId("slip-files").hidden = Boolean(words.empty);
  document.title = words.document;
  if (!words.empty) {
    put(words);
  }
}

function put(words) {
  write("slip-period", words.period);
  write("slip-days", words.days);
  write("slip-made", words.made);
  writeOrHide("slip-invented", words.invented);
  writeOrHide("slip-unfinished", words.unfinished);
  byId("slip-parties").replaceChildren(employers(words), employee(words), net(words));
  byId("slip-lines").replaceChildren(lines(words));
  write("slip-keep", words.keep);
  sentences("slip-remarks", words.remarks);
  sentences("slip-coverage", words.coverage.sentences);
  sentences("slip-set", words.sources.sentences);
  byId("slip-notes").replaceChildren(...words.sources.rows.map(note));
}

const sentences = (id, texts) => byId(id).replaceChildren(...texts.map((text) => make("p", {}, text)));

const employers = ({ employer }) =>
  make(
    "div",
    { class: "party" },
    make("p", { class: "small" }, employer.label),
    make("p", { class: "named" }, employer.names),
  );

function employee({ employee: { label, name, facts } }) {
  const rows = facts.map((fact) =>
    make("div", {}, make("dt", {}, fact.label), make("dd", {}, fact.value, superscript(fact.notes))),
  );
  return make(
    "div",
    { class: "party" },
    make("p", { class: "small" }, label),
    make("p", { class: "named you" }, name),
    make("dl", { class: "facts" }, ...rows),
  );
}

const net = ({ net: { label, amount, by } }) =>
  make("div", { class: "net-box" }, make("p", {}, label), make("p", { class: "net-sum" }, amount), make("p", {}, by));

/** Fetch the slip in another form and keep it. @param {string} form */
async function keep(form) {
  try {
    const blob = await fetchFile(`/v1/payslip.${form}?${asked()}`);
    save(blob, `${file}.${form}`);
    announce(say("payslip.saved", { file: `${file}.${form}` }));
  } catch (error) {
    failed(error);
  }
}

keepLanguage();
takeAlong();
followMonth(follow(() => `/v1/view/payslip?${asked()}`, show, failed));
byId("slip-print").addEventListener("click", () => window.print());
byId("slip-pdf").addEventListener("click", () => keep("pdf"));
byId("slip-csv").addEventListener("click", () => keep("csv"));
