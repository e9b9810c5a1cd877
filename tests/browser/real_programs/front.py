"""The way from the stand-in for the web to a program that listens on loopback."""

from aiohttp import ClientSession, DummyCookieJar, TCPConnector, web
from yarl import URL

from tests.browser.sites import Handler

HOP = {"connection", "content-length", "transfer-encoding", "keep-alive"}


def front(origin: str) -> Handler:
    """A handler that passes every request on to the program at `origin` and its answer back, unchanged."""

    async def answer(request: web.Request) -> web.Response:
        headers = [(name, value) for name, value in request.headers.items() if name.lower() not in HOP]
        address = URL(origin + request.raw_path, encoded=True)
        body = await request.read()
        async with _once() as session:  # no cookie and no connection may outlive the request
            asked = session.request(
                request.method, address, headers=headers, data=body or None, allow_redirects=False
            )
            async with asked as answered:
                return await _passed_on(answered)

    return answer


def _once() -> ClientSession:
    connector = TCPConnector(force_close=True)
    return ClientSession(auto_decompress=False, cookie_jar=DummyCookieJar(), connector=connector)


async def _passed_on(answered) -> web.Response:
    response = web.Response(status=answered.status, body=await answered.read())
    for name, value in answered.headers.items():
        if name.lower() not in HOP:
            response.headers.add(name, value)
    return response
