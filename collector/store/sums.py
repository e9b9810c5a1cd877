"""What a transaction adds to the sums of the store, counted while its acts are at hand."""

from itertools import pairwise

from ..acts import Act
from ..acts.shapes import HOUR_MS

HOURS = 24


class Sums:
    """`hours` holds for each local hour since 1970 and rule [n, ms, acts, last_at].

    `spans` holds for each local day the lowest and the highest id of the acts that were stored.
    Counted here and not by SQL: grouping the acts again costs as much as storing them.
    """

    def __init__(self) -> None:
        self.hours: dict[int, dict[int, list[int]]] = {}
        self.spans: dict[int, tuple[int, int]] = {}

    def add(self, rows: list[tuple[Act, int]], first_id: int) -> None:
        """Count acts that were stored under ids from `first_id` on, each with the id of its rule."""
        start = end = 0
        begun = []
        for id_, (act, rule) in enumerate(rows, first_id):
            local = act.at + act.offset_min * 60_000
            if not start <= local < end:  # mostly it is the hour of the act before
                start = local - local % HOUR_MS
                end = start + HOUR_MS
                now = self.hours.setdefault(start // HOUR_MS, {})
                begun.append((start // HOUR_MS // HOURS, id_))
            sums = now.get(rule)
            if sums is None:
                now[rule] = [act.n, act.ms, 1, act.at]
            else:
                sums[0] += act.n
                sums[1] += act.ms
                sums[2] += 1
                if act.at > sums[3]:
                    sums[3] = act.at
        self._widen([*begun, (None, first_id + len(rows))])

    def _widen(self, begun: list[tuple[int | None, int]]) -> None:
        for (day, first), (_, after) in pairwise(begun):
            low, high = self.spans.get(day, (first, first))
            self.spans[day] = (min(low, first), max(high, after - 1))

    def by_day(self) -> dict[tuple[int, int], list[int]]:
        """Return the same sums for each local day and rule."""
        days: dict[tuple[int, int], list[int]] = {}
        for hour, rules in self.hours.items():
            day = hour // HOURS
            for rule, (n, ms, acts, last_at) in rules.items():
                sums = days.get((day, rule))
                if sums is None:
                    days[day, rule] = [n, ms, acts, last_at]
                else:
                    sums[0] += n
                    sums[1] += ms
                    sums[2] += acts
                    sums[3] = max(sums[3], last_at)
        return days
