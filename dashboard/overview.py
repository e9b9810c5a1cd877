"""The overview: what was counted, what was watched, what it is worth; columns of numbers, lists of names."""

from collections.abc import Iterable

from msgspec.structs import asdict

from pointeuse.collector.catalogue import ATTENTION, Catalogue
from pointeuse.collector.store.worth import estimate_of, figures_of

from .breakdown import amounts, by_month, by_platform
from .coverage import ENOUGH_MS, SILENT_DAYS, every_rule, unknown_words, watched_until
from .figures import Reading
from .microwork import microwork
from .panels import panels, scenario
from .period import before
from .worth import acts_and_time, worth

SCHEMA = 1


class Codes:
    """Names handed out as small integers, in the order of their first use."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {}

    def of(self, name: str) -> int:
        """Return the code of `name`, a new one when it has none."""
        if name not in self._codes:
            self._codes[name] = len(self.names)
            self.names.append(name)
        return self._codes[name]

    def all(self, names: Iterable[str]) -> list[int]:
        """Return the codes of several names."""
        return [self.of(name) for name in names]


def overview(reading: Reading, catalogue: Catalogue) -> dict:
    """Return the view of one reading. Every `kind` and `platform` in it is an index into `names`."""
    kinds, platforms = Codes(), Codes()
    period, chosen = reading.period, reading.preferences
    time = [row for row in reading.totals if row.kind == ATTENTION and row.ms > 0]
    view = {
        "schema": SCHEMA,
        "ever": bool(reading.rules),
        "period": {"name": period.name, "first": period.first, "last": period.last, "step": period.step},
        "currency": chosen.currency,
        "country": chosen.country,
        "ignored": list(reading.kept.ignored),
        "offered": offered(reading, catalogue, platforms, kinds),
        "filtered": not reading.filter.is_open,
        **values(reading, catalogue, platforms),
        "session": session(reading, platforms),
        "buckets": dict(zip(("start", "end"), map(list, zip(*period.buckets(), strict=True)), strict=True)),
        "pieces": {
            "bucket": [piece.bucket for piece in reading.pieces],
            "kind": kinds.all(piece.kind for piece in reading.pieces),
            "n": [piece.n for piece in reading.pieces],
        },
        "attention": {
            "platform": platforms.all(row.platform for row in time),
            "ms": [row.ms for row in time],
        },
        "microwork": microwork(reading.totals, reading.rules, catalogue, platforms),
        "coverage": {
            "rules": every_rule(
                catalogue,
                reading.rules,
                watched_until(period.last, reading.rules, reading.week),
                platforms,
                kinds,
            ),
            "silent": {"days": SILENT_DAYS, "minutes": ENOUGH_MS // 60_000},
            **unknown_words(catalogue, reading.rules),
            "refused": {"code": list(reading.refused), "n": list(reading.refused.values())},
        },
        "browsers": browsers(reading),
    }
    return view | {"names": names(catalogue, kinds, platforms)}


def values(reading: Reading, catalogue: Catalogue, platforms: Codes) -> dict:
    """Return what the day and the period are worth, by every method and panel, under one set of figures."""
    chosen, assumptions = reading.preferences, reading.kept.assumptions
    total = estimate_of(reading.totals, chosen, assumptions, reading.period.days)
    known = figures_of(assumptions)
    return {
        "version": total.version,
        "wage_needed": total.wage_needed,
        "disagree": total.disagree,
        "today": acts_and_time(reading.today) | {"methods": amounts(reading.today, reading.units)},
        "total": acts_and_time(reading.totals) | worth(total, reading.totals),
        "previous": previous(reading),
        "panels": panels(total, known),
        "scenario": scenario(reading, known),
        "platforms": by_platform(reading, catalogue, platforms),
        "months": by_month(reading),
    }


def previous(reading: Reading) -> dict | None:
    """Return acts, time and amounts of as many days before, None where the log does not hold them all."""
    if reading.previous is None:
        return None
    earlier = before(reading.period)
    return (
        {"first": earlier.first, "last": earlier.last}
        | acts_and_time(reading.previous)
        | {"methods": amounts(reading.previous, reading.units)}
    )


def session(reading: Reading, platforms: Codes) -> dict | None:
    """Return the session that goes on now, whatever the period and the filter; None when there is none."""
    running = reading.session
    return running and asdict(running) | {"platform": platforms.of(running.platform)}


def offered(reading: Reading, catalogue: Catalogue, platforms: Codes, kinds: Codes) -> dict:
    """Return what the log could be filtered by: each platform ever counted with its operator, each kind."""
    places = catalogue.platforms | catalogue.captchas
    seen = sorted({row.platform for row in reading.rules if row.acts})
    run_by = [places[name].operator if name in places else "" for name in seen]
    return {
        "platform": platforms.all(seen),
        "operator": run_by,
        "operators": {name: catalogue.operators[name] for name in sorted(set(run_by)) if name},
        "kind": kinds.all(sorted({row.kind for row in reading.rules if row.acts})),
    }


def names(catalogue: Catalogue, kinds: Codes, platforms: Codes) -> dict:
    """Return what the codes stand for; a word the catalogue does not know stands for itself."""
    places = catalogue.platforms | catalogue.captchas
    known = [catalogue.kinds.get(name) for name in kinds.names]
    return {
        "kinds": kinds.names,
        "kind_labels": {
            language: [
                getattr(kind.label, language) if kind else name
                for name, kind in zip(kinds.names, known, strict=True)
            ]
            for language in ("en", "fr")
        },
        "platforms": platforms.names,
        "platform_labels": [places[name].name if name in places else name for name in platforms.names],
    }


def browsers(reading: Reading) -> dict[str, list]:
    """Return the browsers that are paired now, with the times of their pairing and of their newest act."""
    paired = [row for row in reading.browsers if row.client.revoked_at is None]
    return {
        "id": [row.client.id for row in paired],
        "browser": [row.client.browser for row in paired],
        "label": [row.client.label for row in paired],
        "paired_at": [row.client.paired_at for row in paired],
        "last_at": [row.last_at for row in paired],
    }
