"""The day before which no single act is kept. Sums of days before it are all there is, and are left alone."""

import sqlite3

HORIZON = "horizon"


def horizon_of(conn: sqlite3.Connection) -> int:
    """Return the first local day of which the single acts are kept, in days since 1970-01-01; 0 for all."""
    row = conn.execute("SELECT value FROM meta WHERE name=?", (HORIZON,)).fetchone()
    return int(row[0]) if row else 0


def set_horizon(conn: sqlite3.Connection, day: int) -> None:
    """Keep the horizon. It is the first day of a month, and never goes back."""
    conn.execute("INSERT OR REPLACE INTO meta(name, value) VALUES (?,?)", (HORIZON, str(day)))
