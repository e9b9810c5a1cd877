"""Money: what labour is worth is an estimate of two digits, a wage is a price in full."""

from decimal import Decimal

from babel.numbers import get_currency_precision, get_currency_symbol

from pointeuse.collector.written.numbers import Numbers, exactly, rounded
from pointeuse.collector.written.words import HARD, LOCALES, symbols

DIGITS = 2
WITHOUT_PLACES = 10
"""An estimate from here on has no decimals."""

DECIMALS = {"COP": 0, "HUF": 0, "IDR": 0, "PKR": 0, "RSD": 0}
"""Where the tables of browsers and of Babel disagree: nobody pays with such small coins any more."""
BY_CODE = {"RON"}
"""Written by its code: its sign is another one in every table."""


class Money(Numbers):
    """Amounts in one language. They stand `bare` in a column that names the currency."""

    def estimate(self, amount: float | None, currency: str, bare: bool = False) -> str:
        """Return an estimate, rounded once: to two digits, or to the smallest unit where that is coarser."""
        if amount is None:
            return self.words["none"]
        exact, least = exactly(amount), smallest(currency)
        places = -int(least.as_tuple().exponent)
        if exact and not self.has_coin(amount, currency):
            return self.words["under"].format(amount=self._money(least, places, currency, bare))
        kept = rounded(exact, max(exact.adjusted() - DIGITS + 1, -places))
        return self._money(kept, places if 0 < abs(kept) < WITHOUT_PLACES else 0, currency, bare)

    def range(self, low: float | None, high: float | None, currency: str, bare: bool = False) -> str:
        """Return from where to where an estimate reaches."""
        if low is None or high is None:
            return self.words["none"]
        bounds = {"low": self.estimate(low, currency, bare), "high": self.estimate(high, currency, bare)}
        if bounds["low"] == bounds["high"]:
            return bounds["high"]
        if low and not self.has_coin(low, currency):
            return self.words["up to"].format_map(bounds)
        return " – ".join(bounds.values()) if bare else self.words["range"].format_map(bounds)

    def has_coin(self, amount: float, currency: str) -> bool:
        """Say whether an amount is as much as the smallest unit of its currency."""
        return exactly(amount) >= smallest(currency)

    def rate(self, amount: float | None) -> str:
        """Return what something is multiplied by: two digits in full, or it would not give the product."""
        if amount is None:
            return self.words["none"]
        return self._in_full(amount, DIGITS, least=DIGITS) if amount else "0"

    def price(self, amount: float, currency: str) -> str:
        """Return a known amount, such as a wage: all of its smallest units."""
        places = decimals(currency)
        return self._money(rounded(exactly(amount), -places), places, currency)

    def _money(self, n: Decimal, places: int, currency: str, bare: bool = False) -> str:
        number = self._plain(n, places, places)
        if bare:
            return number
        sign = currency if currency in BY_CODE else self._sign(currency)
        if self.language == "fr":
            return f"{number}{HARD}{sign}"
        return f"{sign}{HARD if sign[-1].isalpha() else ''}{number}"

    def _sign(self, currency: str) -> str:
        return symbols().get(currency) or get_currency_symbol(currency, LOCALES[self.language])


def smallest(currency: str) -> Decimal:
    """Return the smallest unit of a currency, as 0.01."""
    return Decimal(1).scaleb(-decimals(currency))


def decimals(currency: str) -> int:
    """Return how many decimals a price in a currency has."""
    return DECIMALS.get(currency, get_currency_precision(currency))
