"""How far long work is: for whoever waits for it and asks."""

from msgspec import Struct

from pointeuse.collector.store.engine.ranges import Range


class Progress(Struct, eq=False):
    """Acts looked through, then copies cleaned: `done` of `whole`; `stage` is `acts`, `copies` or `""`."""

    stage: str = ""
    done: int = 0
    whole: int = 0

    @classmethod
    def of(cls, places: list[Range]) -> "Progress":
        """Return that of work which begins with the acts of `places`."""
        return cls("acts", 0, size(places))

    def begin(self, places: list[Range]) -> None:
        """Note where the acts are, once that is known."""
        self.stage, self.done, self.whole = "acts", 0, size(places)

    def left(self, places: list[Range]) -> None:
        """Note that only `places` are left to look through."""
        self.done = self.whole - size(places)

    def copies(self, done: int, whole: int) -> None:
        """Note how many copies of the log are cleaned."""
        self.stage, self.done, self.whole = "copies", done, whole


def size(places: list[Range]) -> int:
    """Return how many ids the places take in."""
    return sum(last - first + 1 for first, last in places)
