"""Texts, numbers, money, time and days as the reader of one language writes them; CLDR's data, by Babel.

The pages write them with the browser's own copy of the same data (`kit/format.js`).
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from pointeuse.collector.sums.period import date_of
from pointeuse.dashboard.wording import texts

LOCALES = {"en": "en_GB", "fr": "fr_FR"}
SMALLEST = 0.0001
"""Of an amount: what is less is "under" it."""
LONGEST = 320
"""Digits of the longest number that there is."""


class Formats:
    """One language. An amount is never more precise than two digits, a price is to the cent."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(LOCALES[language])
        self._texts = texts(language)

    def say(self, key: str, **given: object) -> str:
        """Return a text with its words taken in. Raises KeyError for a key or a word that is missing."""
        return self._texts[key].format_map(given)

    def say_many(self, key: str, count: int, **given: object) -> str:
        """Return the text of `key` for `count` things: "key.one" or "key.other"."""
        form = "one" if self.locale.plural_form(count) == "one" else "other"
        return self.say(f"{key}.{form}", count=self.number(count), **given)

    def number(self, n: float) -> str:
        """Return a whole number with its thousands apart."""
        return format_decimal(round(n), format="#,##0", locale=self.locale)

    def figure(self, n: float | None) -> str:
        """Return a figure as its source gives it, to six digits."""
        return self.say("figure.none") if n is None else self._digits(n, 6)

    def span(self, value: float | None, low: float | None, high: float | None) -> str:
        """Return a figure with its range in brackets, where it has one."""
        if value is None or low is None and high is None:
            return self.figure(value)
        bounds = [self.figure(value if bound is None else bound) for bound in (low, high)]
        return f"{self.figure(value)} ({' – '.join(bounds)})"

    def amount(self, amount: float | None, none: str = "–") -> str:
        """Return money without its currency, two digits; `none` where there is no figure."""
        if amount is None:
            return none
        if 0 < amount < SMALLEST:
            return self.say("figure.under", amount=self._digits(SMALLEST, 2, least=2))
        return self._digits(amount, 2, least=2) if amount else "0"

    def range(self, low: float | None, high: float | None) -> str:
        """Return from where to where an amount reaches."""
        if low is None or high is None:
            return self.say("figure.none")
        bounds = [self.amount(low), self.amount(high)]
        return bounds[0] if bounds[0] == bounds[1] else " – ".join(bounds)

    def price(self, amount: float, currency: str) -> str:
        """Return a known amount, such as a statutory wage: to the cent."""
        return f"{format_decimal(amount, format='#,##0.00', locale=self.locale)}\u00a0{currency}"

    def share(self, share: float) -> str:
        """Return a part of all as percent; less than half a percent is not nothing."""
        little = 0 < share < 0.005
        text = format_percent(0.01 if little else share, locale=self.locale)
        return self.say("figure.under", amount=text) if little else text

    def time(self, ms: int) -> str:
        """Return seconds, minutes, or hours with minutes."""
        minutes = round(ms / 60_000)
        if ms > 0 and minutes == 0:
            return self.say("time.seconds", seconds=self.number(max(1, ms / 1000)))
        if minutes < 60:
            return self.say("time.minutes", minutes=self.number(minutes))
        return self.say("time.hours", hours=self.number(minutes // 60), minutes=f"{minutes % 60:02}")

    def day(self, day: int) -> str:
        """Return a local day as a date."""
        return self._first(format_date(date_of(day), "long", locale=self.locale))

    def days(self, first: int, last: int) -> str:
        """Return a stretch of days, with its month and year once where it has but one."""
        start, end = date_of(first), date_of(last)
        alike = (start.year, start.month) == (end.year, end.month)
        begin = self._first(f"{start.day} ").strip() if alike else self.day(first)
        return self.say("payslip.days", **{"from": begin, "to": self.day(last)})

    def month(self, day: int) -> str:
        """Return the month that a local day is in."""
        return format_skeleton("yMMMM", date_of(day), locale=self.locale)

    def weekday(self, day: int) -> str:
        """Return the short name of a weekday, 0 for Monday."""
        return self.locale.days["stand-alone"]["abbreviated"][day]

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return self.locale.territories.get(code, code)

    def listed(self, names: Iterable[str]) -> str:
        """Return names in a row."""
        return ", ".join(names)

    def _first(self, text: str) -> str:
        """The first of a French month has a name of its own, which CLDR leaves out."""
        return text.replace("1 ", "1er ", 1) if self.language == "fr" and text.startswith("1 ") else text

    def _digits(self, n: float, most: int, least: int = 1) -> str:
        """Return a number of `least` to `most` significant digits."""
        with localcontext(prec=LONGEST):
            exact = Decimal(repr(n))
            kept = exact.quantize(Decimal(1).scaleb(exact.adjusted() - most + 1), ROUND_HALF_UP)
            size = kept.adjusted() if kept else 0
            zeros = max(0, least - 1 - size)
            fraction = "0" * zeros + "#" * max(0, most - 1 - size - zeros)
            pattern = f"#,##0.{fraction}" if fraction else "#,##0"
            return format_decimal(kept, format=pattern, locale=self.locale)
