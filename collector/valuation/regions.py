"""Which row of hourly revenue belongs to a country (V5).

ROWS       the regions tried for a country's own region, in order
EVERYBODY  the regions tried after them, wherever the person lives
"""

from collections.abc import Container

from collector.valuation.tables import Country

ROWS = {
    "US": ("US", "US_CA", "NORTH_AMERICA"),
    "CA": ("US_CA", "NORTH_AMERICA"),
    "EUROPE": ("EUROPE",),
    "APAC": ("APAC",),
}
EVERYBODY = ("ROW", "INTERNATIONAL", "WORLD")


def rate_id(family: str, country: Country, parameters: Container[str]) -> str | None:
    """Return the id of the first RHO_ row of `family` that exists for `country`, or None."""
    for region in (*ROWS.get(country.region, ()), *EVERYBODY):
        if (name := f"RHO_{family}_{region}") in parameters:
            return name
    return None
