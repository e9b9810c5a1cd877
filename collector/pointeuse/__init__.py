"""Your log of unpaid digital labour, in a notebook.

    import pointeuse
    log = pointeuse.open_log()                  the log of this computer, read only, also while it is written
    log.acts("2026-10-01", "2026-10-31")        single acts, a DataFrame
    log.days(by=["platform", "kind"])           sums by day, a DataFrame
    log.value("2026-10", method="captured")     what a period could be worth, and its figures
    pointeuse.chart("attention-by-week", log)   a chart of the dashboard
    pointeuse.valuation.estimate(counts)        the valuation by itself, with no log at all

Nothing heavy is loaded before it is used, and the collector itself never loads any of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pointeuse.collector import __version__

if TYPE_CHECKING:
    from pointeuse import valuation
    from pointeuse.charts import chart
    from pointeuse.log import Log, open_log
    from pointeuse.value import Value

__all__ = ["Log", "Value", "__version__", "chart", "open_log", "valuation"]

_HOMES = {
    "Log": "pointeuse.log",
    "Value": "pointeuse.value",
    "chart": "pointeuse.charts",
    "open_log": "pointeuse.log",
}


def __getattr__(name: str) -> Any:
    if name == "valuation":
        return import_module("pointeuse.valuation")
    if name not in _HOMES:
        raise AttributeError(f"pointeuse has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
