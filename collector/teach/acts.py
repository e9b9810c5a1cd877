"""The acts of an invented person, in order and one by one, so that ten years need no room."""

import datetime
from collections.abc import Iterator, Mapping
from random import Random

from msgspec import UNSET

from pointeuse.collector import catalogue
from pointeuse.collector.acts import Act
from pointeuse.collector.acts.shapes import DAY_MS
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.teach.days import EPOCH, day_of
from pointeuse.collector.teach.personas import Persona
from pointeuse.collector.teach.punching import Punch, punches
from pointeuse.collector.teach.sittings import laid_out


def acts_of(
    persona: Persona, days: int, seed: int, until: datetime.date, offset_min: int = 60
) -> Iterator[Act]:
    """Yield the acts of `days` local days, the last of them `until`; the same for the same arguments.

    A day is the same in two logs that end on the same day, however long they are. `offset_min` is the local
    time's distance from UTC in minutes. Raises KeyError for a persona whose file names what the catalogue
    lacks.
    """
    known, seq = catalogue.load(), 0
    last = (until - EPOCH).days
    for number in range(last - days + 1, last + 1):
        start = number * DAY_MS - offset_min * 60_000
        for punch in _punches_of(persona, seed, number, last, known):
            seq += 1
            yield _act(seq, punch, start, offset_min)


def _punches_of(persona: Persona, seed: int, number: int, last: int, known: Catalogue) -> list[Punch]:
    day = day_of(persona, seed, number, last)
    if day is None:
        return []
    chance = Random(f"{persona.id}/{seed}/acts {number}")
    found = [punch for sitting in laid_out(persona, day, chance) for punch in punches(sitting, known, chance)]
    return sorted(found, key=lambda punch: punch.at)


def _act(seq: int, punch: Punch, start: int, offset_min: int) -> Act:
    detail: Mapping | object = punch.detail or UNSET
    return Act(
        seq,
        punch.kind,
        punch.platform,
        punch.rule,
        start + punch.at,
        offset_min,
        punch.ms,
        punch.n,
        detail,
    )
