/**
 * On the collector's page /pair: hand its ticket, which stands in the fragment, to the background, then clear
 * it. The cleared fragment also tells the page that somebody is here. A match pattern cannot hold a port in
 * Firefox, so the path is compared here, and the whole address again in the background.
 */
(() => {
  const api = globalThis.browser ?? globalThis.chrome;
  if (location.pathname !== "/pair" || window.top !== window) {
    return;
  }

  async function handOver() {
    const ticket = /^#t=([\w-]{22})$/.exec(location.hash)?.[1];
    if (!ticket) {
      return;
    }
    const reply = await api.runtime.sendMessage({ type: "ticket", ticket });
    if (reply?.taken) {
      history.replaceState(null, "", location.pathname);
    }
  }

  addEventListener("hashchange", handOver);
  handOver();
})();
