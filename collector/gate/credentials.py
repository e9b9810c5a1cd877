"""Whether a principal is who it says. A failure tells nothing: not whether the client exists, nor why."""

import asyncio

from aiohttp import web
from msgspec import Struct

from pointeuse.collector.app_keys import CHALLENGES, CLI_KEY, CLIENT, CLIENTS, PORT, SESSION, SESSIONS
from pointeuse.collector.errors import Forbidden, Malformed, Unauthorised
from pointeuse.collector.gate.answers import Refused
from pointeuse.collector.gate.checks import check_length, check_media, values
from pointeuse.collector.gate.policies import Policy
from pointeuse.collector.signing import COMMAND_LINE, Signature, address, is_signed, parse_authorization

BODY_SECONDS = 10.0
NOBODY = Signature("", "", "")
NO_KEY = bytes(32)


class Passport(Struct, frozen=True):
    """A valid signature: the answer to its request, whatever the status, is proven with this key."""

    key: bytes
    nonce: str


PASSPORT: web.RequestKey[Passport] = web.RequestKey("passport", Passport)


async def admit(request: web.Request, policy: Policy) -> None:
    """Check the credential that `policy` asks for, then the body's size and type; the body is then read."""
    if policy.principal in ("extension", "cli"):
        await _admit_signed(request, policy)
    elif policy.principal == "dashboard":
        request[SESSION] = _session(request)
    elif policy.principal == "visitor":
        request[SESSION] = _visited(request)
    if request.method not in ("GET", "HEAD"):
        check_media(request)
        await _read(request)


async def _admit_signed(request: web.Request, policy: Policy) -> None:
    headers = values(request, "Authorization")
    signature = (parse_authorization(headers[0]) if len(headers) == 1 else None) or NOBODY
    client = request.app[CLIENTS].find(signature.cid) if policy.principal == "extension" else None
    key = client.key if client else _cli_key(request, policy, signature)
    body = await _read(request)
    where = address(request.app[PORT], request.raw_path.partition("?")[0])
    # An unknown client costs the same work as a bad signature, and gets the same answer.
    if not is_signed(key or NO_KEY, signature, request.method, where, body) or key is None:
        raise Unauthorised("No valid signature; press Connect in the extension to pair this browser again.")
    request[PASSPORT] = Passport(key, signature.nonce)
    if client is not None:
        request[CLIENT] = client
        if values(request, "Origin") != (client.origin,):
            raise Forbidden("This key belongs to another browser; pair this one.", "origin")
    if not policy.may_repeat:
        request.app[CHALLENGES].redeem(signature.cid, signature.nonce)


def _cli_key(request: web.Request, policy: Policy, signature: Signature) -> bytes | None:
    known = policy.principal == "cli" and signature.cid == COMMAND_LINE
    return request.app[CLI_KEY] if known else None


def _session(request: web.Request) -> str:
    keys = values(request, "X-Page-Key")
    for cookie in _cookies(request):
        session = request.app[SESSIONS].find(cookie, keys[0] if len(keys) == 1 else "")
        if session is not None:
            return session
    raise _ended()


def _visited(request: web.Request) -> str:
    for cookie in _cookies(request):
        session = request.app[SESSIONS].named(cookie)
        if session is not None:
            return session
    raise _ended()


def _cookies(request: web.Request) -> list[str]:
    name = f"dl_{request.app[SESSIONS].port}"
    cookies = [part.strip().partition("=") for line in values(request, "Cookie") for part in line.split(";")]
    return [value for key, _, value in cookies if key == name][:8]


def _ended() -> Unauthorised:
    return Unauthorised("This session has ended; open the dashboard from the extension, or `pointeuse open`.")


async def _read(request: web.Request) -> bytes:
    check_length(request)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError as error:
        raise Refused(408, "slow", "The body came too slowly; send it again.") from error
    except RuntimeError as error:
        if request.transport is not None:
            raise
        raise ConnectionResetError("the caller has gone") from error  # aiohttp's word for that is another one
    except web.RequestPayloadError as error:
        raise Malformed("The body does not follow HTTP; send it again.") from error
