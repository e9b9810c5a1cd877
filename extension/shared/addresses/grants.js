/**
 * Whether what the browser granted covers what we would like to see. Asking the browser once for everything
 * and comparing here is quick where asking about each address is not. Pure.
 */

const PATTERN = /^(\*|https):\/\/(\*|(?:\*\.)?[^/*]+)\/\*$/;

/**
 * @param {string[]} granted match patterns, as `permissions.getAll` names them; those of content scripts,
 *   which name a path, are among them in some browsers and grant no host
 * @returns {(origin: string) => boolean} whether `https://HOST/*` is covered, where HOST may begin with `*.`
 */
export function coverage(granted) {
  if (granted.includes("<all_urls>")) {
    return () => true;
  }
  const hosts = new Set(granted.map((pattern) => PATTERN.exec(pattern)?.[2]).filter(Boolean));
  return (origin) => {
    const host = hostOf(origin);
    return hosts.has("*") || hosts.has(host) || wider(host).some((wild) => hosts.has(wild));
  };
}

/** @param {string} origin such as `https://*.example.org/*` @returns {string} `*.example.org` */
export const hostOf = (origin) => origin.replace(/^\w+:\/\/|\/\*$/g, "");

/** Every wildcard that takes in a host: `a.example.org` is in `*.a.example.org`, `*.example.org`, `*.org`. */
function wider(host) {
  const labels = host.replace(/^\*\./, "").split(".");
  return labels.map((_, i) => `*.${labels.slice(i).join(".")}`);
}
