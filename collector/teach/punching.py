"""What a sitting leaves in the log: chunks of time, acts here and there among them, an undo now and then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from pointeuse.collector.acts.shapes import CHUNK_MS
from pointeuse.collector.catalogue import ATTENTION, TASK_TIME, Catalogue, Rule
from pointeuse.collector.teach.captchas import Solved
from pointeuse.collector.teach.personas import Habit, Task
from pointeuse.collector.teach.sittings import HOUR_MS, MINUTE_MS, Sitting, poisson

LEAST_MS = 1_000
UNDONE = 0.015
REGRET_MS = (2_000, 30_000)
LENGTHS = {"short": 40, "medium": 42, "long": 18}


@dataclass(frozen=True)
class Punch:
    """An act without its number; `at` and `ms` in milliseconds, `at` since the local midnight."""

    at: int
    kind: str
    platform: str
    rule: str
    ms: int = 0
    n: int = 1
    detail: Mapping[str, int | str] | None = None


def punches(sitting: Sitting, known: Catalogue, chance: Random) -> Iterator[Punch]:
    """Yield what the sitting leaves, in no order. Raises KeyError for a rule that the catalogue lacks."""
    what = sitting.what
    if isinstance(what, Solved):
        yield Punch(sitting.at, what.kind, what.captcha, what.captcha, what.ms, 1, what.detail)
        return
    rules = {rule.id: rule for rule in known.platforms[what.platform].rules}
    if what.task:
        yield from _tasks(what, what.task, sitting, rules, chance)
    else:
        yield from _time(what.platform, ATTENTION, sitting.at, sitting.at + sitting.ms)
    yield from _done(what, sitting, rules, known, chance)


def _time(platform: str, kind: str, start: int, end: int) -> Iterator[Punch]:
    for at in range(start, end, CHUNK_MS):
        ms = min(CHUNK_MS, end - at)
        if ms >= LEAST_MS:
            yield Punch(at, kind, platform, f"{platform}.{kind}", ms)


def _done(
    habit: Habit, sitting: Sitting, rules: Mapping[str, Rule], known: Catalogue, chance: Random
) -> Iterator[Punch]:
    for name, an_hour in habit.an_hour.items():
        rule, _, other = name.partition("/")
        kind = other or rules[rule].kind
        for _ in range(poisson(chance, an_hour * sitting.ms / HOUR_MS)):
            at = sitting.at + chance.randrange(sitting.ms)
            yield Punch(at, kind, habit.platform, rule, detail=_detail(kind, chance))
            if known.kinds[kind].undo and chance.random() < UNDONE:
                undone = min(at + chance.randint(*REGRET_MS), sitting.at + sitting.ms - 1)
                yield Punch(undone, kind, habit.platform, rule, n=-1)


def _detail(kind: str, chance: Random) -> Mapping[str, str] | None:
    if kind != "prompt":
        return None
    return {"length": chance.choices(list(LENGTHS), list(LENGTHS.values()))[0]}


def _tasks(
    habit: Habit, task: Task, sitting: Sitting, rules: Mapping[str, Rule], chance: Random
) -> Iterator[Punch]:
    """Yield the searching, then the task, over and over, each with what begins and what ends it."""
    at, end = sitting.at, sitting.at + sitting.ms
    while at < end:
        begun = min(end, at + _about(task.search_minutes, chance))
        over = min(end, begun + _about(task.minutes, chance))
        yield from _time(habit.platform, ATTENTION, at, begun)
        yield from _time(habit.platform, TASK_TIME, begun, over)
        given_back = task.back and chance.random() < task.given_back
        for name, moment in ((task.begin, begun), (task.back if given_back else task.end, over)):
            if name and over < end:
                yield Punch(moment, rules[name].kind, habit.platform, name)
        at = over


def _about(minutes: float, chance: Random) -> int:
    return int(chance.triangular(0.3, 2.2, 0.5) * minutes * MINUTE_MS)
