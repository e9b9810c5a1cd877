/** Comma-separated values as RFC 4180 has them, of raw values: dates in ISO, numbers unrounded. */

/** Without it Excel takes the letters of French for others. */
const UTF_8 = "\uFEFF";
/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * @param {{columns: [string, string][], rows: any[]}} table
 * @returns {string} a line of headings, then one a row; what is not known is empty
 */
export function csv({ columns, rows }) {
  const head = columns.map(([, heading]) => heading);
  const lines = [head, ...rows.map((row) => columns.map(([key]) => row[key]))];
  return UTF_8 + lines.map((cells) => cells.map(cell).join(",") + "\r\n").join("");
}

function cell(value) {
  if (typeof value !== "string") {
    return value === null || value === undefined ? "" : String(value);
  }
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
