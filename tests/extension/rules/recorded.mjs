/** Recorded requests as a browser would hand them over, in each of the shapes that bodies come in. */
import { readFileSync, readdirSync } from "node:fs";

const HERE = new URL("./requests/", import.meta.url);

/** Every row of every table, with the table's platform. */
export function rows() {
  return readdirSync(HERE).flatMap((file) =>
    JSON.parse(readFileSync(new URL(file, HERE), "utf8")).map((row) => ({
      method: "POST",
      type: "xmlhttprequest",
      ...row,
      platform: file.replace(".json", ""),
    })),
  );
}

const bytes = (text) => new TextEncoder().encode(text).buffer;
const pieces = (text, ...cuts) =>
  [0, ...cuts].map((from, i) => ({ bytes: bytes(text.slice(from, cuts[i] ?? text.length)) }));
const encoded = (fields) => new URLSearchParams(fields).toString();
const multipart = (fields) =>
  Object.entries(fields)
    .map(([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join("") + "--edge--\r\n";

/** @returns {Record<string, object | undefined>} name of the shape to requestBody */
export function bodies({ body, form, json }) {
  if (form) {
    const formData = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value]]));
    return {
      "parsed form": { formData },
      "form as bytes": { raw: pieces(encoded(form)) },
      "form in pieces": { raw: pieces(encoded(form), 7, 20) },
      "multipart as bytes": { raw: pieces(multipart(form)) },
    };
  }
  if (json) {
    const text = JSON.stringify(json);
    return {
      JSON: { raw: pieces(text) },
      "JSON in pieces": { raw: pieces(text, 5, 30) },
      "JSON with spaces": { raw: pieces(JSON.stringify(json, null, 2)) },
    };
  }
  return { "as recorded": body };
}

/** The details of onBeforeRequest. */
export function details({ method, type, url }, requestBody) {
  return { method, type, url, requestBody };
}

/** The list of onBeforeSendHeaders. */
export function headers(row) {
  return Object.entries(row.headers ?? {}).map(([name, value]) => ({ name, value }));
}
