"""A view by its name: each is a function of a snapshot and the catalogue, loaded by the first question."""

from collections.abc import Callable
from importlib import import_module

from pointeuse.collector.errors import NotFound
from pointeuse.dashboard.cards import FOLDER as CARDS

VIEWS = {"overview", "labour", "sources", "method", "elsewhere", "tariff"}
"""The views of several cards at once, each in a module of its name."""


def view_called(name: str) -> Callable[..., dict]:
    """Return a view by its name; a card may have one of its own, `view` in its folder's view.py.

    Raises NotFound.
    """
    if name in VIEWS:
        return getattr(import_module(f"pointeuse.dashboard.views.{name}"), name)
    if name.isidentifier() and (CARDS / name / "view.py").is_file():
        module = import_module(f"pointeuse.dashboard.cards.{name}.view")
        if hasattr(module, "view"):
            return module.view
    raise NotFound("There is no such view. Reload the page.")
