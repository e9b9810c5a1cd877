"""The slip in one language: every text and figure as it is shown, for whatever lays it out."""

from pointeuse.collector.sums.period import date_of
from pointeuse.collector.teach.personas import name_of
from pointeuse.dashboard.numbers.coverage import SILENT_DAYS
from pointeuse.dashboard.numbers.methods import METHODS, MS_AN_HOUR
from pointeuse.dashboard.payslip.footnotes import footnotes
from pointeuse.dashboard.payslip.formats import Formats
from pointeuse.dashboard.payslip.lines import HOUR

NAMES = {
    "piece_price": lambda of: (of.say("method.piece_price"), of.say("payslip.method.piece_price")),
    "captured": lambda of: (of.say("method.captured"), of.say("payslip.method.captured")),
    "time_at_wage": lambda of: (of.say("method.time_at_wage"), of.say("payslip.method.time_at_wage")),
}


def worded(slip: dict, language: str) -> dict:
    """Return the slip in "en" or "fr". Amounts are in the order of the methods."""
    of = Formats(language, slip["currency"])
    return {
        "language": language,
        "file": _file_name(slip),
        **_head(slip, of),
        "empty": _nothing(slip, of) if not slip["employers"] else None,
        "employee": _employee(slip, of),
        "employer": _employers(slip, of),
        "methods": [dict(zip(("name", "is"), NAMES[name](of), strict=True)) for name in METHODS],
        "columns": _columns(slip, of),
        "employers": [_employer(row, of) for row in slip["employers"]],
        **_totals(slip, of),
        "remarks": _remarks(slip, of),
        "coverage": {"title": of.say("payslip.coverage"), "sentences": _coverage(slip, of)},
        "sources": footnotes(slip, of),
        "keep": of.say("payslip.keep"),
        "mark": of.say("payslip.mark"),
        "made": of.say("payslip.made.on", day=of.day(slip["made"])),
        "owed": of.say("value.not.owed"),
        "page": of.say("payslip.page", page="{page}", pages="{pages}"),
    }


def _head(slip: dict, of: Formats) -> dict:
    period, whose = slip["period"], slip["invented"]
    first, last = period["first"], period["last"]
    title, days = of.title(first, last), of.days(first, last)
    document = of.say("payslip.document", period=of.period(first, last))
    invented = of.say("payslip.invented", whose=getattr(name_of(whose), of.language)) if whose else None
    return {
        "title": of.say("payslip.title"),
        "subtitle": of.say("payslip.subtitle"),
        "document": f"{document}. {invented}" if invented else document,
        "period": title,
        "days": days[0].upper() + days[1:] if period["month"] else title,
        "unfinished": None if period["over"] else of.say("payslip.unfinished"),
        "invented": invented,
    }


def _file_name(slip: dict) -> str:
    """Return what a file with this slip is called, without its ending."""
    days = [date_of(slip["period"][end]).isoformat() for end in ("first", "last")]
    invented = ["invented"] if slip["invented"] else []
    return "-".join(["pointeuse", *invented, "payslip", slip["period"]["month"] or "_".join(days)])


def _nothing(slip: dict, of: Formats) -> str:
    """Say that nothing was counted, and where to look instead."""
    if slip["log"] is None:
        return of.say("payslip.none.ever")
    first, last = map(of.day, slip["log"])
    nothing = of.say("payslip.none", period=of.period(slip["period"]["first"], slip["period"]["last"]))
    elsewhere = of.say("payslip.none.log", **{"from": first, "to": last})
    return f"{nothing} {elsewhere}"


def _employee(slip: dict, of: Formats) -> dict:
    facts = [
        (of.say("payslip.country"), of.country(slip["country"]), []),
        (of.say("payslip.wage"), _wage(slip, of), slip["wage_notes"]),
        (of.say("payslip.hours"), of.time(slip["ms"]), []),
        (of.say("payslip.acts"), of.number(slip["acts"]), []),
        *([(of.say("payslip.unasked"), of.number(slip["unasked"]), [])] if slip["unasked"] else []),
        *([(of.say("payslip.ads"), of.number(slip["ads"]), [])] if slip["ads"] else []),
    ]
    return {
        "label": of.say("payslip.employee"),
        "name": of.say("payslip.you"),
        "facts": [{"label": label, "value": value, "notes": notes} for label, value, notes in facts],
    }


def _wage(slip: dict, of: Formats) -> str:
    if slip["wage"] is None:
        return of.say("payslip.wage.none")
    wage = of.price(slip["wage"], slip["currency"])
    if slip["wage_typed"]:
        return of.say("payslip.wage.typed", wage=wage)
    if slip["wage_age"] is not None:
        return of.say("payslip.wage.age", wage=wage, age=slip["wage_age"])
    return of.say("payslip.wage.legal", wage=wage)


def _employers(slip: dict, of: Formats) -> dict:
    names = [_operator(row, of) for row in slip["employers"]]
    return {"label": of.say_many("payslip.employers", len(names)), "names": of.listed(names)}


def _operator(row: dict, of: Formats) -> str:
    return row["name"][of.language] or of.say("payslip.employer.unknown")


