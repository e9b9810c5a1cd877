"""Who there is: invented people, each a file of habits in `personas/`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pointeuse.collector.catalogue import Label
from pointeuse.collector.errors import NotFound

FOLDER = Path(__file__).resolve().parent / "personas"

Hours = Mapping[str, float]


@dataclass(frozen=True)
class Task:
    """Paid tasks of a platform: minutes in one, minutes spent finding it, and the rules that fire.

    `given_back` is the share of tasks that end with `back` in the place of `end`.
    """

    minutes: float
    search_minutes: float
    begin: str | None
    end: str
    back: str | None = None
    given_back: float = 0.0


@dataclass(frozen=True)
class Habit:
    """Stretches of time on a platform: how many `a_day`, of how many `minutes`, and what is done `an_hour`.

    `an_hour` maps a rule, or `rule/kind` for another kind of it, to its acts in an hour of attention. `when`
    names the hours on working days and on free ones. `since` is the first day, as 2024-01-31.
    """

    platform: str
    a_day: float
    minutes: float
    when: tuple[str, str]
    an_hour: Mapping[str, float]
    since: str = "2000-01-01"
    task: Task | None = None


@dataclass(frozen=True)
class Obstacle:
    """A CAPTCHA met `a_week` times, as one kind of one product."""

    captcha: str
    kind: str
    a_week: float


@dataclass(frozen=True)
class Season:
    """Free days from `first` to `last`, each as 07-31, and how much more of everything they bring."""

    first: str
    last: str
    factor: float


@dataclass(frozen=True)
class Persona:
    """One invented person. `week` holds a factor for each day from Monday; the last two are free days.

    `age` is in years, None for an adult. `growth` is by how much the days grow in a year. `away` holds the
    share of days, and of weeks, on which the computer was off. `hours` gives each name a weight by hour of
    the day.
    """

    id: str
    name: Label
    description: Label
    country: str
    age: int | None
    currency: str
    growth: float
    away: Mapping[str, float]
    week: tuple[float, ...]
    seasons: tuple[Season, ...]
    hours: Mapping[str, Hours]
    habits: tuple[Habit, ...]
    obstacles: tuple[Obstacle, ...]


@cache
def personas() -> Mapping[str, Persona]:
    """Return every persona by id, in the order of the ids."""
    found = (_persona(json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json")))
    return {persona.id: persona for persona in found}


def persona_named(name: str) -> Persona:
    """Return one persona. Raises NotFound naming those that exist."""
    if name not in personas():
        raise NotFound(f"There is no persona called {name[:40]!r}; choose among {', '.join(personas())}.")
    return personas()[name]


def name_of(mark: str) -> Label:
    """Return who the mark of a store names; the bare id for a persona of another version."""
    id_ = mark.split("/")[0]
    return personas()[id_].name if id_ in personas() else Label(id_, id_)


def _persona(row: dict) -> Persona:
    made = {
        "name": Label(**row["name"]),
        "description": Label(**row["description"]),
        "week": tuple(row["week"]),
        "seasons": tuple(Season(**season) for season in row["seasons"]),
        "habits": tuple(_habit(habit) for habit in row["habits"]),
        "obstacles": tuple(Obstacle(**obstacle) for obstacle in row["obstacles"]),
    }
    return Persona(**({"age": None} | row | made))


def _habit(row: dict) -> Habit:
    task = Task(**row["task"]) if "task" in row else None
    return Habit(**(row | {"when": tuple(row["when"]), "task": task}))
