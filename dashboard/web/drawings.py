"""The routes of what draws the charts: specs in a language, and the Vega bundle."""

from aiohttp import web

from pointeuse.collector.app_keys import SPECS
from pointeuse.collector.gate import policy


def add_routes(app: web.Application) -> None:
    """Register both routes."""
    app.router.add_get("/v1/spec/{name}", spec)
    app.router.add_get("/v1/bundle.js", bundle)


@policy("dashboard")
async def spec(request: web.Request) -> web.Response:
    """Answer one chart as Vega, without data. Raises NotFound or Busy."""
    body = await request.app[SPECS].spec(request.match_info["name"], request.query.get("lang", "en"))
    return web.Response(body=body, content_type="application/json")


@policy("visitor")
async def bundle(request: web.Request) -> web.Response:
    """Answer the module that draws; a browser that has this version of it is told so. Raises Busy."""
    specs = request.app[SPECS]
    tag = f'"{specs.tag}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    body = await specs.bundle()
    return web.Response(body=body, content_type="text/javascript", charset="utf-8", headers=headers)
