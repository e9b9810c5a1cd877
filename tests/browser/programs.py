"""Which browsers this machine has, and how to get the ones that it has not."""

import os
import shutil

FAMILIES = {
    "chromium": (
        "POINTEUSE_CHROMIUM",
        (
            "chromium",
            "chromium-browser",
            "google-chrome-stable",
            "google-chrome",
            "microsoft-edge",
            "brave-browser",
        ),
    ),
    "firefox": (
        "POINTEUSE_FIREFOX",
        ("firefox-esr", "firefox", "firefox-developer-edition", "firefox-nightly"),
    ),
}


class NoBrowser(Exception):
    """No browser of a family was found; the message says what to install."""


def find_program(family: str) -> str:
    """The path of the browser of `family` ("chromium", "firefox"). Raises NoBrowser when there is none."""
    variable, names = FAMILIES[family]
    for name in (os.environ.get(variable), *names):
        if name and (path := shutil.which(name)):
            return path
    raise NoBrowser(
        f"No {family} here: install one (Debian: apt-get install {names[0]}), or set {variable} to its path."
    )
