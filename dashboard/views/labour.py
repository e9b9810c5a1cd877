"""The view of the kinds of labour: what forms of value it serves, CAPTCHAs, AI, what an hour makes."""

from pointeuse.collector.catalogue import Catalogue
from pointeuse.dashboard.cards.ai.view import ai_labour
from pointeuse.dashboard.cards.both_ways.view import both_ways
from pointeuse.dashboard.cards.captchas.view import captchas
from pointeuse.dashboard.cards.mix.view import mix
from pointeuse.dashboard.cards.your_hour.view import your_hour
from pointeuse.dashboard.numbers.names import Codes, names
from pointeuse.dashboard.numbers.snapshot import Snapshot

SCHEMA = 1


def labour(snapshot: Snapshot, catalogue: Catalogue) -> dict:
    """Return the view of one snapshot. Every `kind` and `platform` in it is an index into `names`."""
    kinds, platforms = Codes(), Codes()
    period = snapshot.period
    view = {
        "schema": SCHEMA,
        "period": {"name": period.name, "first": period.first, "last": period.last, "step": period.step},
        "currency": snapshot.preferences.currency,
        "mix": mix(snapshot.totals, catalogue, kinds),
        "captchas": captchas(snapshot, catalogue, platforms),
        "ai": ai_labour(snapshot, kinds, platforms),
        "both_ways": both_ways(snapshot, catalogue),
        "hour": your_hour(snapshot),
    }
    return view | {"names": names(catalogue, kinds, platforms)}
