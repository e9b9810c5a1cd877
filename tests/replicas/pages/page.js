// What the pages share. A page's own errors end up in its title, where a test sees them.
const busy = (n) => {
  document.body.dataset.busy = Number(document.body.dataset.busy ?? 0) + n;
};
const send = async (path, init = {}) => {
  busy(1);
  try {
    return (await fetch(path, { method: "POST", ...init })).status;
  } finally {
    busy(-1);
  }
};
const json = (path, body = {}) =>
  send(path, { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const on = (id, act) => document.getElementById(id).addEventListener("click", act);
const text = (id) => document.getElementById(id).value;
const toggle = (button, name = "aria-pressed") => {
  const was = button.getAttribute(name) === "true";
  button.setAttribute(name, String(!was));
  return was;
};
addEventListener("error", (event) => {
  document.title = `ERROR ${event.message}`;
});
