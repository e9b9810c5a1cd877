"""Which countries there are: the codes of ISO 3166-1, and XK, which the post and the statistics use.

countries       their codes
check_country   refuse a code that is none
is_country      whether it is one
"""

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation.parameters.tables import tables_of

MEANT = {"EL": "Greece is GR", "UK": "the United Kingdom is GB", "EN": "England is in GB"}
"""Codes that people write for a country, and what it is called here."""


def countries() -> tuple[str, ...]:
    """Return every code, in the order of the alphabet."""
    return tuple(sorted(tables_of().countries))


def is_country(code: str) -> bool:
    """Tell whether `code` is that of a country."""
    return code in tables_of().countries


def check_country(code: str) -> None:
    """Raise Malformed for a code that is no country's, with the one that may be meant."""
    if not is_country(code):
        hint = MEANT.get(code, "give the two letters of ISO 3166, such as FR")
        raise Malformed(f"There is no country {str(code)[:8]!r}; {hint}.")
