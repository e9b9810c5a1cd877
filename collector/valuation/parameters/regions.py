"""Which row of hourly revenue belongs to a country (V5).

ROWS       the regions tried for a country's own region, in order
EVERYBODY  the regions tried after them, wherever the person lives
"""

from collections.abc import Callable

ROWS = {
    "US": ("US", "US_CA", "NORTH_AMERICA"),
    "CA": ("US_CA", "NORTH_AMERICA"),
    "EUROPE": ("EUROPE",),
    "APAC": ("APAC",),
}
EVERYBODY = ("ROW", "INTERNATIONAL", "WORLD")


def rate_id(family: str, region: str, has: Callable[[str], bool]) -> str | None:
    """Return the id of the first RHO_ row of `family` that has a figure for `region`, or None."""
    for place in (*ROWS.get(region, ()), *EVERYBODY):
        if has(name := f"RHO_{family}_{place}"):
            return name
    return None
