"""Forms of a site that uses real widgets: the widgets' own scripts from npm, and the site's part of them.

It makes the puzzles, and checks that the browser has really solved them.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable

from aiohttp import web

from tests.browser.real_programs.programs import PACKAGES
from tests.browser.sites import Handler

SECRET = secrets.token_bytes(32)
SCRIPTS = {
    "/widgets/altcha.js": PACKAGES / "altcha" / "dist" / "main" / "altcha.umd.min.cjs",
    "/widgets/friendly.js": PACKAGES / "friendly-challenge" / "widget.min.js",
}
# The second widget refuses a browser that says that a program drives it, as the browsers of tests do.
DRIVEN_BY_A_PERSON = """for (const name of ["userAgent", "appVersion"])
  Object.defineProperty(navigator, name, { value: navigator[name].replace("Headless", "") });
Object.defineProperty(navigator, "webdriver", { value: false });"""
PAGE = """<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>Join us</title>
<script>{before}</script><script src="/widgets/{name}.js" defer></script>
<form method=post action="/widgets/{name}/join"><p><input id=name name=name></p>{widget}
<button id=join>Join</button> <a id=leave href="/">Leave</a></form>"""
ALTCHA = '<altcha-widget challenge="/widgets/altcha/puzzle" auto="{start}"></altcha-widget>'
ALTCHA_CODE = """<altcha-widget challenge="/widgets/altcha/puzzle?code" auto="{start}"
configuration='{{"verifyUrl": "/widgets/altcha/code"}}'></altcha-widget>"""
CODE = "48271"
PICTURE = f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>{CODE}</text></svg>"
FRIENDLY = """<div class=frc-captcha data-sitekey=ours data-start="{start}"
data-puzzle-endpoint="/widgets/friendly/puzzle"></div>"""
HIGHEST = 20_000  # what the first widget counts up to at most
FIVE_MINUTES = 300
PUZZLES, DIFFICULTY = 8, 110  # of the second widget: some tens of thousands of hashes each


async def script(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(SCRIPTS[request.path], headers={"Content-Type": "text/javascript"})


def form(name: str, widget: str) -> Handler:
    """The page with the form; `?start=` says when its widget starts, in the widget's own words."""

    async def answer(request: web.Request) -> web.Response:
        drawn = widget.format(start=request.query["start"])
        text = PAGE.format(name=name, widget=drawn, before=DRIVEN_BY_A_PERSON)
        return web.Response(content_type="text/html", text=text)

    return answer


def join(field: str, is_solved: Callable[[str], bool]) -> Handler:
    """What the form is posted to: "Welcome" for who brings a solution of one of our puzzles."""

    async def answer(request: web.Request) -> web.Response:
        solution = (await request.post()).get(field, "")
        welcome = "Welcome" if solution and is_solved(solution) else "Refused"
        return web.Response(content_type="text/html", text=f"<!doctype html><title>{welcome}</title>")

    return answer


async def altcha_puzzle(request: web.Request) -> web.Response:
    """A number to be found by its hash, and with `?code` a picture for the person to read besides."""
    salt = f"{secrets.token_hex(12)}?expires={int(time.time()) + FIVE_MINUTES}"
    number = HIGHEST // 2 + secrets.randbelow(HIGHEST // 2)
    sought = hashlib.sha256(f"{salt}{number}".encode()).hexdigest()
    named = {"algorithm": "SHA-256", "salt": salt, "maxnumber": HIGHEST}
    if "code" in request.query:
        named["codeChallenge"] = {"image": PICTURE, "length": len(CODE)}
    return web.json_response(named | {"challenge": sought, "signature": _sign(sought.encode())})


def altcha_is_solved(solution: str) -> bool:
    found = json.loads(base64.b64decode(solution))
    sought = found["challenge"]
    is_ours = hmac.compare_digest(found["signature"], _sign(sought.encode()))
    return is_ours and hashlib.sha256(f"{found['salt']}{found['number']}".encode()).hexdigest() == sought


async def altcha_code(request: web.Request) -> web.Response:
    """What the widget asks once the person has read the picture."""
    asked = await request.json()
    is_right = asked["code"] == CODE and altcha_is_solved(asked["payload"])
    return web.json_response({"verified": is_right, "payload": asked["payload"]})


async def friendly_puzzle(_request: web.Request) -> web.Response:
    """Thirty-two bytes: the time, account and site, then what kind of puzzle it is, then what is random."""
    kind = bytes([1, 1, PUZZLES, DIFFICULTY])  # version, five minutes, how many, how hard
    puzzle = int(time.time()).to_bytes(4, "big") + bytes(8) + kind + bytes(8) + secrets.token_bytes(8)
    return web.json_response({"data": {"puzzle": f"{_sign(puzzle)}.{base64.b64encode(puzzle).decode()}"}})


def friendly_is_solved(solution: str) -> bool:
    if solution.startswith("."):  # the widget says there how far it is
        return False
    signature, *parts = solution.split(".")
    puzzle, found, _ = map(base64.b64decode, parts)
    numbers = {found[start : start + 8] for start in range(0, len(found), 8)}
    is_ours = hmac.compare_digest(signature, _sign(puzzle))
    return is_ours and len(numbers) == PUZZLES and all(_is_small(puzzle, number) for number in numbers)


def _is_small(puzzle: bytes, number: bytes) -> bool:
    start = hashlib.blake2b(puzzle.ljust(120, b"\0") + number, digest_size=32).digest()[:4]
    return int.from_bytes(start, "little") < 2 ** ((255.999 - DIFFICULTY) / 8)


def _sign(challenge: bytes) -> str:
    return hmac.new(SECRET, challenge, hashlib.sha256).hexdigest()


ANSWERS = {
    **dict.fromkeys(SCRIPTS, script),
    "/widgets/altcha": form("altcha", ALTCHA),
    "/widgets/altcha-code": form("altcha", ALTCHA_CODE),
    "/widgets/altcha/puzzle": altcha_puzzle,
    "/widgets/altcha/code": altcha_code,
    "/widgets/altcha/join": join("altcha", altcha_is_solved),
    "/widgets/friendly": form("friendly", FRIENDLY),
    "/widgets/friendly/puzzle": friendly_puzzle,
    "/widgets/friendly/join": join("frc-captcha-solution", friendly_is_solved),
}
