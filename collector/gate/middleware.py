"""The one middleware: the steps in order, the handler, then the proof and the headers of the answer."""

import logging
import traceback

from aiohttp import web

from pointeuse.collector.app_keys import PORT
from pointeuse.collector.errors import PointeuseError, StartupError
from pointeuse.collector.gate import answers, checks
from pointeuse.collector.gate.credentials import PASSPORT, admit
from pointeuse.collector.signing import PROOF_HEADER, proof

log = logging.getLogger("pointeuse.gate")


async def check_policies(app: web.Application) -> None:
    """Raise StartupError for the first route whose handler declares no policy."""
    for route in app.router.routes():
        if getattr(route.handler, "policy", None) is None:
            raise StartupError(f"{route.method} {route.resource} has no policy; add @policy to its handler.")


@web.middleware
async def gate(request: web.Request, handler) -> web.StreamResponse:
    """Admit the request or answer it with an error; either way prove the answer to a valid signature."""
    try:
        answer = await _pass(request, handler)
    except PointeuseError as error:
        answer = _refusal(request, error)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        answer = answers.error_answer(answers.Refused(error.status, "http", f"{error.reason}."))
    except ConnectionError:
        raise
    except Exception as error:
        answer = answers.error_answer(PointeuseError("Something went wrong here; try again, then report it."))
        _log(request, error)
    if PASSPORT in request:
        passport = request[PASSPORT]
        answer.headers[PROOF_HEADER] = proof(passport.key, passport.nonce, answer.status, answer.body or b"")
    return answer


async def _pass(request: web.Request, handler) -> web.StreamResponse:
    port = request.app[PORT]
    checks.check_target(request, port)
    checks.check_head(request)
    policy = checks.policy_of(request)
    checks.check_sender(request, policy, port)
    await admit(request, policy)
    if policy.principal in ("extension", "cli", "dashboard", "visitor"):
        request.protocol.is_known = True
    return await handler(request)


def _refusal(request: web.Request, error: PointeuseError) -> web.Response:
    port = request.app[PORT]
    if checks.values(request, "Host") in ((f"localhost:{port}",), (f"[::1]:{port}",)):
        return answers.wrong_name_page(port)
    return answers.error_answer(error)


def _log(request: web.Request, error: Exception) -> None:
    """Log what broke and where, never the message: it may quote what the person did."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "%s at %s:%s in %s", type(error).__name__, where.filename, where.lineno, request.match_info.route
    )


async def secure(request: web.Request, answer: web.StreamResponse) -> None:
    """Put the headers of every answer on this one; only what holds no data may be kept by a cache."""
    answer.headers.update(answers.HEADERS)
    policy = getattr(request.match_info.handler, "policy", None)
    if policy is None or policy.principal not in ("public-static", "visitor"):
        answer.headers["Cache-Control"] = "no-store"
    elif policy.principal == "visitor":
        answer.headers.setdefault("Cache-Control", "no-store")
