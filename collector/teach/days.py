"""What sort of day it is: away from the computer, free or working, busier or quieter than usual."""

import datetime
import math
from dataclasses import dataclass
from random import Random

from pointeuse.collector.teach.personas import Persona

EPOCH = datetime.date(1970, 1, 1)
TRIP_DAYS = (2, 6)  # how long the computer stays off in a week away
USED_TO_DAYS = 120  # a new platform takes its place in one's days within some months
MOOD = 0.28


@dataclass(frozen=True)
class Day:
    """A local day in days since 1970-01-01; `factor` is how much more than usual is done on it."""

    number: int
    free: bool
    factor: float


def day_of(persona: Persona, seed: int, number: int, last: int) -> Day | None:
    """Return the day, or None when the computer was off all day. `last` is the day that growth leads to."""
    chance = Random(f"{persona.id}/{seed}/day {number}")
    if chance.random() < persona.away["day"] or _on_a_trip(persona, seed, number):
        return None
    date = EPOCH + datetime.timedelta(number)
    season = next((s for s in persona.seasons if s.first <= f"{date:%m-%d}" <= s.last), None)
    factor = persona.week[date.weekday()] * (season.factor if season else 1)
    grown = (1 + persona.growth) ** ((number - last) / 365)
    mood = chance.lognormvariate(-MOOD * MOOD / 2, MOOD)
    return Day(number, season is not None or date.weekday() >= 5, factor * grown * mood)


def familiarity(since: str, number: int) -> float:
    """Return how much of its place a platform used since then has taken by that day, from 0 to 1."""
    age = number - (datetime.date.fromisoformat(since) - EPOCH).days
    return 1 - math.exp(-age / USED_TO_DAYS) if age >= 0 else 0.0


def _on_a_trip(persona: Persona, seed: int, number: int) -> bool:
    week, weekday = divmod(number, 7)
    chance = Random(f"{persona.id}/{seed}/week {week}")
    if chance.random() >= persona.away["week"]:
        return False
    first = chance.randrange(7)
    return first <= weekday < first + chance.randint(*TRIP_DAYS)
