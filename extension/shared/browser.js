/** The one place that knows how a browser names its extension interface (undefined under Node). */
export const browser = globalThis.browser ?? globalThis.chrome;

/** "firefox" or "chromium", read from the scheme of our own pages. */
export const browserName = () => (browser.runtime.getURL("").startsWith("moz-") ? "firefox" : "chromium");
