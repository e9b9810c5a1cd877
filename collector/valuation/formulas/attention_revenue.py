"""F1: what platforms earn from this person's attention and searches."""

from pointeuse.collector.valuation.counts.reading import Reading
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.regions import rate_id


def gross_attention_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1 gross. What do the platforms take in while this person is there?

    Formula: sum over platforms of hours x RHO_(platform, region), plus Google searches x
    GSEARCH_VALUE_PER_QUERY. Hours per period; RHO in money per user-hour; the price in money per query.
    None when there is time or a query but no rate for any of it, 0 when there is neither (V7).

    Leaves out: time without a rate, searches elsewhere (V20), costs of the service; an average, never what
    one person more or less would change. Advertisements seen are another road to the same money (F5, which
    would need them counted) and are not here.
    Source: company reports and time surveys named on the RHO_ rows.
    """
    revenue = [*_hourly(reading, figures), *_searches(reading, figures)]
    priced = [amount for amount in revenue if amount is not None]
    return None if revenue and not priced else sum(priced, 0.0)


def attention_revenue(reading: Reading, figures: Figures) -> float | None:
    """F1. How much of that revenue would be gone without this person's data?

    Formula: ALPHA_DATA (a share, measured on publishers whose cookies were withheld) x F1 gross.
    None exactly where F1 gross is.

    Leaves out: what F1 gross leaves out. ALPHA_DATA comes from the open web and is applied to large
    platforms by assumption.
    Source: Ravichandran and Korula 2019; Gu, Johnson and Kobayashi 2026 (row ALPHA_DATA).
    """
    gross = gross_attention_revenue(reading, figures)
    return None if gross is None else gross * figures.number("ALPHA_DATA")


def hourly_rate(platform: str, reading: Reading, figures: Figures) -> float | None:
    """Return money per hour on `platform`; 0 where searches are priced instead, None without a rate."""
    facts = reading.facts_of(platform)
    if facts.query_price:
        return 0.0
    row = rate_id(facts.rates, reading.region, figures.has) if facts.rates else None
    return figures.money(row) if row else None


def _hourly(reading: Reading, figures: Figures) -> list[float | None]:
    rates = [(spent, hourly_rate(platform, reading, figures)) for platform, spent in reading.hours.items()]
    return [None if rate is None else spent * rate for spent, rate in rates]


def _searches(reading: Reading, figures: Figures) -> list[float | None]:
    made = [(tally.n, reading.facts_of(tally.platform).query_price) for tally in reading.of_act("search")]
    return [n * figures.money(price) if figures.has(price) else None for n, price in made if n > 0]
