"""The steps of the gate that read the request's head only. Each raises the error that answers the request."""

import re

from aiohttp import HttpVersion11, web

from pointeuse.collector.errors import Forbidden, Malformed, Misdirected, NotFound, TooLarge, WrongMediaType
from pointeuse.collector.gate.answers import Refused
from pointeuse.collector.gate.policies import Policy

HEAD_LIMIT = 16 * 1024
BODY_LIMIT = 1024 * 1024

_EXTENSION_ORIGIN = re.compile(
    r"chrome-extension://[a-p]{32}|moz-extension://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
_FETCH_SITES = {
    "page": {(), ("same-origin",)},
    "extension": {(), ("none",), ("same-origin",)},
    "terminal": {()},
}


def values(request: web.BaseRequest, name: str) -> tuple[str, ...]:
    """Return every value of a header as it was sent; `request.headers[name]` would hide a second one."""
    wanted = name.lower().encode()
    return tuple(v.decode("utf-8", "surrogateescape") for n, v in request.raw_headers if n.lower() == wanted)


def check_target(request: web.BaseRequest, port: int) -> None:
    """Let pass HTTP/1.1 requests for a path on exactly `127.0.0.1:port`, compared with no part split off."""
    if values(request, "Host") != (f"127.0.0.1:{port}",):
        raise Misdirected(f"Only http://127.0.0.1:{port}/ is served here; use that address.")
    if request.version != HttpVersion11 or not request.raw_path.startswith("/"):
        raise Misdirected("Only HTTP/1.1 requests for a path are served; use another client.", "target")


def check_head(request: web.BaseRequest) -> None:
    """Refuse large heads, preflights, and requests to wait for or to switch to another protocol."""
    size = len(request.raw_path) + sum(len(name) + len(value) + 4 for name, value in request.raw_headers)
    if size > HEAD_LIMIT:
        raise Refused(431, "head", "The headers are larger than 16 KiB; clear this address's cookies.")
    if request.method == "OPTIONS":
        raise Forbidden("Other origins may not call this program; open its own dashboard.", "preflight")
    if values(request, "Upgrade"):
        raise Malformed("There is no other protocol to switch to; leave the Upgrade header out.", "upgrade")


def policy_of(request: web.Request) -> Policy:
    """Return the policy of the handler that the router chose. Raises NotFound, or 405 for the method."""
    failed = request.match_info.http_exception
    if failed is None:
        return request.match_info.handler.policy
    if failed.status == 405:
        raise Refused(405, "method", "This address takes another method; see the documentation.")
    raise NotFound("There is nothing at this address; open the dashboard instead.")


def check_sender(request: web.Request, policy: Policy, port: int) -> None:
    """Compare Origin and Sec-Fetch-Site with constants: the other headers are the caller's to choose."""
    origins = values(request, "Origin")
    if not _is_expected(origins, policy.sender, port):
        raise Forbidden(
            "This origin may not call this address; use the extension or the dashboard.", "origin"
        )
    allowed = _FETCH_SITES.get(policy.sender)
    if allowed is not None and values(request, "Sec-Fetch-Site") not in allowed:
        raise Forbidden("Another site may not call this address; open the dashboard itself.", "site")


def _is_expected(origins: tuple[str, ...], sender: str, port: int) -> bool:
    if sender == "extension":
        return len(origins) == 1 and is_extension_origin(origins[0])
    if sender == "page":
        return origins in ((), (f"http://127.0.0.1:{port}",))
    if sender == "terminal":
        return origins == ()
    return len(origins) < 2 and "null" not in origins


def is_extension_origin(origin: str) -> bool:
    """Say whether `origin` is one that a browser gives to extensions, whichever the extension."""
    return _EXTENSION_ORIGIN.fullmatch(origin) is not None


def check_length(request: web.Request) -> None:
    """Require a Content-Length of at most 1 MiB, so that no body is read before its size is known."""
    lengths = values(request, "Content-Length")
    if len(lengths) != 1 or not re.fullmatch("[0-9]{1,18}", lengths[0]):
        raise Refused(411, "length", "Say how long the body is with one Content-Length header.")
    if int(lengths[0]) > BODY_LIMIT:
        raise TooLarge("The body is larger than 1 MiB; send it in parts.")


def check_media(request: web.Request) -> None:
    """Require plain JSON: a type that no HTML form can send, and bytes that need no inflating."""
    if values(request, "Content-Encoding"):
        raise WrongMediaType("Bodies are read as they are; leave Content-Encoding out.", "encoding")
    if values(request, "Content-Type") != ("application/json",):
        raise WrongMediaType("Send JSON with the header Content-Type: application/json.")
