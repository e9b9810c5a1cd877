"""One thing wrong at a time: (name, how to spoil a request that would be let through, statuses expected)."""

from collections.abc import Callable
from dataclasses import dataclass

import raw_http
from raw_http import Headers, changed, without
from world import FIREFOX, OTHER, OURS, World

# P is the collector's port.
HOSTS = """
localhost:P LOCALHOST:P localhost localhost.:P app.localhost:P localhost.localdomain:P rebind.test:P
127.0.0.1 127.0.0.1: 127.0.0.1:80 127.0.0.1:0P 127.0.0.1:P. 127.0.0.1.:P 127.0.0.1:P0 127.0.0.1:+P
127.0.0.1:P/ 127.0.0.1:P@evil.test evil.test@127.0.0.1:P 127.0.0.1:P,evil.test 127.0.0.1:P:P
127.0.0.1:P#a 127.0.0.1:P?a http://127.0.0.1:P 127.0.0.2:P 127.1:P 127.0.1:P 2130706433:P 0x7f000001:P
0x7f.0.0.1:P 017700000001:P 0177.0.0.1:P 127.000.000.001:P 0.0.0.0:P 127.0.0.1.evil.test:P 127.0.0.1.nip.io:P
[::1]:P [::]:P [::ffff:127.0.0.1]:P ::1:P [0:0:0:0:0:0:0:1]:P [::1%25lo]:P xn--127-0-0-1:P *:P 1
evil.test:P 127\uff0e0.0.1:P \u0661\u0662\u0667.0.0.1:P
"""
# Not split by white space, because it is what they are about.
SPACED = ["127.0.0.1:P evil.test", "127.0.0.1:P\vevil.test", "127.0.0.1 :P", "127.0.0.1: P"]


@dataclass
class Request:
    """A request in parts."""

    method: str
    path: str
    headers: Headers
    body: bytes
    version: str = "HTTP/1.1"

    def bytes(self) -> bytes:
        return raw_http.request(self.method, self.path, self.headers, self.body, self.version)


Spoil = Callable[[Request, World], None]


def header(name: str, *values: str) -> Spoil:
    """Say the header once for each value; P stands for the port, OWN for the dashboard's origin."""

    def spoil(made: Request, world: World) -> None:
        said = [value.replace("OWN", world.own).replace("P", str(world.port)) for value in values]
        made.headers = changed(made.headers, name, *said)

    return spoil


def added(*headers: tuple[str, str]) -> Spoil:
    return lambda made, _: made.headers.extend(headers)


def part(**parts: str) -> Spoil:
    """Replace the parts; {} in one stands for what was there, OWN for the dashboard's origin."""

    def spoil(made: Request, world: World) -> None:
        for name, value in parts.items():
            setattr(made, name, value.replace("OWN", world.own).replace("{}", getattr(made, name)))

    return spoil


def twice(name: str) -> Spoil:
    return lambda made, _: made.headers.append((name, dict(made.headers)[name]))


def in_chunks(made: Request, _: World) -> None:
    made.headers = changed(without(made.headers, "Content-Length"), "Transfer-Encoding", "chunked")
    made.body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(made.body), made.body)


def other_body(made: Request, _: World) -> None:
    made.body = made.body.replace(b"like", b"post")


def cookie(text: str) -> Spoil:
    """Replace the cookie; V stands for the value that it had."""

    def spoil(made: Request, world: World) -> None:
        value = dict(made.headers)["Cookie"].partition("=")[2]
        said = text.replace("P", str(world.port)).replace("V", value)
        made.headers = changed(made.headers, "Cookie", said)

    return spoil


