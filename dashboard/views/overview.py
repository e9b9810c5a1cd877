"""The overview: what was counted, what was watched, what it is worth; columns of numbers, lists of names."""

import time

from msgspec.structs import asdict

from pointeuse.collector.catalogue import ATTENTION, NO_ACTS, Catalogue
from pointeuse.collector.store.kept.pauses import left
from pointeuse.collector.sums.period import before
from pointeuse.collector.worth.estimate import counts_of, estimate_of, figures_of
from pointeuse.collector.worth.sets import described
from pointeuse.dashboard.cards.breakdown.view import amounts, by_month, by_platform
from pointeuse.dashboard.cards.microwork.view import microwork
from pointeuse.dashboard.cards.panels.view import panels, scenario, services
from pointeuse.dashboard.cards.pieces.view import pieces
from pointeuse.dashboard.cards.readings.view import readings
from pointeuse.dashboard.numbers.coverage import (
    ENOUGH_MS,
    SILENT_DAYS,
    every_rule,
    unknown_words,
    watched_until,
)
from pointeuse.dashboard.numbers.methods import acts_and_time, by_method
from pointeuse.dashboard.numbers.names import Codes, names
from pointeuse.dashboard.numbers.snapshot import Snapshot

SCHEMA = 1


def overview(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return the view of one snapshot. Every `kind` and `platform` in it is an index into `names`."""
    kinds, platforms = Codes(), Codes()
    period, chosen = snapshot.period, snapshot.preferences
    time = [row for row in snapshot.totals if row.kind == ATTENTION and row.ms > 0]
    acts = [piece for piece in snapshot.pieces if piece.kind not in NO_ACTS]
    view = {
        "schema": SCHEMA,
        "ever": bool(snapshot.rules),
        "period": {"name": period.name, "first": period.first, "last": period.last, "step": period.step},
        "currency": chosen.currency,
        "country": chosen.country,
        "ignored": list(snapshot.kept.ignored),
        "offered": offered(snapshot, catalogue, platforms, kinds),
        "filtered": not snapshot.filter.is_open,
        **values(snapshot, catalogue, platforms),
        "sitting": sitting(snapshot, platforms),
        "buckets": dict(zip(("start", "end"), map(list, zip(*period.buckets(), strict=True)), strict=True)),
        "pieces": {
            "bucket": [piece.bucket for piece in acts],
            "kind": kinds.all(piece.kind for piece in acts),
            "n": [piece.n for piece in acts],
        },
        "attention": {
            "platform": platforms.all(row.platform for row in time),
            "ms": [row.ms for row in time],
        },
        "microwork": microwork(snapshot.totals, snapshot.rules, catalogue, platforms),
        "coverage": {
            "rules": every_rule(
                catalogue,
                snapshot.rules,
                watched_until(period.last, snapshot.rules, snapshot.week),
                platforms,
                kinds,
            ),
            "silent": {"days": SILENT_DAYS, "minutes": ENOUGH_MS // 60_000},
            **unknown_words(catalogue, snapshot.rules),
            "refused": {"code": list(snapshot.refused), "n": list(snapshot.refused.values())},
        },
        "browsers": browsers(snapshot),
        "pause_on_its_way": pause_on_its_way(snapshot),
    }
    return view | {"names": names(catalogue, kinds, platforms)}


def values(snapshot: Snapshot, catalogue: Catalogue, platforms: Codes) -> dict:
    """Return what the day and the period are worth, by every method and panel, under one set of figures."""
    chosen, assumptions = snapshot.preferences, snapshot.kept.assumptions
    total = estimate_of(snapshot.totals, chosen, assumptions, snapshot.observed)
    known = figures_of(assumptions)
    counts = counts_of(snapshot.totals, chosen, assumptions, snapshot.period.days)
    return {
        "version": total.version,
        "set": described(snapshot.kept),
        "wage_needed": total.wage_needed,
        "disagree": total.disagree,
        "why_not": dict(total.why_not),
        "today": acts_and_time(snapshot.today) | {"methods": amounts(snapshot.today, snapshot.units)},
        "total": acts_and_time(snapshot.totals)
        | by_method(total, snapshot.totals)
        | {"weak_time": platforms.all(total.weak_time)},
        "previous": previous(snapshot),
        "captured": pieces(total),
        "readings": readings(total, known),
        "panels": panels(total, known),
        "services": services(total, counts, known),
        "scenario": scenario(snapshot, known),
        "platforms": by_platform(snapshot, catalogue, platforms),
        "months": by_month(snapshot),
    }


def previous(snapshot: Snapshot) -> dict | None:
    """Return acts, time and amounts of as many days before, None where the log does not hold them all."""
    if snapshot.previous is None:
        return None
    earlier = before(snapshot.period)
    return (
        {"first": earlier.first, "last": earlier.last}
        | acts_and_time(snapshot.previous)
        | {"methods": amounts(snapshot.previous, snapshot.units)}
    )


def sitting(snapshot: Snapshot, platforms: Codes) -> dict | None:
    """Return the sitting that goes on now, whatever the period and the filter; None when there is none."""
    running = snapshot.sitting
    return running and asdict(running) | {"platform": platforms.of(running.platform)}


def offered(snapshot: Snapshot, catalogue: Catalogue, platforms: Codes, kinds: Codes) -> dict:
    """Return what the log could be filtered by: each platform ever counted with its operator, each kind."""
    places = catalogue.platforms | catalogue.captchas
    seen = sorted({row.platform for row in snapshot.rules if row.acts})
    run_by = [places[name].operator if name in places else "" for name in seen]
    return {
        "platform": platforms.all(seen),
        "operator": run_by,
        "operators": {name: catalogue.operators[name] for name in sorted(set(run_by)) if name},
        "kind": kinds.all(sorted({row.kind for row in snapshot.rules if row.acts})),
    }


def browsers(snapshot: Snapshot) -> dict[str, list]:
    """Return the browsers that are paired now: when, their newest act, until when each says it is paused."""
    paired = [row for row in snapshot.browsers if row.client.revoked_at is None]
    now = time.time_ns() // 1_000_000
    return {
        "id": [row.client.id for row in paired],
        "browser": [row.client.browser for row in paired],
        "label": [row.client.label for row in paired],
        "paired_at": [row.client.paired_at for row in paired],
        "last_at": [row.last_at for row in paired],
        "paused_until": [left(snapshot.pauses.known(row.client.id), now) for row in paired],
    }


def pause_on_its_way(snapshot: Snapshot) -> bool:
    """Whether a pause was wished on the dashboard that some paired browser has not taken note of yet."""
    pauses = snapshot.pauses
    paired = [row.client.id for row in snapshot.browsers if row.client.revoked_at is None]
    is_wished = left(pauses.wish, time.time_ns() // 1_000_000) > 0
    return is_wished and any(pauses.since(id_) is None for id_ in paired)
