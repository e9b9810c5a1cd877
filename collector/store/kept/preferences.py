"""What the person has chosen on the dashboard, each with the values it may take."""

import json
import locale
import re
import sqlite3
from collections.abc import Callable

from msgspec import Struct

from pointeuse.collector.errors import Malformed

AGES = range(13, 21)
"""The ages that a person may say; whoever is older is paid as an adult everywhere."""


class Preferences(Struct, frozen=True):
    """`country` ISO 3166 alpha-2, `currency` ISO 4217, `wage_per_hour` in that currency or None.

    `age` is in years, None for an adult.
    """

    country: str = "FR"
    currency: str = "EUR"
    wage_per_hour: float | None = None
    age: int | None = None


def preferences(conn: sqlite3.Connection) -> Preferences:
    """Return what was chosen, and for the rest what the system's own settings suggest."""
    rows = conn.execute("SELECT name, value FROM preference").fetchall()
    chosen = {name: json.loads(value) for name, value in rows if name in _ALLOWED}
    return Preferences(**({"country": guess_country()} | chosen))


def set_preference(conn: sqlite3.Connection, name: str, value: object) -> None:
    """Keep one choice. Raises Malformed for a name or a value that is not allowed."""
    if name not in _ALLOWED or not _ALLOWED[name](value):
        raise Malformed(
            f"{name[:32]!r} cannot be set to that. Choose one of the offered values.", "preference"
        )
    conn.execute(
        "INSERT INTO preference(name, value) VALUES (?,?)"
        " ON CONFLICT(name) DO UPDATE SET value=excluded.value",
        (name, json.dumps(value)),
    )


def guess_country() -> str:
    """Return the country of the system's locale (fr_BE gives BE), else the default."""
    found = re.match(r"[a-z]{2,3}[_-]([A-Z]{2})\b", locale.getlocale()[0] or "")
    return found[1] if found else Preferences().country


def _is_age(value: object) -> bool:
    return value is None or (isinstance(value, int) and value in AGES)


def _is_wage(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100_000


_ALLOWED: dict[str, Callable[[object], bool]] = {
    "country": lambda value: isinstance(value, str) and re.fullmatch("[A-Z]{2}", value) is not None,
    "currency": lambda value: isinstance(value, str) and re.fullmatch("[A-Z]{3}", value) is not None,
    "wage_per_hour": _is_wage,
    "age": _is_age,
}
