"""The mark of a store whose person is invented: whoever reads or copies such a log has to be told."""

import sqlite3

from pointeuse.collector.errors import Forbidden

INVENTED = "invented"
"""The row of `meta` that holds the mark, and the code of the error that keeps real acts out."""

DEVICE = "invented-"
"""How the device of every invented act begins: a copy of the acts says it line by line."""


def invented_of(conn: sqlite3.Connection) -> str | None:
    """Return whose acts these are, as `persona/days/seed/last day`, or None for a real log.

    While the acts are still being made the last day is missing.
    """
    row = conn.execute("SELECT value FROM meta WHERE name=?", (INVENTED,)).fetchone()
    return row[0] if row else None


def mark_of_answers(conn: sqlite3.Connection) -> dict[str, str]:
    """Return what an answer made from this store has to carry: the mark under `invented`, or nothing."""
    whose = invented_of(conn)
    return {INVENTED: whose} if whose else {}


def mark(conn: sqlite3.Connection, whose: str) -> None:
    """Say that the acts of this store are `whose`. Inside the caller's transaction."""
    conn.execute("INSERT OR REPLACE INTO meta(name, value) VALUES (?,?)", (INVENTED, whose))


def refuse(whose: str | None) -> None:
    """Raise Forbidden for the mark of an invented person: real acts must not get among invented ones."""
    if whose is not None:
        raise Forbidden(
            "This is the log of an invented person, and nothing else may be kept in it. "
            "For your own, stop this one and start `pointeuse`.",
            INVENTED,
        )
