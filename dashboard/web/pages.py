"""The pages and their files. Nothing in them is personal: whoever asks without a session gets them."""

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path

from aiohttp import web

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.errors import NotFound
from pointeuse.collector.gate import policy
from pointeuse.dashboard.pages.addresses import PAGES
from pointeuse.dashboard.pages.layout import DASHBOARD, page
from pointeuse.dashboard.wording import FOLDER as WORDING
from pointeuse.dashboard.wording import LANGUAGES, language_of

KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
Handler = Callable[[web.Request], Awaitable[web.Response]]
ROOMS = ("kit", "drawing", "cards", "pages")


def add_routes(app: web.Application) -> None:
    """Register the pages and the files they use."""
    for name, place in PAGES.items():
        app.router.add_get(place.address, _handler(name, place.about))
    app.router.add_get("/static/{path:.+}", static)


def _handler(name: str, about: str) -> Handler:
    """Return what answers a page; `about` is what the list of routes says of it."""

    async def answer(request: web.Request) -> web.Response:
        return _answer(request, name)

    answer.__doc__ = about
    return policy("public-static")(answer)


@policy("public-static")
async def static(request: web.Request) -> web.Response:
    """One file of the pages. Raises NotFound for anything that is not in the list made from the folder."""
    path = files().get(request.match_info["path"])
    if path is None:
        raise NotFound("There is no such file. Reload the page.")
    answer = web.Response(
        body=path.read_bytes(), content_type=KINDS.get(path.suffix, "application/json"), charset="utf-8"
    )
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@cache
def files() -> dict[str, Path]:
    """Return every file that may be asked for, by the path that asks for it."""
    paths = [path for room in ROOMS for path in (DASHBOARD / room).rglob("*") if path.suffix in KINDS]
    found = {path.relative_to(DASHBOARD).as_posix(): path for path in paths}
    return found | {f"wording/{name}.json": WORDING / f"{name}.json" for name in LANGUAGES}


def _answer(request: web.Request, name: str) -> web.Response:
    language = language_of(request.query.get("lang"), request.headers.get("Accept-Language", ""))
    text = page(name, language, _whose(request.app[STORE].invented, language))
    answer = web.Response(text=text, content_type="text/html")
    answer.headers["Content-Language"] = language
    answer.headers["Vary"] = "Accept-Language"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _whose(mark: str | None, language: str) -> tuple[str, str] | None:
    """Return the mark of an invented person's store and the person's name, which every page then says."""
    if mark is None:
        return None
    from pointeuse.collector.teach.personas import name_of  # only a demo has one

    return mark, getattr(name_of(mark), language)
