"""What a person does at each CAPTCHA product of the catalogue, and what the log must hold of it.

A row is a visit: the path of the replica, the steps that the person takes there, and the checks that come
of it, in order of time. The replicas are in `tests/replicas/captchas`.
"""

SHOWN = ("until", "return document.body.dataset.shown")
PROVED = ("until", "return document.title === 'Proved'", None)
DRAWN = ("until", "return document.documentElement.dataset.drawn", "#widget")
ENDED = ("until", "return document.title === 'Ended'", None)
NOTHING: list[dict] = []


def click(selector: str, frame: str | None = None) -> tuple:
    return ("click", selector, frame)


def typed(selector: str, text: str, frame: str | None = None) -> tuple:
    return ("type", selector, text, frame)


def titled(title: str) -> tuple:
    return ("until", f"return document.title === '{title}'", None)


def pause(ms: int) -> tuple:
    return ("pause", ms)


def watched(reports: int = 1) -> tuple:
    """The extension has said so much of what has come since the visit began, or since it was last awaited."""
    return ("watched", reports)


def anew(reports: int = 1) -> tuple:
    """The same of a page or frame that the visit has led to since."""
    return ("anew", reports)


def row(kind: str, outcome: str, **counts: int) -> dict:
    """What the log holds of one check; every count that is not named is zero."""
    zero = {"labels": 0, "judgements": 0, "rounds": 0, "gestures": 0}
    return {"kind": f"captcha.{kind}", "outcome": outcome, **zero, **counts}


PASSED, CLICKED = row("invisible", "auto-passed"), row("checkbox", "auto-passed")
TASKS = [click(f"#task-{i}", "#challenge") for i in (0, 4, 8)]
ASKED = [watched(), click("#checkbox", "#widget"), (*SHOWN, "#challenge"), watched(2)]
GAME = [watched(), click("#begin", "#widget"), (*SHOWN, "#challenge"), watched(2)]
BOARD = [
    click(f"#{control}", "#challenge")
    for control in ("tile-0", "tile-4", "tile-8", "recaptcha-verify-button")
]
TICKED = {"gestures": 1, "rounds": 1}

FRAMES = {
    "hcaptcha": [
        (
            "hcaptcha",
            [*ASKED, *TASKS, click("#submit", "#challenge"), PROVED],
            [row("image", "solved", labels=3, judgements=9, rounds=1, gestures=3)],
        ),
        (
            "hcaptcha?screens=2",
            [
                *ASKED,
                TASKS[0],
                click("#submit", "#challenge"),
                *TASKS[:2],
                click("#submit", "#challenge"),
                watched(6),
            ],
            [row("image", "failed", labels=3, judgements=18, rounds=2, gestures=3)],
        ),
        ("hcaptcha?pass=1", [watched(), click("#checkbox", "#widget"), PROVED], [CLICKED]),
        (
            "hcaptcha",
            [watched(), ("script", "#task-1", "#challenge"), ("script", "#submit", "#challenge")],
            NOTHING,
        ),
    ],
    "turnstile": [
        (
            "turnstile",
            # Nobody ticks a box in the very moment it is drawn: there has to be a time to measure.
            [DRAWN, watched(2), pause(600), click("body", "#widget"), PROVED],
            [row("checkbox", "solved", **TICKED)],
        ),
        ("turnstile?auto=1", [PROVED, watched(2)], [PASSED]),
        (
            "turnstile?wrong=1",
            [DRAWN, watched(2), click("body", "#widget"), ENDED, watched(2)],
            [row("checkbox", "failed", **TICKED)],
        ),
        (
            "turnstile?late=1",
            [DRAWN, watched(2), click("body", "#widget"), ENDED, watched(2)],
            [row("checkbox", "expired", **TICKED)],
        ),
        ("turnstile", [DRAWN, watched(2), ("run", "tick()", "#widget"), PROVED, watched()], NOTHING),
    ],
    "arkose": [
        (
            "arkose",
            [*GAME, *[click(f"#{b}", "#challenge") for b in ("right", "choose", "right", "choose")], PROVED],
            [row("game", "solved", labels=2, judgements=2, rounds=2, gestures=4)],
        ),
        ("arkose?pass=1", [watched(), click("#begin", "#widget"), PROVED, watched()], [PASSED]),
        (
            "arkose",
            [*GAME, click("#right", "#challenge"), watched()],
            [row("game", "abandoned", gestures=1)],
        ),
    ],
    "datadome": [
        (
            "datadome",
            [(*SHOWN, "#challenge"), watched(), click("#handle", "#challenge"), PROVED],
            [row("slider", "solved", rounds=1, gestures=1)],
        ),
        (
            "datadome?refused=1",
            [
                (*SHOWN, "#challenge"),
                watched(),
                click("#handle", "#challenge"),
                ("until", "return document.body.dataset.shown === 'bv'", "#challenge"),
                watched(5),
            ],
            [row("slider", "blocked", rounds=1, gestures=1)],
        ),
        (
            "datadome?again=1",
            [
                (*SHOWN, "#challenge"),
                watched(),
                click("#handle", "#challenge"),
                ("until", "return document.body.dataset.shown === 'fe'", "#challenge"),
                watched(5),
            ],
            [row("slider", "failed", rounds=1, gestures=1)],
        ),
        ("datadome-check", [watched(), PROVED], [PASSED]),
    ],
    "yandex-smart": [
        (
            "yandex",
            [
                watched(),
                click("#js-button", "#widget"),
                (*SHOWN, "#challenge"),
                watched(2),
                click("#picture", "#challenge"),
                click("#picture", "#challenge"),
                click("#submit", "#challenge"),
                PROVED,
            ],
            [row("image", "solved", labels=2, judgements=1, rounds=1, gestures=2)],
        ),
        (
            "yandex",
            [
                watched(),
                click("#js-button", "#widget"),
                (*SHOWN, "#challenge"),
                watched(2),
                click("#picture", "#challenge"),
            ],
            [row("image", "abandoned", gestures=1)],
        ),
    ],
    "tencent": [
        (
            "tencent",
            [(*SHOWN, "#challenge"), watched(), click("#piece", "#challenge"), PROVED],
            [row("slider", "solved", labels=1, judgements=1, rounds=1, gestures=1)],
        ),
        ("tencent", [(*SHOWN, "#challenge"), watched()], NOTHING),
    ],
    "mtcaptcha": [
        (
            "mtcaptcha",
            [
                (*SHOWN, "#widget"),
                watched(2),
                typed("#mtcap-inputtext-1", "good", "#widget"),
                PROVED,
            ],
            [row("text", "solved", labels=4, judgements=1, rounds=1, gestures=4)],
        ),
        (
            "mtcaptcha",
            [
                (*SHOWN, "#widget"),
                watched(2),
                typed("#mtcap-inputtext-1", "evil", "#widget"),
                ("until", "return document.body.dataset.wrong", "#widget"),
                watched(7),
                pause(300),
            ],
            [row("text", "failed", labels=4, judgements=1, rounds=1, gestures=4)],
        ),
    ],
    "recaptcha-v3": [("score", [watched()], [PASSED])],
}

