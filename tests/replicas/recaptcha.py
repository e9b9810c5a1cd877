"""reCAPTCHA v2: a shop that embeds the vendor's two frames, from either of the vendor's two hosts.

The shop's address chooses the behaviour: `?board=static|dynamic`, `?pass=1` (the check box is enough),
`?size=invisible` (no box: `#buy` asks), `?many=2` (two widgets: the second one's frames end with -2),
`?submit=1` (the page goes on at once), `?vendor=www.recaptcha.net`.
On every board the tiles 0, 4 and 8 are right; the answer with others is wrong.
"""

import re

from aiohttp import web

from tests.replicas.serving import page

FRAMES = {"anchor": "recaptcha-anchor", "bframe": "recaptcha-challenge"}
POSTS = re.compile(r"/recaptcha/api2/(reload|userverify|replaceimage|clr)")
PICTURE = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><path fill='#487' d='M0 0h8v8H0z'/></svg>"
)


async def vendor(request: web.Request) -> web.Response:
    """The vendor's host: the frames, their pictures and their posts."""
    if request.method == "POST":
        return web.json_response({}, status=200 if POSTS.fullmatch(request.path) else 404)
    if request.path == "/recaptcha/api2/payload":
        return web.Response(content_type="image/svg+xml", body=PICTURE)
    name = FRAMES.get(request.path.removeprefix("/recaptcha/api2/"))
    return page(name) if name else web.Response(status=404)


async def shop(request: web.Request) -> web.Response:
    """The site that asks for the proof."""
    return web.json_response({}) if request.method == "POST" else page("shop")


HOSTS = {"shop.example": shop, "www.google.com": vendor, "www.recaptcha.net": vendor}
