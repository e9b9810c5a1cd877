"""What leaves the gate: one shape for every error, and the headers that every answer carries."""

import secrets

from aiohttp import web

from pointeuse.collector.errors import Misdirected, PointeuseError

CONTENT_SECURITY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "pointeuse",
}


class Refused(PointeuseError):
    """A request that the gate answers itself, with a status that no other part of the program uses."""

    def __init__(self, status: int, code: str, message: str):
        super().__init__(message, code)
        self.status = status


def error_answer(error: PointeuseError) -> web.Response:
    """Return the JSON answer for `error`, with an id that the person can quote and the log repeats."""
    body = {"code": error.code, "message": error.message, "request_id": secrets.token_hex(4)}
    answer = web.json_response({"error": body}, status=error.status, headers=HEADERS)
    answer.headers["Cache-Control"] = "no-store"
    if error.status == Misdirected.status:
        answer.force_close()
    if error.status == 503:
        answer.headers["Retry-After"] = "1"
    return answer


def wrong_name_page(port: int) -> web.Response:
    """Return the page for somebody who typed `localhost`: the right link and nothing else."""
    link = f"http://127.0.0.1:{port}/"
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pointeuse</title>'
        f'<p>Pointeuse answers at <a href="{link}">{link}</a> only.</p>'
        f'<p lang="fr">Pointeuse répond uniquement à <a href="{link}">{link}</a>.</p></html>'
    )
    return web.Response(
        text=text, status=421, content_type="text/html", headers={**HEADERS, "Cache-Control": "no-store"}
    )
