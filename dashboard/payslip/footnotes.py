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
    of_set = slip["set"]
    given = {"version": slip["version"], "date": of.day(_day(of_set["edition_date"]))}
    until = of.day(_day(of_set["until"])) if of_set["until"] else None
    if of_set["at"]:
        kept = of.day(_local_day(of_set["at"]))
        return of.say("payslip.set.on", **given, kept=kept) if until else _own(given, kept, of)
    if until:
        return of.say("payslip.set.edition", **given, until=until)
    return of.say("payslip.set.shipped", **given)


def _own(given: dict, kept: str, of: Formats) -> str:
    return of.say("payslip.set.own", **(given | {"date": kept}))


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
    return "; ".join(_rate(rate, of) for rate in rates)


def _rate(rate: dict, of: Formats) -> str:
    amount = of.figure(rate["per_eur"])
    return of.say("rates.one", rate=amount, currency=rate["currency"], when=_when(rate, of))


def _when(rate: dict, of: Formats) -> str:
    """Of when a rate is: a day of one's own, the year of a mean, or a convention."""
    at, shipped = rate["date"], rate["shipped"]
    if shipped:
        return of.say("rates.year", year=at) if at else of.say("rates.convention")
    return of.say("rates.own", date=of.day(_day(at))) if at else of.say("rates.own.undated")


def _day(iso: str) -> int:
    return day_number(date.fromisoformat(iso))
