"""The CAPTCHAs of the catalogue, by what a browser sees of them: frames of a vendor, or parts of a page.

`https://asks.example/<product>` is a site that the extension may not look at: it embeds the vendor's frames
and passes its own query on to them. `https://www.reddit.com/captcha/<product>` is a page of a site that the
person has allowed, for the products that live in the page. The query chooses the behaviour; each page says
which it knows.
"""

from pathlib import Path

from aiohttp import web

from tests.replicas.serving import SCRIPT, Handler

HERE = Path(__file__).parent

# A vendor's host, the beginning of a path there, and the page that answers; longer beginnings first.
FRAMES = {
    "newassets.hcaptcha.com": {"/captcha/v1/ab12/static/hcaptcha.html": "hcaptcha"},
    "challenges.cloudflare.com": {"/cdn-cgi/challenge-platform/h/g/turnstile/": "turnstile"},
    "client-api.arkoselabs.com": {
        "/v2/2.3.0/enforcement.": "arkose-enforcement",
        "/fc/assets/ec-game-core/game-core/": "arkose-game",
    },
    "geo.captcha-delivery.com": {"/captcha/": "datadome", "/interstitial/": "datadome-check"},
    "smartcaptcha.yandexcloud.net": {"/checkbox": "yandex-checkbox", "/advanced": "yandex-advanced"},
    "turing.captcha.gtimg.com": {"/1/template/drag_ele.html": "tencent"},
    "service.mtcaptcha.com": {"/mtcv1/client/iframe.html": "mtcaptcha"},
}
# Where frames and pages send what they send; anything else that is posted is a typing error.
POSTS = {
    "newassets.hcaptcha.com": ("/checkcaptcha/",),
    "client-api.arkoselabs.com": ("/fc/gt2/public_key/", "/fc/gfct/", "/fc/ca/", "/fc/a/"),
    "geo.captcha-delivery.com": ("/captcha/check",),
    "turing.captcha.qcloud.com": ("/cap_union_new_verify",),
    "service.mtcaptcha.com": ("/mtcv1/api/",),
    "ab12.eu-west-3.captcha.awswaf.com": ("/ab12/verify", "/ab12/problem"),
    "ab12.eu-west-3.token.awswaf.com": ("/ab12/telemetry",),
}
ALLOWED = "www.reddit.com"


def page(name: str) -> web.Response:
    """The page `name` of this folder with the script that all replicas share, or 404 where there is none."""
    path = HERE / f"{Path(name).name}.html"
    if not path.exists():
        return web.Response(status=404)
    text = path.read_text(encoding="utf-8").replace("/*shared*/", SCRIPT)
    return web.Response(content_type="text/html", text=text)


async def vendor(request: web.Request) -> web.Response:
    """A vendor's host: its frames, and the answers to what they send."""
    host = request.host.split(":")[0]
    if request.path.startswith(POSTS.get(host, ())):
        return web.json_response({}, headers={"Access-Control-Allow-Origin": "*"})
    for beginning, name in FRAMES.get(host, {}).items():
        if request.path.startswith(beginning):
            return page(name)
    return web.Response(status=404)


async def asks(_request: web.Request) -> web.Response:
    return page("asks")


def beside(platform: Handler) -> Handler:
    """The host of a platform, with the page products below /captcha/."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/cdn-cgi/challenge-platform/"):
            return web.Response(content_type="text/javascript", text="")
        below = request.path.removeprefix("/captcha/")
        return page(f"page-{below}") if below != request.path else await platform(request)

    return answer


HOSTS = {"asks.example": asks, **dict.fromkeys({*FRAMES, *POSTS}, vendor)}
