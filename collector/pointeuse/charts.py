"""The charts of the dashboard, drawn from a log in a notebook: the same marks, from the same numbers."""

import datetime
import sqlite3
from typing import TYPE_CHECKING, Any

from pointeuse.collector.catalogue import Catalogue, load
from pointeuse.collector.errors import NotFound
from pointeuse.collector.sums.filters import EVERYTHING
from pointeuse.dashboard.drawing.making.charts import CHARTS, Chart
from pointeuse.dashboard.drawing.making.theme import LIGHT, configuration, text_size
from pointeuse.dashboard.numbers.snapshot import period_asked
from pointeuse.dashboard.numbers.snapshot import read as snapshot_of
from pointeuse.dashboard.payslip.formats import Formats
from pointeuse.dashboard.views.finding import view_called
from pointeuse.dashboard.views.rhythm import rhythm
from pointeuse.log import Log
from pointeuse.reading import read

if TYPE_CHECKING:
    import altair

WIDTH = 640


def chart(
    name: str,
    log: Log,
    period: str = "year",
    until: datetime.date | None = None,
    since: datetime.date | None = None,
    language: str = "en",
) -> "altair.TopLevelMixin":
    """Return a chart of the dashboard with the data of a log, as an Altair chart that can be changed further.

    `name` is such as "attention-by-week"; `period` is day, week, month, year or all, up to `until`, or the
    days from `since` to `until`. Raises NotFound for no such chart, Malformed, Busy.
    """
    found = next((one for one in CHARTS if one.name == name.replace("-", "_")), None)
    if found is None:
        names = ", ".join(one.name.replace("_", "-") for one in CHARTS)
        raise NotFound(f"There is no chart {name!r}; there are {names}.")
    asked = (period, until or datetime.date.today(), since)
    view = read(log.path, lambda conn: _view(conn, found, load(), *asked))
    words = Formats(language)
    return _drawn(found, found.rows(view, words), words)


def _view(
    conn: sqlite3.Connection,
    found: Chart,
    catalogue: Catalogue,
    period: str,
    until: datetime.date,
    since: datetime.date | None,
) -> dict[str, Any]:
    if found.view == "rhythm":
        return rhythm(conn, catalogue, period_asked(conn, period, until, since), EVERYTHING)
    build = view_called(found.view)
    return build(snapshot_of(conn, period, until, since=since), catalogue)


def _drawn(found: Chart, rows: list[dict[str, Any]], words: Formats) -> "altair.TopLevelMixin":
    built = found.build(words.say, LIGHT).configure(**configuration(LIGHT))
    built = built.properties(width=WIDTH, datasets={found.name: rows})
    spec = built.to_dict()
    return type(built).from_dict(spec | {"params": [text_size(), *spec.get("params", [])]})
