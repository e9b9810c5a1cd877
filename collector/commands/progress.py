"""How far long work is, while a terminal watches."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from pointeuse.collector.errors import PointeuseError

EVERY_S = 0.5
Show = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


@contextmanager
def bar(wanted: bool = True) -> Iterator[Show]:
    """Yield `show(done, whole)`: nothing is shown where nobody looks at the errors, or it is not wanted."""
    if not wanted or not sys.stderr.isatty():
        yield lambda done, whole: None
        return
    with click.progressbar(length=1, file=sys.stderr) as shown:

        def show(done: int, whole: int) -> None:
            shown.length = max(whole, 1)
            shown.update(done - shown.pos)

        yield show


def watched(work: Callable[[], dict], look: Callable[[], dict], show: Show | None) -> dict:
    """Return what `work` does, and show meanwhile what `look` answers, where somebody wants to see it."""
    if show is None:
        return work()
    ended = threading.Event()

    def keep_looking() -> None:
        while not ended.wait(EVERY_S):
            with suppress(PointeuseError):
                seen = look()
                if seen["stage"] and not ended.is_set():
                    show(seen["done"], seen["whole"])

    threading.Thread(target=keep_looking, daemon=True).start()
    try:
        return work()
    finally:
        ended.set()