BOX = [click("#tick"), titled("verified")]
PAGES = {
    "altcha": [
        ("altcha", [watched(), *BOX], [CLICKED]),
        ("altcha?auto=1", [titled("verified"), watched(2)], [PASSED]),
        (
            "altcha?code=1",
            [
                watched(),
                click("#tick"),
                titled("code"),
                watched(2),
                typed("#code", "ab12"),
                click("#send"),
                titled("verified"),
            ],
            [row("text", "solved", labels=4, judgements=1, rounds=1, gestures=4)],
        ),
        (
            "altcha?wrong=1",
            [watched(), click("#tick"), titled("error")],
            [row("checkbox", "failed")],
        ),
        (
            "altcha?late=1",
            [watched(), click("#tick"), titled("expired")],
            [row("checkbox", "expired")],
        ),
    ],
    "friendly": [
        ("friendly", [watched(), click("#start"), titled("Solved")], [CLICKED]),
        ("friendly?auto=1", [titled("Solved"), watched(2)], [PASSED]),
        (
            "friendly?never=1",
            [watched(), click("#start"), titled("Working")],
            [row("checkbox", "abandoned")],
        ),
    ],
    "aws-waf": [
        (
            "waf",
            [watched(2), click("#amzn-captcha-verify-button"), click("#picture"), click("#confirm"), PROVED],
            [row("image", "solved", labels=1, judgements=1, rounds=1, gestures=1)],
        ),
        (
            "waf?more=1",
            [
                watched(2),
                click("#amzn-captcha-verify-button"),
                click("#picture"),
                click("#confirm"),
                ("until", "return document.body.dataset.round === '1'", None),
                click("#picture"),
                click("#picture"),
                click("#confirm"),
                PROVED,
            ],
            [row("image", "solved", labels=3, judgements=2, rounds=2, gestures=3)],
        ),
        ("waf", [watched(2), ("script", "#amzn-captcha-verify-button", None)], NOTHING),
    ],
    "human-px": [
        (
            "hold",
            [
                ("until", "return document.body.dataset.ready", None),
                watched(2),
                click("#button", "#hold"),
                PROVED,
            ],
            [row("slider", "solved", rounds=1, gestures=1)],
        ),
        (
            "hold?short=1",
            [
                ("until", "return document.body.dataset.ready", None),
                watched(2),
                click("#button", "#hold"),
                pause(5_300),
            ],
            [row("slider", "abandoned", rounds=1, gestures=1)],
        ),
        ("hold", [("until", "return document.body.dataset.ready", None), watched(2)], NOTHING),
    ],
    "cloudflare-challenge": [
        ("wait", [titled("The real page")], [row("wait", "solved", rounds=1)]),
        ("wait?rounds=2", [titled("The real page")], [row("wait", "solved", rounds=2)]),
        ("plain", [pause(1_500)], NOTHING),
    ],
    "tencent": [
        (
            "tencent",
            [watched(2), click("#piece"), PROVED],
            [row("slider", "solved", labels=1, judgements=1, rounds=1, gestures=1)],
        ),
    ],
    "yandex-smart": [
        ("yandex?pass=1", [watched(2), click("#js-button", "#widget"), PROVED], [CLICKED]),
    ],
}

OFF = {
    "mcaptcha": [("mcaptcha", [titled("Solved"), pause(500)], [PASSED])],
    "keycaptcha": [
        (
            "keycaptcha",
            [watched(2), click("#piece"), click("#piece"), titled("Solved")],
            [row("slider", "solved", gestures=2)],
        ),
    ],
    "text-image-generic": [
        (
            "home-made",
            [
                watched(2),
                typed("#code", "evil"),
                click("#send"),
                (
                    "until",
                    "return location.search === '?again=1' && document.readyState === 'complete'",
                    None,
                ),
                anew(2),
                typed("#code", "good"),
                click("#send"),
                titled("The real page"),
            ],
            [row("text", "solved", labels=8, judgements=2, rounds=2, gestures=8)],
        ),
        ("home-made", [watched(2), ("run", "document.getElementById('code').value = 'good'", None)], NOTHING),
        ("mailed-code", [pause(1_500), typed("#code", "1234")], NOTHING),
    ],
}
