"""A page under any host name that sends, at a click, the request it was given, and a host that accepts it.

Ways to send it: fetch, XMLHttpRequest, keepalive, a beacon, a classic form, the page's service worker.
"""

from aiohttp import web

from tests.replicas.serving import page

PATH = "/sender"
WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", async ({ data: [url, init], source }) => {
  await fetch(url, init).catch(() => undefined);
  source.postMessage("sent");
});
"""


async def answer(request: web.Request) -> web.StreamResponse:
    """The page at `PATH`; all else is accepted, from whichever origin; a form leads back to the page."""
    if request.path == PATH:
        return page("sender")
    if request.path == "/sender-worker.js":
        return web.Response(text=WORKER, content_type="text/javascript")
    if request.method == "POST" and request.headers.get("Sec-Fetch-Mode") == "navigate":
        return web.Response(status=303, headers={"Location": PATH})
    if request.method == "GET":
        return web.Response(
            text="<!doctype html><link rel=icon href=data:,><title>Page</title>", content_type="text/html"
        )
    return web.json_response({}, headers=_anybody(request))


def _anybody(request: web.Request) -> dict[str, str]:
    asked = request.headers.get("Access-Control-Request-Headers", "*")
    return {
        "Access-Control-Allow-Origin": request.headers.get("Origin", "*"),
        "Access-Control-Allow-Methods": "POST, PUT, PATCH, DELETE",
        "Access-Control-Allow-Headers": asked,
    }
