"""How far long work is, while a terminal watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(wanted: bool = True) -> Iterator[Callable[[int, int], None]]:
    """Yield `show(done, whole)`: nothing is shown where nobody looks at the errors, or it is not wanted."""
    if not wanted or not sys.stderr.isatty():
        yield lambda done, whole: None
        return
    with click.progressbar(length=1, file=sys.stderr) as shown:

        def show(done: int, whole: int) -> None:
            shown.length = max(whole, 1)
            shown.update(done - shown.pos)

        yield show
