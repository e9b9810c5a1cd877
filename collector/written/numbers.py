"""Whole numbers, figures and shares as a language writes them; CLDR's data, by Babel."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from babel import Locale
from babel.numbers import format_decimal, format_percent

from pointeuse.collector.written.words import LOCALES, WORDS

LONGEST = 320
"""Digits of the longest number that there is."""
MOST_PLACES = 3
LEAST_SHARE = Decimal("0.005")


class Numbers:
    """Numbers in one language: "en" or "fr"."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(LOCALES[language])
        self.words = WORDS[language]

    def number(self, n: float) -> str:
        """Return a number with its thousands apart and three decimals at most: whole ones have none."""
        return self._plain(rounded(exactly(n), -MOST_PLACES), places=0, most=MOST_PLACES)

    def figure(self, n: float | None) -> str:
        """Return a figure as its source gives it, to six digits."""
        return self.words["none"] if n is None else self._in_full(n, 6)

    def span(self, value: float | None, low: float | None, high: float | None) -> str:
        """Return a figure with its range in brackets, where it has one."""
        if value is None or low is None and high is None:
            return self.figure(value)
        bounds = [self.figure(value if bound is None else bound) for bound in (low, high)]
        return f"{self.figure(value)} ({' – '.join(bounds)})"

    def share(self, share: float) -> str:
        """Return a part of all as percent; less than half a percent is not nothing."""
        exact = exactly(share)
        if 0 < exact < LEAST_SHARE:
            return self.words["under"].format(amount=format_percent(0.01, locale=self.locale))
        return format_percent(rounded(exact, -2), locale=self.locale)

    def _in_full(self, n: float, digits: int, least: int = 1) -> str:
        """Return a number of `least` to `digits` significant digits, however many zeros these come after."""
        kept = rounded(exactly(n), exactly(n).adjusted() - digits + 1)
        size = kept.adjusted() if kept else 0
        return self._plain(kept, places=max(0, least - 1 - size), most=max(0, digits - 1 - size))

    def _plain(self, n: Decimal, places: int, most: int) -> str:
        """Return a number that is rounded already, with `places` to `most` decimals."""
        fraction = "0" * places + "#" * (most - places)
        with localcontext(prec=LONGEST):
            return format_decimal(n, format=f"#,##0.{fraction}" if most else "#,##0", locale=self.locale)


def exactly(n: float) -> Decimal:
    """Return the decimal number that is read where `n` is printed: halves are halves for everybody."""
    return Decimal(repr(n))


def rounded(n: Decimal, exponent: int) -> Decimal:
    """Return `n` to the nearest multiple of ten to the `exponent`, halves away from zero."""
    with localcontext(prec=LONGEST):
        return n.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
