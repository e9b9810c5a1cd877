"""F2: what the same effort would cost if somebody were paid for it."""

from collections.abc import Iterable

from pointeuse.collector.valuation.counts.reading import Reading, Sum, Tally
from pointeuse.collector.valuation.formulas.draws import larger
from pointeuse.collector.valuation.parameters.figures import Figures
from pointeuse.collector.valuation.parameters.tables import ActRow

READING_SPEED = "WPM_READ"
"""The speed of acts whose words are read, not written."""


def hourly_wage(reading: Reading, figures: Figures) -> float | None:
    """Return money per hour: the wage typed, else the statutory minimum at the age, else None (V8)."""
    if reading.legal_wage is None:
        return reading.counts.wage
    row = reading.legal_wage.row
    return figures.money(row) if figures.has(row) else None


def active_labour(reading: Reading, figures: Figures) -> float | None:
    """F2a. What would the acts themselves cost at the wage?

    Formula: wage x seconds of all acts / 3600. Wage in money per hour (MINWAGE_HOUR_ + country, that of the
    age where the law pays the young less; or typed); seconds logged, else n x S_ or CAPTCHA_S_ per act, else
    words over WPM_COMPOSE or WPM_READ. None without a wage, even when there are no seconds.

    Leaves out: acts that nobody has timed and whose time was not logged; thinking before and after the act.
    Source: minimum wage laws; Card, Moran and Newell 1983; Karat et al. 1999; Brysbaert 2019; Searles et
    al. 2023; Geiger and Halfaker 2013.
    """
    wage = hourly_wage(reading, figures)
    return None if wage is None else wage * seconds_of(reading.tallies, figures) / 3600


def presence(reading: Reading, figures: Figures) -> float | None:
    """F2b, the time at the wage. What would all the time on platforms cost, if being there is work?

    Formula: wage x sum over platforms of max(hours, off-platform seconds / 3600): where a platform has both,
    the longer is paid, so no second counts twice (V11). Hours per period; parameters as F2a.
    None without a wage, even when there is no time.

    Leaves out: acts inside the hours of their platform, which are in those hours already; off-platform acts
    done during the hours of another platform are not recognised as such.
    Source: as F2a. It exceeds the whole revenue of any platform: a claim, not available money.
    """
    wage = hourly_wage(reading, figures)
    return None if wage is None else wage * hours_present(reading, figures)


def hours_present(reading: Reading, figures: Figures) -> float:
    """Return the hours that are paid: every second on a platform or with an act outside one, once."""
    off: dict[str, list[Tally]] = {platform: [] for platform in reading.hours}
    for tally in off_platform(reading):
        off.setdefault(tally.platform, []).append(tally)
    return sum(
        larger(reading.hours.get(platform, 0.0), seconds_of(tallies, figures) / 3600)
        for platform, tallies in off.items()
    )


def off_platform(reading: Reading) -> tuple[Tally, ...]:
    """Return the tallies whose time is not inside the hours of an ad-funded platform."""
    return tuple(tally for tally in reading.tallies if tally.row and tally.row.bucket == "off")


def seconds_of(tallies: Iterable[Tally], figures: Figures) -> float:
    """Return the human seconds of all these tallies."""
    return sum(seconds(tally, figures) for tally in tallies)


def seconds(tally: Tally, figures: Figures) -> float:
    """Return the human seconds of a tally: what was logged, and the default for the acts without a log."""
    if tally.row is None:
        return 0.0
    logged = tally.seconds if tally.n > 0 else 0.0
    return logged + _default_seconds(tally.row, tally.untimed, figures)


def _default_seconds(row: ActRow, acts: Sum, figures: Figures) -> float:
    if figures.has(row.seconds):
        return acts.n * figures.number(row.seconds) if acts.n > 0 else 0.0
    words = acts.words_read if row.speed == READING_SPEED else words_of(row, acts, figures)
    return 60 * words / figures.number(row.speed) if figures.has(row.speed) and words > 0 else 0.0


def words_of(row: ActRow, acts: Sum, figures: Figures) -> float:
    """Return the words written in these acts, a default length for those without one (V10), never below 0."""
    default = figures.number(row.words) if row.words and acts.wordless else 0.0
    return larger(0.0, acts.words + acts.wordless * default)
