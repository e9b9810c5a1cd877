/**
 * Signed requests and signed answers, the twin of `collector/signing.py`. The key never travels: each side
 * proves that it holds it. Needs Web Crypto only, so it runs in the background and under Node.
 */

const encoder = new TextEncoder();

/** @param {Uint8Array} bytes @returns {string} base64url without padding */
export function encode(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** @param {string} text base64url without padding @returns {Uint8Array<ArrayBuffer>} */
export function decode(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

/** @returns {string} 128 random bits as 22 characters */
export function randomId() {
  return encode(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * @param {string} text the 43 characters that pairing answered
 * @returns {Promise<CryptoKey>} a key that signs and that nobody, ourselves included, can read again
 */
export function importKey(text) {
  return crypto.subtle.importKey("raw", decode(text), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/**
 * The `Authorization` of one request.
 * @param {CryptoKey} key
 * @param {{cid: string, nonce: string, method: string, path: string, body: string}} request path: with the host, no query
 */
export async function authorization(key, { cid, nonce, method, path, body }) {
  const sig = await mac(key, `DL1\n${method}\n${path}\n${await sha256(encoder.encode(body))}\n${nonce}`);
  return `DL1 cid=${cid}, n=${nonce}, sig=${sig}`;
}

/**
 * Say whether `given` proves that the holder of the key answered this, to the request that carried `nonce`.
 * @param {CryptoKey} key
 * @param {{nonce: string, status: number, body: Uint8Array, given: string | null}} answer body as received
 */
export async function isProven(key, { nonce, status, body, given }) {
  return same(await mac(key, `DL1-ack\n${nonce}\n${status}\n${await sha256(body)}`), given ?? "");
}

async function mac(key, message) {
  return encode(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(message))));
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Equal, in a time that does not tell how much of it was. */
function same(a, b) {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) {
    difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  }
  return difference === 0;
}
