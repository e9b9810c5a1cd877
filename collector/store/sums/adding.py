"""What a transaction adds to the sums of the store, counted while its acts are at hand."""

from itertools import pairwise

from pointeuse.collector.acts import Act
from pointeuse.collector.acts.shapes import HOUR_MS
from pointeuse.collector.catalogue import ATTENTION, NO_ACTS

HOURS = 24


class Sums:
    """`hours` holds for each local hour since 1970 and rule [n, ms, acts, last_at].

    `spans` holds for each local day the lowest and the highest id of the acts that were stored.
    Counted here and not by SQL: grouping the acts again costs as much as storing them.
    """

    def __init__(self) -> None:
        self.hours: dict[int, dict[int, list[int]]] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self._examples: dict[int, Act] = {}  # an act of each rule: it tells the platform and the kind

    def add(self, rows: list[tuple[Act, int]], first_id: int) -> None:
        """Count acts that were stored, each with the id of its rule; their ids go up from `first_id`."""
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
                self._examples[rule] = act
            else:
                sums[0] += act.n
                sums[1] += act.ms
                sums[2] += 1
                if act.at > sums[3]:
                    sums[3] = act.at
        for (day, first), (_, after) in pairwise([*begun, (0, first_id + len(rows))]):
            self.spans[day] = (self.spans.get(day, (first,))[0], after - 1)  # ids only ever go up here

    def by_day(self) -> list[tuple[int, ...]]:
        """Return (day, rule, n, ms, acts, last_at) for each local day and rule."""
        days: dict[int, dict[int, list[int]]] = {}
        for hour, rules in self.hours.items():
            day = days.setdefault(hour // HOURS, {})
            for rule, sums in rules.items():
                if rule in day:
                    day[rule] = _added(day[rule], sums)
                else:
                    day[rule] = sums
        return [(day, rule, *sums) for day, rules in days.items() for rule, sums in rules.items()]

    def by_hour(self) -> list[tuple[int, int, str, int, int]]:
        """Return (day, hour, platform, n, ms): net acts as totals hold them, and ms of attention."""
        places = {rule: (act.platform, act.kind) for rule, act in self._examples.items()}
        rows = []
        for hour, rules in self.hours.items():
            acts: dict[str, int] = {}
            attention: dict[str, int] = {}
            for rule, sums in rules.items():
                platform, kind = places[rule]
                if kind == ATTENTION:
                    attention[platform] = attention.get(platform, 0) + sums[1]
                elif kind not in NO_ACTS:
                    acts[platform] = acts.get(platform, 0) + sums[0]
            when = divmod(hour, HOURS)
            rows += [(*when, name, acts.get(name, 0), attention.get(name, 0)) for name in acts | attention]
        return rows


def _added(one: list[int], other: list[int]) -> list[int]:
    return [one[0] + other[0], one[1] + other[1], one[2] + other[2], max(one[3], other[3])]
