"""Which rows of the figures that ship follow from which others.

derivations   all of them, for the rows that there are
LOW, VALUE, HIGH   the bounds, as the lists write them
"""

from collections.abc import Iterable, Iterator

from pointeuse.collector.valuation.parameters.derivations import HIGH, LOW, VALUE, Derivation, Inputs
from pointeuse.collector.valuation.parameters.hourly_revenue import hourly_rates

DIRECT_WAGES = ("FR", "UK", "US", "DE", "NL", "IE")
"""Countries whose law states the hour itself; everywhere else the hour is worked out from the month."""

WEEKLY_HOURS = {"BE": 38}
"""Hours of the statutory week where they are not 40."""

TOKENS_A_PROMPT, WORDS_A_TOKEN = 69.5, 0.75
"""Of LMSYS-Chat-1M, and the usual ratio for English (WORDS_PROMPT)."""

SHORT_VIDEO_SECONDS = 15
"""A choice: the shortest video that somebody posts (P_VIDEO)."""


def derivations(rows: Iterable[str]) -> Iterator[Derivation]:
    """Yield what must follow from what, among `rows`."""
    yield from hourly_rates()
    yield from FIXED
    for row, bound, other, other_bound in COPIES:
        yield _copy(row, bound, other, other_bound)
    yield from _wages(rows)
    yield from _young(rows)


def _likes(at: Inputs, view: str, comment: str) -> float:
    """What is left for each like and share when views and comments are paid at their own prices."""
    rest = at["NATO_2022_PAID"] - at["NATO_2022_VIEWS"] * at[view] - at["NATO_2022_COMMENTS"] * at[comment]
    return rest / (at["NATO_2022_LIKES"] + at["NATO_2022_SHARES"])


def _views(at: Inputs) -> float:
    return sum(at[f"NATO_2019_VIEW_{name}"] for name in ("FACEBOOK", "TWITTER", "INSTAGRAM", "YOUTUBE")) / 4


FIXED: tuple[Derivation, ...] = (
    Derivation("META_DAP_MEAN_2025", VALUE, -6, lambda at: at["META_REV_WORLD_2025"] / at["META_ARPP_2025"]),
    Derivation(
        "META_OPINC_PER_DAP_2025",
        VALUE,
        2,
        lambda at: at["META_OPINC_2025"] / at["META_DAP_MEAN_2025"],
    ),
    Derivation("META_MONTH_EUROPE_2025", VALUE, 2, lambda at: at["META_ARPU_EUROPE_2025"] / 12),
    Derivation("META_MONTH_WORLD_2025", VALUE, 2, lambda at: at["META_ARPP_2025"] / 12),
    Derivation("MARGIN_META", VALUE, 3, lambda at: at["META_OPINC_2025"] / at["META_REV_WORLD_2025"]),
    Derivation(
        "MARGIN_GOOGLE",
        VALUE,
        3,
        lambda at: at["GOOGLE_SERVICES_OPINC_2025"] / at["GOOGLE_SERVICES_REV_2025"],
    ),
    Derivation(
        "GSEARCH_VALUE_PER_QUERY", VALUE, 4, lambda at: at["GSEARCH_REV_2025"] / at["GSEARCH_QUERIES_YEAR"]
    ),
    Derivation("P_COMMENT", VALUE, 4, lambda at: at["REDDIT_LICENCE_TCV"] / at["REDDIT_ITEMS"]),
    Derivation("S_WIKI_EDIT", VALUE, 1, lambda at: at["WIKI_HOURS"] * 3600 / at["WIKI_EDITS"]),
    Derivation(
        "REDDIT_MODS_RATE", VALUE, 2, lambda at: at["REDDIT_MODS_VALUE"] / at["REDDIT_MODS_HOURS"] / 365
    ),
    Derivation("WORDS_PROMPT", VALUE, 0, lambda _: TOKENS_A_PROMPT * WORDS_A_TOKEN),
    Derivation("P_VIDEO", LOW, 2, lambda at: at["P_VIDEO"] / 60 * SHORT_VIDEO_SECONDS),
    Derivation("NATO_2019_VIEW_MEAN", VALUE, 6, _views),
    Derivation(
        "P_LIKE", VALUE, 4, lambda at: _likes(at, "NATO_2019_VIEW_MEAN", "NATO_2019_COMMENT_INSTAGRAM")
    ),
    Derivation(
        "P_LIKE", LOW, 4, lambda at: _likes(at, "NATO_2019_VIEW_YOUTUBE", "NATO_2019_COMMENT_INSTAGRAM")
    ),
    Derivation("P_LIKE", HIGH, 4, lambda at: _likes(at, "NATO_2019_VIEW_MEAN", "NATO_COMMENT_CHEAP")),
)

COPIES = (
    ("P_SHARE", VALUE, "P_LIKE", VALUE),
    ("P_SHARE", LOW, "P_LIKE", LOW),
    ("P_SHARE", HIGH, "P_LIKE", HIGH),
    ("P_FOLLOW", VALUE, "NATO_2019_FOLLOW_FACEBOOK", VALUE),
    ("P_FOLLOW", LOW, "NATO_2019_FOLLOW_INSTAGRAM", VALUE),
    ("P_FOLLOW", HIGH, "NATO_2019_FOLLOW_YOUTUBE", VALUE),
    ("P_THUMB", VALUE, "LABEL_P_TEXT50", VALUE),
    ("P_FLAG", VALUE, "LABEL_P_TEXT50", VALUE),
    ("P_THUMB", HIGH, "P_PREFERENCE", VALUE),
)
"""Prices taken over from another row: row, its bound, the other row, its bound."""


def _copy(row: str, bound: str, other: str, other_bound: str) -> Derivation:
    return Derivation(row, bound, 5, lambda at: at[other, other_bound])


def _wages(rows: Iterable[str]) -> Iterator[Derivation]:
    for name in rows:
        country = name.removeprefix("MINWAGE_MONTH_")
        if country != name and country not in DIRECT_WAGES:
            yield _wage(country)


def _wage(country: str) -> Derivation:
    hours = WEEKLY_HOURS.get(country, 40) * 52
    return Derivation(
        f"MINWAGE_HOUR_{country}", VALUE, 2, lambda at: at[f"MINWAGE_MONTH_{country}"] * 12 / hours
    )


def _young(rows: Iterable[str]) -> Iterator[Derivation]:
    """Yield the wages at an age that are a share of an adult's: the share is a row of the same name."""
    for name in rows:
        age = name.removeprefix("MINWAGE_SHARE_")
        if age != name:
            yield _at_an_age(age)


def _at_an_age(age: str) -> Derivation:
    adults = f"MINWAGE_HOUR_{age.split('_')[0]}"
    return Derivation(f"MINWAGE_HOUR_{age}", VALUE, 2, lambda at: at[f"MINWAGE_SHARE_{age}"] * at[adults])
