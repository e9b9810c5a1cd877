// Everything that a page can look at to find out which extensions are there. `own` holds addresses of the extension's
// own files, which a page may know but must not be able to load.
// biome-ignore lint/correctness/noUnusedVariables: the test that reads this file calls it
async function look(own) {
  const names = (object) => Object.getOwnPropertyNames(object).sort();
  const isClass = (name) => {
    try {
      return typeof window[name] === "function" && Boolean(window[name].prototype);
    } catch {
      return false;
    }
  };
  const entries = () =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .sort();
  let resources = [];
  while (resources.length !== entries().length) {
    resources = entries();
    await new Promise((done) => setTimeout(done, 250));
  }
  const sources = [
    fetch,
    XMLHttpRequest.prototype.open,
    XMLHttpRequest.prototype.send,
    navigator.sendBeacon,
    EventTarget.prototype.addEventListener,
    history.pushState,
    Element.prototype.attachShadow,
    MutationObserver,
    console.log,
  ].map(String);
  const loads = (address) =>
    fetch(address).then(
      () => true,
      () => false,
    );
  const shows = (address) =>
    new Promise((done) => {
      const image = new Image();
      image.onload = () => done(true);
      image.onerror = () => done(false);
      image.src = address;
    });
  return {
    document: document.documentElement.outerHTML,
    globals: names(window),
    classes: names(window)
      .filter(isClass)
      .map((name) => [name, names(window[name].prototype), names(window[name])]),
    navigator: names(Navigator.prototype),
    interfaces: [typeof window.browser, window.chrome ? names(window.chrome) : null],
    sources,
    styles: [document.styleSheets.length, document.adoptedStyleSheets.length, document.getAnimations().length],
    frames: window.length,
    resources,
    listeners: [window.onmessage, window.onerror, document.onclick].map(String),
    loads: await Promise.all(own.map(loads)),
    shows: await Promise.all(own.map(shows)),
  };
}