ANY = [
    *((f"Host {form!a}", header("Host", form), {400, 421}) for form in (*HOSTS.split(), *SPACED)),
    ("no Host", header("Host"), {400, 421}),
    ("two Hosts", header("Host", "127.0.0.1:P", "127.0.0.1:P"), {400, 421}),
    ("a second Host", header("Host", "127.0.0.1:P", "evil.test"), {400, 421}),
    ("Host behind another", header("Host", "evil.test", "127.0.0.1:P"), {400, 421}),
    ("absolute form", part(path="OWN{}"), {421}),
    ("absolute form of another", part(path="http://evil.test{}"), {421}),
    ("asterisk", part(path="*", method="OPTIONS"), {400, 421}),
    ("authority form", part(path="127.0.0.1:80", method="CONNECT"), {400, 421}),
    ("HTTP/1.0", part(version="HTTP/1.0"), {400, 421}),
    ("HTTP/2.0", part(version="HTTP/2.0"), {400, 421}),
    ("HTTP/0.9", part(version="HTTP/0.9"), {400, 421}),
    ("preflight", part(method="OPTIONS"), {403}),
    ("PUT", part(method="PUT"), {405}),
    ("DELETE", part(method="DELETE"), {405}),
    ("PATCH", part(method="PATCH"), {405}),
    ("TRACE", part(method="TRACE"), {405}),
    ("method that nobody knows", part(method="POINT"), {400, 405}),
    ("method in lower case", part(method="post"), {400, 405}),
    ("two slashes", part(path="/{}"), {404}),
    ("dots", part(path="/v1/..{}"), {401, 403, 404}),
    ("escaped dots", part(path="/v1/%2e%2e{}"), {401, 403, 404}),
    ("slash at the end", part(path="{}/"), {404}),
    ("zero byte", part(path="{}%00"), {404}),
    ("type with a charset", header("Content-Type", "application/json; charset=utf-8"), {415}),
    ("type in capitals", header("Content-Type", "Application/JSON"), {415}),
    ("type of a form", header("Content-Type", "application/x-www-form-urlencoded"), {415}),
    ("type of a form with files", header("Content-Type", "multipart/form-data; boundary=x"), {415}),
    ("plain text", header("Content-Type", "text/plain"), {415}),
    ("no type", header("Content-Type"), {415}),
    ("two types", header("Content-Type", "application/json", "text/plain"), {400, 415}),
    ("gzip", header("Content-Encoding", "gzip"), {415}),
    ("identity", header("Content-Encoding", "identity"), {415}),
    ("brotli", header("Content-Encoding", "br"), {415}),
    ("no length", in_chunks, {411}),
    ("length in words", header("Content-Length", "many"), {400}),
    ("length below zero", header("Content-Length", "-1"), {400}),
    ("two lengths", header("Content-Length", "2", "2"), {400, 411}),
    ("1 MiB and 1", header("Content-Length", str(2**20 + 1)), {413}),
    ("much more", header("Content-Length", "9" * 17), {400, 413}),
    ("waiting", header("Expect", "100-continue"), {417}),
    ("expecting", header("Expect", "a miracle"), {417}),
    ("another protocol", added(("Connection", "Upgrade"), ("Upgrade", "websocket")), {400}),
    ("16 KiB of headers", added(*((f"X-{i}", "a" * 4000) for i in range(5))), {431}),
    ("one long header", added(("X-Long", "a" * 17000)), {431}),
    ("long target", part(path="{}?" + "a" * 17000), {431}),
    ("many headers", added(*((f"X-{i}", "a") for i in range(200))), {400, 431}),
    ("Origin null", header("Origin", "null"), {403}),
    ("Origin of a page", header("Origin", "https://evil.test"), {403}),
    ("Origin of another port", header("Origin", "http://127.0.0.1:1"), {403}),
    ("Origin localhost", header("Origin", "http://localhost:P"), {403}),
    ("Origin of a file", header("Origin", "file://"), {403}),
    ("Origin twice ours", header("Origin", OURS, OURS), {403}),
    ("Origin twice its own", header("Origin", "OWN", "OWN"), {403}),
    ("Origin in capitals", header("Origin", OURS.upper()), {403}),
    ("Origin and more", header("Origin", OURS + "/"), {403}),
    ("Origin empty", header("Origin", ""), {403}),
    ("Origin of another extension", header("Origin", OTHER), {403}),
    ("Origin of a Firefox extension", header("Origin", FIREFOX), {403}),
    ("same-site", header("Sec-Fetch-Site", "same-site"), {403}),
    ("cross-site", header("Sec-Fetch-Site", "cross-site"), {403}),
    ("two sites", header("Sec-Fetch-Site", "same-origin", "cross-site"), {403}),
    ("site in capitals", header("Sec-Fetch-Site", "Same-Origin"), {403}),
]
OF_EXTENSION = [
    ("GET", part(method="GET"), {405}),
    ("HEAD", part(method="HEAD"), {405}),
    ("no Origin", header("Origin"), {403}),
    ("own Origin", header("Origin", "OWN"), {403}),
    ("no signature", header("Authorization"), {401}),
    ("two signatures", twice("Authorization"), {400, 401}),
    ("other body", other_body, {401}),
    ("other path", part(path="/v1/hello"), {401}),
    ("path in capitals", part(path="/V1/INGEST"), {404}),
    ("escaped path", part(path="/v1/%69ngest"), {401}),
    ("a cookie", header("Cookie", "dl_P=" + "a" * 44), {200}),
    ("a query", part(path="{}?seq=2"), {200}),
    ("site of Chromium", header("Sec-Fetch-Site", "none"), {200}),
    ("site of Firefox", header("Sec-Fetch-Site", "same-origin"), {200}),
]
OF_PAGE = [
    ("site none", header("Sec-Fetch-Site", "none"), {403}),
    ("Origin of our extension", header("Origin", OURS), {403}),
    ("no page key", header("X-Page-Key"), {401}),
    ("other page key", header("X-Page-Key", "a" * 44), {401}),
    ("page key not ASCII", header("X-Page-Key", "\u00e9" * 44), {401}),
    ("two page keys", twice("X-Page-Key"), {401}),
    ("no cookie", header("Cookie"), {401}),
    ("other cookie", header("Cookie", "dl_P=" + "a" * 44), {401}),
    ("cookie of another port", cookie("dl_1=V"), {401}),
    ("cookie behind another of its name", cookie("a=b; dl_P=old; dl_P=V"), {200}),
    ("no Origin", header("Origin"), {200}),
    ("no Sec-Fetch-Site", header("Sec-Fetch-Site"), {200}),
]
