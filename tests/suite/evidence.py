"""What a test that fails leaves for its reader, under `build/failures`: every page as it stood, and the logs.

Whatever a test drives is put on the list while it lives: browsers, tabs, collectors. The hook in
`tests/conftest.py` asks all of them in the moment of the failure, before anything is closed.
"""

import asyncio
import os
import re
import shutil
from pathlib import Path
from typing import Protocol

from tests.suite import BUILD

FAILURES = BUILD / "failures"
SECONDS = 20  # for each: a browser that hangs must not hold up the others


class Witness(Protocol):
    """Something that can show how it stands."""

    async def testify(self, folder: Path) -> None:
        """Write pictures, states and logs into `folder`."""


_present: dict[int, tuple[Witness, asyncio.AbstractEventLoop]] = {}


def present(witness: Witness) -> None:
    """Put a witness on the list. Called from inside the event loop that drives it."""
    _present[id(witness)] = witness, asyncio.get_running_loop()


def gone(witness: Witness) -> None:
    """Take a witness off the list; one that is not on it is no error."""
    _present.pop(id(witness), None)


def folder_of(nodeid: str, when: str) -> Path:
    """Return where what a test leaves is kept, if it fails in its "setup", "call" or "teardown"."""
    name = re.sub(r"[^\w.-]+", "-", nodeid.removeprefix("tests/")).strip("-")
    return FAILURES / f"{name[:150]}-{when}"


def told(nodeid: str, when: str, text: str) -> str:
    """Keep what all witnesses show; return the line about it that stands below the failure.

    Raises nothing: the failure itself must be told, whatever its surroundings do.
    """
    try:
        return f"pages and logs of that moment: {os.path.relpath(keep(folder_of(nodeid, when), text))}/"
    except (Exception, asyncio.CancelledError) as error:
        return f"no pages and logs were kept: {type(error).__name__}: {error}"


def keep(folder: Path, text: str) -> Path:
    """Write what all witnesses show beside the failure's own words; return the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "failure.txt").write_text(text, "utf-8", "backslashreplace")
    for number, (witness, loop) in enumerate(list(_present.values()), 1):
        if not loop.is_running() and not loop.is_closed():
            own = folder / f"{number}-{type(witness).__name__.lower()}"
            own.mkdir()
            loop.run_until_complete(_heard(witness, own))
    return folder


async def _heard(witness: Witness, folder: Path) -> None:
    try:
        await asyncio.wait_for(witness.testify(folder), SECONDS)
    except Exception as error:  # the others are heard all the same
        text = f"{type(error).__name__}: {error}\n"
        (folder / "silent.txt").write_text(text, "utf-8", "backslashreplace")


def clear() -> None:
    """Remove what earlier runs have left."""
    shutil.rmtree(FAILURES, ignore_errors=True)
