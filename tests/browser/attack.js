// What a hostile page can try against `origin`, on every route of `routes` ([method, path, body]), without a preflight
// being granted. It returns a line for everything that it could read or load.
// biome-ignore lint/correctness/noUnusedVariables: the test that reads this file calls it
async function attack(origin, routes) {
  const TYPES = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
  ];
  const got = [];

  const attempt = async (what, path, init) => {
    try {
      const signal = AbortSignal.timeout(5000);
      const answer = await fetch(origin + path, { credentials: "include", signal, ...init });
      if (answer.type !== "opaque") {
        got.push(`${what} ${path}: ${answer.status} ${(await answer.text()).slice(0, 60)}`);
      }
    } catch {
      /* refused, as it should be */
    }
  };

  const headers = (type) => (type ? { "content-type": type } : {});
  const fetches = ([method, path, body]) =>
    ["cors", "no-cors"].flatMap((mode) => {
      if (method === "GET") {
        return [attempt(`GET ${mode}`, path, { mode })];
      }
      return [...TYPES, null].map((type) =>
        attempt(`POST ${mode} ${type}`, path, { method, mode, headers: headers(type), body: type ? body : undefined }),
      );
    });

  const loaded = (name, path, attributes) =>
    new Promise((done) => {
      const element = document.createElement(name);
      const end = (event) => {
        if (event?.type === "load") {
          got.push(`<${name}> ${path}`);
        }
        element.remove();
        done();
      };
      element.addEventListener("load", end);
      element.addEventListener("error", end);
      setTimeout(end, 4000);
      Object.assign(element, attributes);
      document.body.append(element);
    });
  const elements = ([, path]) => [
    loaded("img", path, { src: origin + path }),
    loaded("script", path, { src: origin + path }),
    loaded("link", path, { rel: "stylesheet", href: origin + path }),
  ];

  const framed = (name, path, send) =>
    new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.name = `f${Math.random()}`;
      const end = () => {
        try {
          const text = frame.contentWindow.document.body.textContent;
          if (frame.contentWindow.location.href !== "about:blank") {
            got.push(`${name} ${path}: ${text.slice(0, 60)}`);
          }
        } catch {
          /* another origin, as it should be */
        }
        frame.remove();
        done();
      };
      document.body.append(frame);
      send(frame);
      setTimeout(end, 1500);
    });
  const submit = (path, body, enctype) => (frame) => {
    const form = Object.assign(document.createElement("form"), { action: origin + path, method: "post", enctype });
    form.target = frame.name;
    // As text/plain this is sent as NAME=VALUE: JSON again, with the sign inside a value that is cut in two there.
    const cut = body.indexOf('":"') + 3;
    form.append(Object.assign(document.createElement("input"), { name: body.slice(0, cut), value: body.slice(cut) }));
    document.body.append(form);
    form.submit();
    form.remove();
  };
  const forms = ([method, path, body]) =>
    method === "GET"
      ? [
          framed("iframe", path, (frame) => {
            frame.src = origin + path;
          }),
        ]
      : TYPES.slice(0, 3).map((type) => framed(`form ${type}`, path, submit(path, body, type.split(";")[0])));

  const opened = (name, make) =>
    new Promise((done) => {
      const end = (said) => {
        if (said) {
          got.push(said);
        }
        done();
      };
      setTimeout(end, 3000);
      try {
        const channel = make();
        channel.onopen = () => {
          channel.close();
          end(`${name} opened`);
        };
        channel.onerror = () => end();
      } catch {
        end();
      }
    });

  for (const route of routes) {
    await Promise.all([...fetches(route), ...elements(route)]);
  }
  await Promise.all(routes.flatMap(forms));
  for (const [, path, body] of routes) {
    navigator.sendBeacon(origin + path, body);
  }
  await opened("EventSource", () => new EventSource(`${origin}/v1/view/overview`, { withCredentials: true }));
  await opened("WebSocket", () => new WebSocket(`${origin.replace("http", "ws")}/v1/view/overview`));
  return got;
}
