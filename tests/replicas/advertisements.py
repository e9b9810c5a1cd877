"""A page under the names of several platforms that shows advertisements at a click and reports them so.

Around each report stands what a report is easily taken for. The page tells which answer it wants: `refused`
and `cut` stand for a blocker between the page and its platform.
"""

from aiohttp import web

from tests.replicas.serving import page

PATH = "/advertisements"
SHOWN = {("youtube", "ad"): 2, ("x", "ad"): 2, ("twitch", "ad"): 2}
"""What a person has seen once each page was clicked: every other request is no advertisement."""
HOSTS = ("www.youtube.com", "x.com", "www.twitch.tv")


async def answer(request: web.Request) -> web.StreamResponse:
    """The page at `PATH`; every report is taken but those of which the page says otherwise."""
    if request.path == PATH:
        return page("advertisements")
    sent = request.query_string + await request.text()
    if "cut" in sent and request.transport:
        request.transport.close()
    anybody = {"Access-Control-Allow-Origin": "*"}
    return web.Response(status=403 if "refused" in sent else 204, headers=anybody)
