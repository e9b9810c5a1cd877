"""Signed requests and signed answers: neither side ever sends the key, and each proves that it holds it.

A request carries HMAC-SHA256 over its method, address, body hash and a nonce; the answer carries one over
that nonce, the status and its own body hash. Whoever takes the port while the collector is down can therefore
not make an extension believe that acts were stored; and since the port is part of the address, not pass
requests on to another one either. Where a request that comes again would do harm, the nonce is a challenge
that the collector has just given out for it. `tests/vectors/signing/` holds the examples that the
extension's own implementation runs too.
"""

import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from hmac import compare_digest
from hmac import digest as hmac_digest

from msgspec import Struct

COMMAND_LINE = "command-line-000000000"
PROOF_HEADER = "X-DL-Proof"

_AUTHORIZATION = re.compile(r"DL1 cid=([\w-]{22}), n=([\w-]{22}), sig=([\w-]{43})", re.ASCII)


class Signature(Struct, frozen=True):
    """The three parts of an `Authorization: DL1` header, well formed and not yet checked."""

    cid: str
    nonce: str
    sig: str


def encode(data: bytes) -> str:
    """Return base64url without padding: 16 bytes give 22 characters, 32 bytes give 43."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Return the bytes of base64url without padding. Raises ValueError when `text` is not that."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_nonce() -> str:
    """Return 128 random bits as 22 characters."""
    return encode(secrets.token_bytes(16))


def parse_authorization(header: str) -> Signature | None:
    """Return the parts of the header, or None unless it has exactly the one form that we send."""
    found = _AUTHORIZATION.fullmatch(header)
    return Signature(*found.groups()) if found else None


def address(port: int, path: str) -> str:
    """Return what is signed as the address of a request: `path` is as sent, without the query."""
    return f"//127.0.0.1:{port}{path}"


def authorization(key: bytes, cid: str, method: str, path: str, body: bytes, nonce: str) -> str:
    """Return the header that signs a request; `path` is what `address` returns."""
    return f"DL1 cid={cid}, n={nonce}, sig={_request_mac(key, method, path, body, nonce)}"


def is_signed(key: bytes, signature: Signature, method: str, path: str, body: bytes) -> bool:
    """Say whether `signature` was made with `key` for exactly this request; the time tells nothing."""
    return compare_digest(_request_mac(key, method, path, body, signature.nonce), signature.sig)


def proof(key: bytes, nonce: str, status: int, body: bytes) -> str:
    """Return the value of `X-DL-Proof` for an answer to the request that carried `nonce`."""
    return _mac(key, f"DL1-ack\n{nonce}\n{status}\n{sha256(body).hexdigest()}")


def is_proven(key: bytes, nonce: str, status: int, body: bytes, given: str) -> bool:
    """Say whether `given` proves that the answer comes from the holder of `key`."""
    return compare_digest(proof(key, nonce, status, body).encode(), given.encode())


def _request_mac(key: bytes, method: str, path: str, body: bytes, nonce: str) -> str:
    return _mac(key, f"DL1\n{method}\n{path}\n{sha256(body).hexdigest()}\n{nonce}")


def _mac(key: bytes, message: str) -> str:
    return encode(hmac_digest(key, message.encode(), "sha256"))