def _columns(slip: dict, of: Formats) -> dict:
    return {
        "what": of.say("payslip.what"),
        "base": of.say("payslip.base"),
        "rate": of.say("payslip.rate"),
        "amount": of.say("payslip.amount"),
        "notes": of.say("payslip.notes"),
        "in": of.say("payslip.in", currency=slip["currency"]),
        "none": of.say("figure.none"),
    }


def _employer(row: dict, of: Formats) -> dict:
    platforms = [_platform(platform, of) for platform in row["platforms"]]
    sums = _amounts(row["amounts"], of) if len(platforms) > 1 else None
    return {"name": _operator(row, of), "amounts": sums, "platforms": platforms}


def _platform(row: dict, of: Formats) -> dict:
    hours = sum(line["quantity"] for line in row["lines"] if line["unit"] == HOUR)
    return {
        "name": row["name"],
        "hours": of.time(hours * MS_AN_HOUR) if hours else "",
        "amounts": _amounts(row["amounts"], of),
        "lines": [_line(line, of) for line in row["lines"]],
    }


def _line(line: dict, of: Formats) -> dict:
    hours = line["unit"] == HOUR
    return {
        "name": _task(line, of),
        "base": of.time(line["quantity"] * MS_AN_HOUR) if hours else of.number(line["quantity"]),
        "rates": [of.factor(line["rates"][name]) for name in METHODS],
        "amounts": _amounts(line["amounts"], of),
        "notes": line["notes"],
    }


def _task(line: dict, of: Formats) -> str:
    """Name what was done, each with its number where several kinds share a line."""
    kinds = line["kinds"]
    if len(kinds) == 1 or line["unit"] == HOUR:
        return kinds[0]["label"][of.language]
    return of.listed(
        of.say("payslip.kind", kind=kind["label"][of.language], n=of.number(kind["n"])) for kind in kinds
    )


def _amounts(by_method: dict, of: Formats) -> list[str]:
    return [of.amount(by_method[name]) for name in METHODS]


def _totals(slip: dict, of: Formats) -> dict:
    """Return the rows at the foot; what was never paid is all of it."""
    methods, currency = slip["methods"], slip["currency"]
    gross, paid = (
        [of.estimate(amount, currency, bare=True) for amount in amounts]
        for amounts in (methods["amount"], slip["paid"])
    )
    bounds = zip(methods["low"], methods["high"], strict=True)
    ranges = [of.range(low, high, currency, bare=True) for low, high in bounds]
    return {
        "totals": [
            {"row": "gross", "label": of.say("payslip.gross"), "amounts": gross},
            {"row": "range", "label": of.say("payslip.range"), "amounts": ranges},
            {"row": "retained", "label": of.say("payslip.retained"), "amounts": gross},
            {"row": "net", "label": of.say("payslip.net"), "amounts": paid},
        ],
        "net": {
            "label": of.say("payslip.net"),
            "amount": of.estimate(slip["paid"][0], currency),
            "by": of.say("payslip.net.by"),
        },
    }


def _remarks(slip: dict, of: Formats) -> list[str]:
    minor = [of.say("value.minor")] if "F1" in slip["why_not"] else []
    disagree = [of.say("value.disagree")] if slip["disagree"] else []
    return [
        of.say("payslip.methods"),
        *_minutes(slip, of),
        *minor,
        *disagree,
        of.say("payslip.rounded"),
        of.say("payslip.dash"),
        of.say("payslip.debt"),
    ]


def _minutes(slip: dict, of: Formats) -> list[str]:
    """Return by which rule the minutes count, and how much of them is there twice."""
    return [of.say("time.rule"), of.say("time.once"), *_twice(slip, of)] if slip["ms"] else []


def _twice(slip: dict, of: Formats) -> list[str]:
    if slip["twice"] is None:
        return [of.say("payslip.twice.later")]
    ms, since = slip["twice"]["ms"], slip["twice"]["since"]
    much = [of.say("time.twice", time=of.time(ms))] if ms else []
    return much if since is None else [*much, of.say("time.twice.since", day=of.day(since))]


def _coverage(slip: dict, of: Formats) -> list[str]:
    """Return what the count leaves out, a sentence each."""
    seen, said = slip["coverage"], []
    said.append(of.say_many("coverage.short", seen["fired"], all=of.number(seen["rules"])))
    if slip["without_figure"] or slip["without_time"]:
        shares = {"acts": of.share(slip["without_figure"]), "minutes": of.share(slip["without_time"])}
        said.append(of.say("value.without", **shares))
    if slip["weak_time"]:
        names = of.listed(slip["weak_time"])
        said.append(of.say_many("value.weak", len(slip["weak_time"]), platforms=names))
    if seen["silent"]:
        said.append(of.say("payslip.silent", days=SILENT_DAYS, platforms=of.listed(seen["silent"])))
    if seen["refused"]:
        said.append(of.say_many("payslip.refused", seen["refused"]))
    words = seen["unknown_kinds"] + seen["unknown_platforms"]
    if words:
        said.append(of.say_many("coverage.unknown", len(words), words=of.listed(words)))
    if slip["task_ms"]:
        said.append(of.say("payslip.tasks", time=of.time(slip["task_ms"])))
    return [*said, of.say("payslip.unseen")]
