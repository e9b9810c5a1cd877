"""An hour by each method, beside a microworker's hour and the minimum wage, on a logarithmic axis."""

from typing import Any

import altair as alt

from pointeuse.dashboard.drawing.making.ranges import ranges
from pointeuse.dashboard.drawing.making.theme import Theme

COLUMNS = ("label", "slot", "low", "amount", "high")
VIEW = "labour"
MINIMUM, YOURS, MICROWORK = range(3)
LABELS = {
    "piece_price": lambda say: say("hour.piece_price"),
    "captured": lambda say: say("hour.captured"),
    "time_at_wage": lambda say: say("hour.time_at_wage"),
}
SHORT = {
    "MTURK_WAGE_MEDIAN": lambda say: say("hour.mturk"),
    "ILO_MICROTASK_PAID": lambda say: say("hour.ilo.paid"),
    "ILO_MICROTASK_ALL": lambda say: say("hour.ilo.all"),
}


def rows(view: dict, words: Any) -> list[dict]:
    """Return what the page draws of its view; `words` writes in one language."""
    hour = view["hour"]
    if not hour["hours"] > 0:
        return []
    methods, wages, own = hour["methods"], hour["wages"], hour["own"]
    found = [
        (
            LABELS[method](words.say),
            YOURS,
            methods["low"][row],
            methods["amount"][row],
            methods["high"][row],
        )
        for row, method in enumerate(methods["method"])
    ]
    for row, name in enumerate(wages["parameter"]):
        label = SHORT[name](words.say) if name in SHORT else wages["place"][words.language][row]
        found.append((label, MICROWORK, wages["low"][row], wages["central"][row], wages["high"][row]))
    if own is not None:
        found.append((_wage(hour, words), MINIMUM, own, own, own))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    drawn = [row for row in rows if row["low"] and row["amount"] and row["low"] > 0 and row["amount"] > 0]
    return sorted(drawn, key=lambda row: -row["amount"])


def _wage(hour, words) -> str:
    if not hour["home"]:
        return words.say("hour.typed")
    country, age = words.country(hour["country"]), hour["home_age"]
    if age is None:
        return words.say("hour.minimum", country=country)
    return words.say("hour.minimum.age", country=country, age=age)


def build(say, theme: Theme) -> alt.LayerChart:
    """Return the chart. A band from low to high, a point at the figure; rows come sorted."""
    return ranges("your_hour", theme, at="amount", step=24)
