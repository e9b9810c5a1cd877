/** What the period was worth, by three methods that answer three questions and are never added. */

import { draw } from "./charts.js";
import { byId, write, writeOrHide } from "./elements.js";
import { currencyName, money, range, share } from "./format.js";
import { putTable } from "./tables.js";
import { say } from "./wording.js";

const LABELS = {
  floor: () => say("method.floor"),
  central: () => say("method.central"),
  ceiling: () => say("method.ceiling"),
};

/** @param {any} overview */
export function showValue(overview) {
  const { currency, total } = overview;
  const rows = rowsOf(total.methods, currency);
  write("value-summary", summary(rows));
  writeOrHide("value-remark", remark(overview, rows));
  byId("value-wage").hidden = !overview.wage_needed;
  write("value-without", without(total));
  for (const row of rows) {
    write(`sum-${row.id}`, row.amount === null ? say("figure.none") : say("value.about", { amount: row.written }));
  }
  const columns = [
    { title: say("chart.value.method") },
    { title: say("value.low"), numeric: true },
    { title: say("value.centre"), numeric: true },
    { title: say("value.high"), numeric: true },
  ];
  const written = rows.map((row) => [row.method, ...[row.low, row.central, row.high].map((n) => money(n, currency))]);
  putTable("value-table", say("value.title"), columns, written);
  const axis = say("value.axis", { currency: currencyName(currency) });
  writeOrHide("value-axis", rows.some(hasPlace) ? axis : null);
}

/** @param {any} overview */
export function drawValue({ currency, total }) {
  return draw("value_by_method", "value-chart", rowsOf(total.methods, currency).filter(hasPlace));
}

/** A logarithmic axis has no place for zero, nor for what has no figure. */
function hasPlace({ low, amount, high }) {
  return low > 0 && amount > 0 && high > 0;
}

/** Floor, central, ceiling. A null stays null: no figure is not zero. */
function rowsOf(methods, currency) {
  return methods.method
    .map((id, index) => {
      const [low, central, high] = [methods.low[index], methods.central[index], methods.high[index]];
      const amount = methods.amount[index];
      const texts = { range: range(low, high, currency), written: money(amount, currency) };
      return { id, method: LABELS[id](), amount, low, central, high, ...texts };
    });
}

function summary([floor, central, ceiling]) {
  if (central.amount === null && ceiling.amount === null) {
    return say("value.summary.floor", { floor: floor.written });
  }
  if (!(floor.amount > 0 || central.amount > 0 || ceiling.amount > 0)) {
    return say("value.summary.zero");
  }
  return say("value.summary", { floor: floor.written, central: central.written, ceiling: ceiling.written });
}

function remark({ wage_needed: wageNeeded }, [floor, central, ceiling]) {
  if (wageNeeded) {
    return say("value.wage");
  }
  const inOrder = floor.amount <= central.amount && central.amount <= ceiling.amount;
  return inOrder ? null : say("value.disagree");
}

function without(total) {
  return total.without_figure > 0 ? say("value.without", { share: share(total.without_figure) }) : "";
}
