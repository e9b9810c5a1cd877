"""The footnotes of a slip in one language: what a figure is, its value and year, and its source to follow."""

import re
from datetime import date, datetime

from pointeuse.collector.sums.period import day_number
from pointeuse.dashboard.payslip.formats import Formats

CONFIDENCE = {
    "VERIFIED": lambda of: of.say("confidence.verified"),
    "RECALLED": lambda of: of.say("confidence.recalled"),
    "UNSURE": lambda of: of.say("confidence.unsure"),
    "CONVENTION": lambda of: of.say("confidence.convention"),
}
ONLY_NAMES = re.compile(r"[A-Z0-9_, ]+")


def footnotes(slip: dict, of: Formats) -> dict:
    """Return the heading, which set the figures are of, and one row for each footnote."""
    ignored = [of.say("assume.ignored", names=of.listed(slip["ignored"]))] if slip["ignored"] else []
    rates = [of.say("sources.rates", rates=_rates(slip["rates"], of))] if slip["rates"] else []
    return {
        "title": of.say("payslip.sources"),
        "sentences": [_set(slip, of), *ignored, *rates, of.say("payslip.english")],
        "columns": [
            of.say("payslip.notes"),
            of.say("sources.figure"),
            of.say("sources.value"),
            of.say("sources.year"),
            of.say("coverage.confidence"),
            of.say("sources.source"),
        ],
        "rows": [_row(note, of) for note in slip["notes"]],
    }


def _set(slip: dict, of: Formats) -> str:
    """Say which figures these are. A slip is cited, so the version stands beside the day."""
    of_set, version = slip["set"], slip["version"]
    if of_set["at"]:
        return of.say("payslip.set.own", version=version, date=of.day(_local_day(of_set["at"])))
    changed = date.fromisoformat(of_set["date"])
    return of.say("payslip.set.shipped", version=version, date=of.day(day_number(changed)))


def _local_day(at_ms: int) -> int:
    return day_number(datetime.fromtimestamp(at_ms / 1000).date())


def _row(note: dict, of: Formats) -> dict:
    """A figure that is worked out of others names their footnotes as its source."""
    made = note["made_of"]
    derived = bool(made) and ONLY_NAMES.fullmatch(note["source"]) is not None
    unit = " ".join(filter(None, [note["currency"], note["unit"]]))
    return {
        "number": note["number"],
        "id": note["id"],
        "quantity": _quantity(note),
        "value": f"{of.span(note['value'], note['low'], note['high'])} {unit}".strip(),
        "year": "" if note["year"] is None else str(note["year"]),
        "confidence": CONFIDENCE.get(note["confidence"], lambda _: note["confidence"])(of),
        "source": "" if derived else note["source"],
        "url": note["url"] if re.match(r"https?:", note["url"]) and not derived else "",
        "made": of.say("payslip.made", notes=of.listed(map(str, made))) if made else "",
    }


def _quantity(note: dict) -> str:
    place = [word for word in (note["platform"], note["region"]) if word and word != "any"]
    return f"{note['quantity']} ({', '.join(place)})" if place else note["quantity"]


def _rates(rates: list[dict], of: Formats) -> str:
    return " = ".join(f"{of.figure(rate['per_eur'])} {rate['currency']}" for rate in rates)
