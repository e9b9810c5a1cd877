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
