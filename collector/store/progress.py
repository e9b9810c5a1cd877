"""How far long work is: for whoever waits for it and asks."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from .ranges import Range


class Progress(Struct):
    """Acts looked through, then copies cleaned: `done` of `whole`; `stage` is `acts`, `copies` or `""`."""

    stage: str = ""
    done: int = 0
    whole: int = 0

    @contextmanager
    def of(self, places: list[Range]) -> Iterator[None]:
        """Begin with the acts of `places`; at the end nothing is under way."""
        self.stage, self.done, self.whole = "acts", 0, size(places)
        try:
            yield
        finally:
            self.stage, self.done, self.whole = "", 0, 0

    def left(self, places: list[Range]) -> None:
        """Note that only `places` are left to look through."""
        self.done = self.whole - size(places)

    def copies(self, done: int, whole: int) -> None:
        """Note how many copies of the log are cleaned."""
        self.stage, self.done, self.whole = "copies", done, whole


def size(places: list[Range]) -> int:
    """Return how many ids the places take in."""
    return sum(last - first + 1 for first, last in places)
