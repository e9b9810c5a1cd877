"""A day laid out: stretches at one thing, one after the other, because a person has one pair of eyes."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.teach.captchas import Solved, solved
from pointeuse.collector.teach.days import Day, familiarity
from pointeuse.collector.teach.personas import Habit, Hours, Obstacle, Persona

MINUTE_MS = 60_000
HOUR_MS = 3_600_000
SHORTEST_MS = 20_000
LONGEST = 4.0  # times the usual length
SPREAD = 0.7
PAUSE_MS = (5_000, 240_000)


@dataclass(frozen=True)
class Sitting:
    """`ms` from `at`, milliseconds since the local midnight, at a habit or at a CAPTCHA."""

    at: int
    ms: int
    what: Habit | Solved


def laid_out(persona: Persona, day: Day, chance: Random) -> list[Sitting]:
    """Return the sittings of a day in order; none overlaps another, none goes beyond midnight."""
    wanted = [*_habits(persona, day, chance), *_obstacles(persona, day, chance)]
    placed: list[Sitting] = []
    free_from = 0
    for sitting in sorted(wanted, key=lambda sitting: sitting.at):
        at = max(sitting.at, free_from)
        if at + sitting.ms > DAY_MS:
            break
        placed.append(Sitting(at, sitting.ms, sitting.what))
        free_from = at + sitting.ms + chance.randint(*PAUSE_MS)
    return placed


def poisson(chance: Random, mean: float) -> int:
    """Return a number of independent things of which `mean` are usual; a mean above 500 is not meant."""
    left, count = chance.random(), 0
    bound = math.exp(-mean)
    while left > bound:
        left *= chance.random()
        count += 1
    return count


def _habits(persona: Persona, day: Day, chance: Random) -> Iterator[Sitting]:
    for habit in persona.habits:
        hours = persona.hours[habit.when[day.free]]
        for _ in range(poisson(chance, habit.a_day * day.factor * familiarity(habit.since, day.number))):
            yield Sitting(_moment(hours, chance), _length(habit.minutes, chance), habit)


def _obstacles(persona: Persona, day: Day, chance: Random) -> Iterator[Sitting]:
    for obstacle in persona.obstacles:
        for _ in range(poisson(chance, obstacle.a_week / 7 * day.factor)):
            yield _met(obstacle, persona.hours["captchas"], chance)


def _met(obstacle: Obstacle, hours: Hours, chance: Random) -> Sitting:
    found = solved(obstacle.captcha, obstacle.kind, chance)
    return Sitting(_moment(hours, chance), found.ms, found)


def _moment(hours: Hours, chance: Random) -> int:
    hour = chance.choices(list(hours), list(hours.values()))[0]
    return int(hour) * HOUR_MS + chance.randrange(HOUR_MS)


def _length(minutes: float, chance: Random) -> int:
    usual = minutes * MINUTE_MS
    drawn = usual * chance.lognormvariate(-SPREAD * SPREAD / 2, SPREAD)
    return int(min(max(drawn, SHORTEST_MS), usual * LONGEST))
