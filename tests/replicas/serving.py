"""How a replica answers: its page for a reading request, JSON for the posts that it knows, else 404."""

import re
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PAGES = Path(__file__).parent / "pages"
SCRIPT = (PAGES / "page.js").read_text(encoding="utf-8")


def page(name: str) -> web.Response:
    """The page `name` of the `pages` folder, with the script that all pages share."""
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return web.Response(content_type="text/html", text=text.replace("/*shared*/", SCRIPT))


def replica(name: str, posts: Iterable[str]) -> Handler:
    """A handler that shows the page `name` and accepts posts to the paths `posts` (regular expressions)."""
    known = re.compile("|".join(f"(?:{path})" for path in posts))

    async def answer(request: web.Request) -> web.Response:
        if request.method in ("GET", "HEAD"):
            return page(name)
        return web.json_response({}, status=200 if known.fullmatch(request.path) else 404)

    return answer
