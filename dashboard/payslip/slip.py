"""The slip as data: no words but names, no number rounded. Whatever shows a slip shows this."""

from datetime import date

from msgspec.structs import asdict

from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.sums.period import day_number
from pointeuse.collector.worth.estimate import estimate_of
from pointeuse.collector.worth.sets import described
from pointeuse.dashboard.numbers.coverage import (
    FIRED,
    SILENT,
    STATES,
    every_rule,
    unknown_words,
    watched_until,
)
from pointeuse.dashboard.numbers.methods import METHODS, acts_and_time, by_method
from pointeuse.dashboard.numbers.names import Codes
from pointeuse.dashboard.payslip.lines import Line, lines_of, summed
from pointeuse.dashboard.payslip.notes import Notes
from pointeuse.dashboard.payslip.snapshot import SlipSnapshot

SCHEMA = 1
LANGUAGES = ("en", "fr")


def payslip(snapshot: SlipSnapshot, catalogue: Catalogue, today: date) -> dict:
    """Return the slip of one snapshot. None is "no figure", never zero.

    `methods` are columns: the amount that a method is quoted by, and its range. `paid` is what was paid by
    each, and all the rest of it was retained. `employers` are the operators, the dearest first; what a method
    gives for their lines adds up to its amount. `period.month` is YYYY-MM for a calendar month, else empty;
    `period.over` says whether its last day is past, `made` is the day on which the slip is made. `weak_time`
    names the platforms whose time has only a weak figure, and so none. `twice` holds the milliseconds that
    `ms` has twice, since `since` where that is not the whole period; it is None where that is not worked out
    yet. `notes` of a line are numbers of the footnotes. `wage_age` is the age whose legal wage it is, None
    for that of adults; `why_not` says which models the law leaves without an answer.
    """
    chosen, kept, period = snapshot.preferences, snapshot.kept, snapshot.period
    total = estimate_of(snapshot.totals, chosen, kept.assumptions, snapshot.observed)
    notes = Notes(snapshot)
    wage_notes = notes.of_wage()
    value = by_method(total, snapshot.totals)
    return {
        "schema": SCHEMA,
        "invented": snapshot.invented,
        "log": snapshot.log,
        "period": {
            "month": period.name if "-" in period.name else "",
            "first": period.first,
            "last": period.last,
            "over": period.last < day_number(today),
        },
        "made": day_number(today),
        "country": chosen.country,
        "currency": chosen.currency,
        "wage": total.wage,
        "wage_typed": chosen.wage_per_hour is not None,
        "wage_age": total.wage_age,
        "wage_notes": wage_notes,
        "version": total.version,
        "set": described(kept),
        "ignored": list(kept.ignored),
        **acts_and_time(snapshot.totals),
        "twice": asdict(snapshot.twice) if snapshot.twice else None,
        **value,
        "weak_time": [_platform_name(name, catalogue) for name in total.weak_time],
        "paid": [0 for _ in METHODS],
        "disagree": total.disagree,
        "why_not": dict(total.why_not),
        "employers": employers(lines_of(snapshot.totals, snapshot.units), notes, catalogue),
        "notes": notes.as_rows(),
        "rates": _rates(snapshot, notes.currencies()),
        "coverage": covered(snapshot, catalogue),
    }


def employers(lines: list[Line], notes: Notes, catalogue: Catalogue) -> list[dict]:
    """Return each operator with its platforms and their lines, the dearest first."""
    found: dict[str, dict[str, list[Line]]] = {}
    for line in lines:
        found.setdefault(_operator(line.platform, catalogue), {}).setdefault(line.platform, []).append(line)
    ranked = sorted(found.items(), key=lambda pair: _dearest(pair[1].values()))
    return [_employer(operator, platforms, notes, catalogue) for operator, platforms in ranked]


def covered(snapshot: SlipSnapshot, catalogue: Catalogue) -> dict:
    """Return how complete the count is: rules that fired, platforms that were silent, acts refused."""
    platforms, kinds = Codes(), Codes()
    watched = watched_until(snapshot.period.last, snapshot.rules, snapshot.week)
    rules = every_rule(catalogue, snapshot.rules, watched, platforms, kinds)
    states = [STATES[state] for state in rules["state"]]
    silent = {rules["platform"][row] for row, state in enumerate(states) if state == SILENT}
    return {
        "rules": len(set(zip(rules["platform"], rules["rule"], strict=True))),
        "fired": len(_rules_in(FIRED, states, rules)),
        "silent": [_platform_name(platforms.names[code], catalogue) for code in sorted(silent)],
        "refused": snapshot.refused,
        **unknown_words(catalogue, snapshot.rules),
    }


def _rules_in(state: str, states: list[str], rules: dict[str, list]) -> set[tuple[int, str]]:
    pairs = zip(rules["platform"], rules["rule"], strict=True)
    return {pair for pair, found in zip(pairs, states, strict=True) if found == state}


def _employer(operator: str, platforms: dict[str, list[Line]], notes: Notes, catalogue: Catalogue) -> dict:
    ranked = sorted(platforms.items(), key=lambda pair: _dearest([pair[1]]))
    return {
        "operator": operator,
        "name": _in_languages(catalogue.operators.get(operator, operator)),
        "amounts": summed(line for lines in platforms.values() for line in lines),
        "platforms": [
            {
                "platform": platform,
                "name": _platform_name(platform, catalogue),
                "amounts": summed(lines),
                "lines": [_line(line, notes, catalogue) for line in lines],
            }
            for platform, lines in ranked
        ],
    }


def _line(line: Line, notes: Notes, catalogue: Catalogue) -> dict:
    return {
        "unit": line.unit,
        "quantity": line.quantity,
        "kinds": [{"kind": row.kind, "n": row.n, "label": _label(row.kind, catalogue)} for row in line.rows],
        "rates": line.rates,
        "amounts": line.amounts,
        "notes": notes.of_line(line),
    }


def _dearest(parts) -> tuple[float, float, str]:
    """Order by what the methods say, the greatest first; by name where they say the same."""
    lines = [line for lines in parts for line in lines]
    sums = summed(lines)
    return -(sums["time_at_wage"] or 0.0), -(sums["piece_price"] or 0.0), lines[0].platform


def _operator(platform: str, catalogue: Catalogue) -> str:
    place = catalogue.platforms.get(platform) or catalogue.captchas.get(platform)
    return place.operator if place else ""


def _platform_name(platform: str, catalogue: Catalogue) -> str:
    place = catalogue.platforms.get(platform) or catalogue.captchas.get(platform)
    return place.name if place else platform


def _label(kind: str, catalogue: Catalogue) -> dict[str, str]:
    known = catalogue.kinds.get(kind)
    return {language: getattr(known.label, language) if known else kind for language in LANGUAGES}


def _in_languages(name: str) -> dict[str, str]:
    """An operator that is no company is named in both languages, with a point between."""
    parts = [part[:1].upper() + part[1:] for part in name.split(" · ")]
    return {"en": parts[0], "fr": parts[-1]}


def _rates(snapshot: SlipSnapshot, currencies: set[str]) -> list[dict]:
    """Return the exchange rates that an amount went through: units for one euro, of when, whose."""
    own = snapshot.preferences.currency
    needed = currencies | {own} if currencies - {own} else set()
    assumptions = snapshot.kept.assumptions
    rates = assumptions.all_rates()
    return [
        {
            "currency": name,
            "per_eur": rates[name].per_eur,
            "date": rates[name].date,
            "shipped": name not in assumptions.rates,
        }
        for name in sorted(needed - {"EUR"})
    ]
