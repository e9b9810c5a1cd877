"""F1: what platforms earn from this person's attention and searches, and how much of it rests on data."""

from collections.abc import Iterable

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.regions import rate_id

ALPHA = "ALPHA_DATA"
"""The share for advertising beside what somebody reads; of a search, sold on its own words, none is known."""

OFFSITE = ("META", "ALPHA_META_OFFSITE")
"""The family of platforms on which the share was measured once, and that share."""


def gross_attention_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1 gross. What do the platforms take in while this person is there?

    Formula: sum over platforms of hours x RHO_(platform, region), plus Google searches x
    GSEARCH_VALUE_PER_QUERY. Hours per period; RHO in money per user-hour; the price in money per query.
    None when there is time or a query but no rate for any of it, 0 when there is neither (V7).

    Leaves out: time without a rate, searches elsewhere (V20), costs of the service, subscriptions, which are
    the person's own money; an average, never what one person more or less would change. Advertisements seen
    are another road to the same money (F5) and are not here.
    Source: company reports and time surveys named on the RHO_ rows.
    """
    return _sum([*_hourly(reading, figures), *_searches(reading, figures)])


def search_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1 search. How much of it do the searches bring?

    Formula: Google searches x GSEARCH_VALUE_PER_QUERY (money per query). None when there are searches but no
    price for any of them, 0 without any.

    Leaves out: what share of it rests on data about the person: a search is sold on its own words, and nobody
    has measured the rest. It is a mean of the world; a search in a rich country brings more.
    Source: the row GSEARCH_VALUE_PER_QUERY.
    """
    return _sum(_searches(reading, figures))


def attention_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1. How much of the advertising revenue depends on knowing people?

    Formula: ALPHA_DATA (a share, measured on publishers whose cookies were withheld) x sum over platforms of
    hours x RHO_(platform, region). None when there is time or a search but no rate for any of the time, and
    for a minor where the Digital Services Act holds; 0 when there is neither time nor search.

    Leaves out: searches, and what F1 gross leaves out. Advertisements may not follow a minor there (article
    28, 2), so no part of that revenue may depend on knowing who is looking. An average share over everybody:
    one person's leaving changes close to nothing, because others predict that person. ALPHA_DATA comes from
    the open web and is applied to large platforms by assumption.
    Source: Gu, Johnson and Kobayashi 2026; Laub, Miller and Skiera 2023 (row ALPHA_DATA).
    """
    return _shared(reading, figures, ALPHA, reading.hours)


def offsite_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1 check. What would an experiment on Facebook and Instagram themselves give for the time there?

    Formula: ALPHA_META_OFFSITE (a share) x hours on platforms of the Meta family x RHO_META_(region). None
    without time there, and for a minor as F1.

    Leaves out: data from these platforms themselves, which stayed in use: the share is a low one. A check of
    F1, never added to it.
    Source: Wernerfelt, Tuchman, Shapiro and Moakler (row ALPHA_META_OFFSITE).
    """
    family, share = OFFSITE
    there = [platform for platform in reading.hours if reading.facts_of(platform).rates == family]
    return _shared(reading, figures, share, there) if there else None


def hourly_rate(platform: str, reading: Reading, figures: Figures) -> float | None:
    """Return money per hour on `platform`; 0 where searches are priced instead, None without a rate."""
    facts = reading.facts_of(platform)
    if facts.query_price:
        return 0.0
    row = rate_id(facts.rates, reading.region, figures.has) if facts.rates else None
    return figures.money(row) if row else None


def _shared(reading: Reading, figures: Figures, share: str, platforms: Iterable[str]) -> float | None:
    """A share of what the time on `platforms` brings; that of searches is priced by no hour."""
    if not reading.hours and not any(tally.n > 0 for tally in reading.of_act("search")):
        return 0.0
    if not reading.profiled:
        return None
    rates = {p: hourly_rate(p, reading, figures) for p in platforms if not reading.facts_of(p).query_price}
    priced = [reading.hours[platform] * rate for platform, rate in rates.items() if rate is not None]
    return sum(priced, 0.0) * figures.number(share) if priced and figures.has(share) else None


def _sum(amounts: list[float | None]) -> float | None:
    priced = [amount for amount in amounts if amount is not None]
    return None if amounts and not priced else sum(priced, 0.0)


def _hourly(reading: Reading, figures: Figures) -> list[float | None]:
    rates = [(spent, hourly_rate(platform, reading, figures)) for platform, spent in reading.hours.items()]
    return [None if rate is None else spent * rate for spent, rate in rates]


def _searches(reading: Reading, figures: Figures) -> list[float | None]:
    made = [(tally.n, reading.facts_of(tally.platform).query_price) for tally in reading.of_act("search")]
    return [n * figures.money(price) if figures.has(price) else None for n, price in made if n > 0]
