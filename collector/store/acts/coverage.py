"""What was really seen: shown beside every total, so that a silent rule does not pass for no labour."""

import sqlite3

from msgspec import Struct


class RuleSeen(Struct, frozen=True):
    """A rule that has fired: when last (UTC ms of the act) and for how many acts in all."""

    rule: str
    platform: str
    kind: str
    last_at: int
    acts: int


def coverage(conn: sqlite3.Connection) -> list[RuleSeen]:
    """Return every rule that has fired, by platform, rule and kind."""
    rows = conn.execute(
        "SELECT r.name, p.name, k.name, r.last_at, r.acts FROM rule r"
        " JOIN platform p ON p.id = r.platform JOIN kind k ON k.id = r.kind ORDER BY 2, 1, 3"
    )
    return [RuleSeen(*row) for row in rows]


def refusals(conn: sqlite3.Connection) -> dict[str, int]:
    """Return how many acts were refused lately, by code."""
    return dict(conn.execute("SELECT code, count(*) FROM refusal GROUP BY code ORDER BY code"))


def refused_of(conn: sqlite3.Connection, device: str) -> int:
    """Return how many acts of one device were refused lately."""
    return conn.execute(_REFUSED, (device,)).fetchone()[0]


_REFUSED = """
SELECT count(*) FROM refusal JOIN device ON device.id = refusal.device WHERE device.name = ?
"""


def pairs_seen(conn: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """Return every pair of platform and kind that the log has held, sorted."""
    return tuple(conn.execute(_PAIRS).fetchall())


_PAIRS = """
SELECT DISTINCT platform.name, kind.name FROM rule JOIN platform ON platform.id = rule.platform
JOIN kind ON kind.id = rule.kind ORDER BY 1, 2
"""
