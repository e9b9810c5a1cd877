"""The dashboard's texts in one language, with figures as they are written in it."""

from collections.abc import Iterable

from pointeuse.collector.written import Written
from pointeuse.dashboard.wording import texts


class Formats(Written):
    """One language, "en" or "fr". Amounts stand in columns that name their `currency`."""

    def __init__(self, language: str, currency: str = "EUR") -> None:
        super().__init__(language)
        self.currency = currency
        self._texts = texts(language)

    def say(self, key: str, **given: object) -> str:
        """Return a text with its words taken in. Raises KeyError for a key or a word that is missing."""
        return self._texts[key].format_map(given)

    def say_many(self, key: str, count: int, **given: object) -> str:
        """Return the text of `key` for `count` things: "key.one" or "key.other"."""
        form = "one" if self.locale.plural_form(count) == "one" else "other"
        return self.say(f"{key}.{form}", count=self.number(count), **given)

    def amount(self, amount: float | None) -> str:
        """Return an estimate for a column; a dash where there is no figure."""
        return "–" if amount is None else self.estimate(amount, self.currency, bare=True)

    def factor(self, amount: float | None) -> str:
        """Return what one hour or act is counted at, for a column; a dash where there is no figure."""
        return "–" if amount is None else self.rate(amount)

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return self.locale.territories.get(code, code)

    def listed(self, names: Iterable[str]) -> str:
        """Return names in a row."""
        return ", ".join(names)
