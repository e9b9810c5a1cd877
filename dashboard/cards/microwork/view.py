"""Paid microwork beside its unpaid part: the searching, the qualifying and the waiting between two tasks."""

from collections.abc import Sequence

from pointeuse.collector.catalogue import ATTENTION, TASK_TIME, Catalogue
from pointeuse.collector.store.acts.coverage import RuleSeen
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.dashboard.numbers.coverage import EVERY_PAGE
from pointeuse.dashboard.numbers.names import Codes

HANDED_IN = "task-submit"


def microwork(
    rows: Sequence[Total], seen: Sequence[RuleSeen], catalogue: Catalogue, platforms: Codes
) -> dict[str, list | dict[str, list]]:
    """Return as columns each paid platform with an act or time in `rows`.

    `tasks` were handed in, None where no rule has ever seen one; `task_ms` is the time in tasks, `between_ms`
    the time on the platform's other pages. `apart` 0 says that nobody knows which pages are tasks, so that
    none of it is claimed as unpaid.
    """
    paid = [place for place in catalogue.platforms.values() if place.paid]
    used = {row.platform for row in rows if row.n or row.ms}
    found = [place for place in paid if place.id in used]
    sums = {(row.platform, row.kind): row for row in rows}
    counted = {row.platform for row in seen if row.kind == HANDED_IN and row.acts}

    def column(kind: str, part: str) -> list[int]:
        pairs = [sums.get((place.id, kind)) for place in found]
        return [getattr(row, part) if row else 0 for row in pairs]

    return {
        "platform": platforms.all(place.id for place in found),
        "tasks": [
            tasks if place.id in counted else None
            for place, tasks in zip(found, column(HANDED_IN, "n"), strict=True)
        ],
        "task_ms": column(TASK_TIME, "ms"),
        "between_ms": column(ATTENTION, "ms"),
        "notes": {
            language: [getattr(place.note, language, "") for place in found] for language in ("en", "fr")
        },
        "apart": [int(EVERY_PAGE not in place.task_paths) for place in found],
    }
