"""Figures that follow from other rows, worked out again whenever the parameters are read.

    DERIVATIONS   a row's id and bound, what it is made of, and the decimals that its table prints

A row changed without the rows that depend on it is an error here, not a wrong chart later.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pointeuse.collector.errors import ParameterError

if TYPE_CHECKING:
    from pointeuse.collector.valuation.parameters.parameter import Parameter

    Rows = Mapping[str, Parameter]

DIRECT_WAGES = ("FR", "UK", "US", "DE", "NL", "IE")
"""Countries whose law states the hour itself; everywhere else the hour is worked out from the month."""

WEEKLY_HOURS = {"BE": 38}
"""Hours of the statutory week where they are not 40."""

TIKTOK_LONG_DAY = 67
"""Minutes a day in the TikTok app, from TIME_TIKTOK_APP_WORLD_2023: the low end of its hourly revenue."""


@dataclass(frozen=True)
class Derivation:
    """`row` at `bound` must be `compute(rows)`, within half of the last of the printed `decimals`."""

    row: str
    bound: str
    decimals: int
    compute: Callable[["Rows"], float]


def hourly_revenue(arpu: float, minutes_a_day: float) -> float:
    """Return revenue per user-hour, from a yearly ARPU and the minutes that a user spends each day."""
    return arpu / (minutes_a_day / 60 * 365)


def _figure(rows: "Rows", name: str, bound: str = "value") -> float:
    """Return what other rows are made of. Raises KeyError without the row, ParameterError without a value."""
    figure = rows[name].at(bound)
    if figure is None:
        raise ParameterError(f"{name}: this row has no value; other rows need it.")
    return figure


def _rate(rate: str, arpu: str, time: str) -> Derivation:
    return _rate_bound(rate, arpu, time, "value", "value")


def _rate_bound(rate: str, arpu: str, time: str, bound: str, time_bound: str) -> Derivation:
    return Derivation(
        rate, bound, 4, lambda rows: hourly_revenue(_figure(rows, arpu), _figure(rows, time, time_bound))
    )


def _quotient(row: str, over: str, under: str, decimals: int) -> Derivation:
    return Derivation(row, "value", decimals, lambda rows: _figure(rows, over) / _figure(rows, under))


def _meta_region(region: str) -> Iterator[Derivation]:
    arpu, rate = f"META_ARPU_{region}_2023", f"RHO_META_{region}"
    if region != "WORLD":
        yield _quotient(arpu, f"META_REV_{region}_2023", f"FB_MAU_{region}_2023", 2)
    yield _rate(rate, arpu, "TIME_META_FAMILY")
    yield _rate_bound(rate, arpu, "TIME_META_FAMILY", "low", "high")
    yield _rate_bound(rate, arpu, "TIME_META_FAMILY", "high", "low")


def _meta_world(rows: "Rows") -> float:
    revenue = sum(_figure(rows, f"META_REV_{region}_2023") for region in ("US_CA", "EUROPE", "APAC", "ROW"))
    return revenue / _figure(rows, "FB_MAU_WORLD_2023")


FIXED: tuple[Derivation, ...] = (
    Derivation("META_ARPU_WORLD_2023", "value", 2, _meta_world),
    *(row for region in ("US_CA", "EUROPE", "APAC", "ROW", "WORLD") for row in _meta_region(region)),
    *(
        _rate(f"RHO_SNAPCHAT_{region}", f"SNAP_ARPU_2025_{region}", "TIME_SNAPCHAT_US_2023")
        for region in ("NORTH_AMERICA", "EUROPE", "ROW")
    ),
    *(
        _rate(f"RHO_REDDIT_{region}", f"REDDIT_ARPU_2025_{region}", "TIME_REDDIT_US_2023")
        for region in ("US", "INTERNATIONAL")
    ),
    *(
        _rate(f"RHO_PINTEREST_{region}", f"PINS_ARPU_2025_{region}", "TIME_PINTEREST_US")
        for region in ("US_CA", "EUROPE")
    ),
    _rate("RHO_TIKTOK_EUROPE", "TIKTOK_ARPU_2024_EUROPE", "TIME_TIKTOK_US_2023"),
    Derivation(
        "RHO_TIKTOK_EUROPE",
        "low",
        4,
        lambda rows: hourly_revenue(_figure(rows, "TIKTOK_ARPU_2024_EUROPE"), TIKTOK_LONG_DAY),
    ),
    _rate("RHO_YOUTUBE_WORLD", "YOUTUBE_ARPU_2025_WORLD", "TIME_YOUTUBE_US_2023"),
    _rate("RHO_X_WORLD", "X_ARPU_RECENT_WORLD", "TIME_X_US_2023"),
    _quotient("META_OPINC_PER_DAP_2025", "META_OPINC_2025", "META_DAP_2025", 2),
    _quotient("GSEARCH_VALUE_PER_QUERY", "GSEARCH_REV_2025", "GSEARCH_QUERIES_YEAR", 4),
    _quotient("YOUTUBE_ARPU_2025_WORLD", "YOUTUBE_REV_2025", "YOUTUBE_MAU", 2),
    _quotient("P_COMMENT", "REDDIT_LICENCE_TCV", "REDDIT_ITEMS", 4),
    Derivation(
        "S_WIKI_EDIT",
        "value",
        1,
        lambda rows: _figure(rows, "WIKI_HOURS") * 3600 / _figure(rows, "WIKI_EDITS"),
    ),
    Derivation(
        "REDDIT_MODS_RATE",
        "value",
        2,
        lambda rows: _figure(rows, "REDDIT_MODS_VALUE") / _figure(rows, "REDDIT_MODS_HOURS") / 365,
    ),
)


COPIES = (
    ("P_LIKE", "value", "NATO_2022_BASKET"),
    ("P_LIKE", "low", "NATO_2020_BASKET"),
    ("P_SHARE", "value", "P_LIKE"),
    ("P_FOLLOW", "value", "NATO_2019_FOLLOW_FACEBOOK"),
    ("P_FOLLOW", "low", "NATO_2019_FOLLOW_INSTAGRAM"),
    ("P_FOLLOW", "high", "NATO_2019_FOLLOW_YOUTUBE"),
    ("P_THUMB", "value", "LABEL_P_TEXT50"),
    ("P_FLAG", "value", "LABEL_P_TEXT50"),
    ("P_THUMB", "high", "P_PREFERENCE"),
)
"""Prices taken over from the value of another row: row, its bound, the other row."""


def _copies() -> Iterator[Derivation]:
    for row, bound, other in COPIES:
        yield _copy(row, bound, other)


def _copy(row: str, bound: str, other: str) -> Derivation:
    return Derivation(row, bound, 5, lambda rows: _figure(rows, other))


def _wage(country: str) -> Derivation:
    weekly = WEEKLY_HOURS.get(country, 40)
    return Derivation(
        f"MINWAGE_HOUR_{country}",
        "value",
        2,
        lambda rows: _figure(rows, f"MINWAGE_MONTH_{country}") * 12 / (weekly * 52),
    )


def _wages(rows: "Rows") -> Iterator[Derivation]:
    for name in rows:
        country = name.removeprefix("MINWAGE_MONTH_")
        if country != name and country not in DIRECT_WAGES:
            yield _wage(country)


def check(rows: "Rows") -> None:
    """Raise ParameterError naming the first row that does not follow from the rows it is made of."""
    for derivation in (*FIXED, *_copies(), *_wages(rows)):
        if not _follows(derivation, rows):
            raise ParameterError(
                f"{derivation.row}: {derivation.bound} does not follow from its inputs; work it out again."
            )


def _follows(derivation: Derivation, rows: "Rows") -> bool:
    try:
        figure, expected = rows[derivation.row].at(derivation.bound), derivation.compute(rows)
    except KeyError as missing:
        raise ParameterError(f"{missing.args[0]}: this row is missing; {derivation.row} needs it.") from None
    return figure is not None and abs(figure - expected) <= 0.5001 * 10**-derivation.decimals
