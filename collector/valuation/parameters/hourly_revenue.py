"""How the revenue of an hour follows from yearly revenue, people and minutes, all of one base.

    hourly_rates   what must follow, for every row RHO_ and for those between it and the sources

Monthly users with minutes per monthly user, a population with minutes per head: never one over the other.
"""

from collections.abc import Iterator

from pointeuse.collector.valuation.parameters.derivations import HIGH, LOW, VALUE, Derivation, Inputs

TIKTOK_LONG_DAY = 67
"""Minutes a day in the TikTok app, from TIME_TIKTOK_APP_WORLD_2023: the low end of its hourly revenue."""

YOUTUBE_LONG_DAY = 55.4
"""The same for YouTube, from TIME_YOUTUBE_APP_WORLD_2023."""

UK_USERS = 0.93
"""Share of British adults online who use Facebook, Messenger or Instagram (TIME_META_UK_2025)."""

ELSEWHERE = ("APAC", "ROW", "WORLD")
FAMILY, MINUTES = "TIME_META_FAMILY", "TIME_META_UK_2025"


def hours_a_year(minutes_a_day: float) -> float:
    """Return the hours of a year with so many minutes each day."""
    return minutes_a_day / 60 * 365


def hourly_rates() -> Iterator[Derivation]:
    """Yield what must follow from what."""
    yield from RATES
    for region in ELSEWHERE:
        yield from _meta_elsewhere(region)
    for region in ("NORTH_AMERICA", "EUROPE", "ROW"):
        yield from _snapchat(region)
    for region in ("US", "INTERNATIONAL"):
        yield from _reddit(region)
    for region in ("US_CA", "EUROPE"):
        yield _pinterest(region)
    yield from _yearly_means_of_2023()


def _growth(at: Inputs) -> float:
    before = sum(at[f"META_REV_{region}_2023"] for region in ("US_CA", "EUROPE", "APAC", "ROW"))
    return at["META_REV_WORLD_2025"] / at["META_ARPP_2025"] / (before / at["META_ARPP_2023"])


def _tiktok(at: Inputs) -> float:
    return at["TIKTOK_REV_EU_LATAM_2024"] * at["TIKTOK_SHARE_EUROPE"] / at["TIKTOK_MAU_EUROPE"]


def _youtube(at: Inputs, bound: str = VALUE) -> float:
    return at["YOUTUBE_ADS_ARPU_2025_WORLD", bound]


RATES: tuple[Derivation, ...] = (
    Derivation(
        "META_ARPU_EUROPE_2025",
        VALUE,
        2,
        lambda at: at["META_REV_EUROPE_2025"] / at["FB_MAU_EUROPE_2023", HIGH],
    ),
    Derivation(
        "META_ARPU_US_CA_2025", VALUE, 2, lambda at: at["META_REV_US_CA_2025"] / at["FB_MAU_US_CA_2023", HIGH]
    ),
    Derivation(MINUTES, VALUE, 1, lambda at: at["TIME_FACEBOOK_UK_2025"] + at["TIME_INSTAGRAM_UK_2025"]),
    Derivation(MINUTES, LOW, 1, lambda at: at[FAMILY]),
    Derivation(MINUTES, HIGH, 2, lambda at: at[MINUTES] / UK_USERS),
    Derivation(
        "RHO_META_EUROPE", VALUE, 4, lambda at: at["META_ARPU_EUROPE_2025"] / hours_a_year(at[MINUTES])
    ),
    Derivation(
        "RHO_META_EUROPE", LOW, 4, lambda at: at["META_ARPU_EUROPE_2025"] / hours_a_year(at[MINUTES, HIGH])
    ),
    Derivation("RHO_META_EUROPE", HIGH, 4, lambda at: at["META_ARPU_EUROPE_2025"] / hours_a_year(at[FAMILY])),
    Derivation("RHO_META_US_CA", VALUE, 4, lambda at: at["META_ARPU_US_CA_2025"] / hours_a_year(at[FAMILY])),
    Derivation(
        "RHO_META_US_CA", LOW, 4, lambda at: at["META_ARPU_US_CA_2025"] / hours_a_year(at[FAMILY, HIGH])
    ),
    Derivation(
        "RHO_META_US_CA",
        HIGH,
        4,
        lambda at: (
            at["META_REV_US_CA_2025"] / at["POP_ADULTS_US_CA"] / hours_a_year(at["TIME_META_US_POPULATION"])
        ),
    ),
    Derivation("FB_USERS_GROWTH", VALUE, 3, _growth),
    Derivation(
        "YOUTUBE_ADS_ARPU_2025_WORLD", VALUE, 2, lambda at: at["YOUTUBE_ADS_REV_2025"] / at["YOUTUBE_MAU"]
    ),
    Derivation(
        "YOUTUBE_ADS_ARPU_2025_WORLD", HIGH, 2, lambda at: at["YOUTUBE_ADS_REV_2025"] / at["YOUTUBE_MAU", LOW]
    ),
    *(
        Derivation("RHO_YOUTUBE_WORLD", bound, 4, compute)
        for bound, compute in (
            (VALUE, lambda at: _youtube(at) / hours_a_year(at["TIME_YOUTUBE_US_2023"])),
            (LOW, lambda at: _youtube(at) / hours_a_year(YOUTUBE_LONG_DAY)),
            (HIGH, lambda at: _youtube(at, HIGH) / hours_a_year(at["TIME_YOUTUBE_US_2023"])),
        )
    ),
    Derivation(
        "RHO_TIKTOK_EUROPE", VALUE, 4, lambda at: _tiktok(at) / hours_a_year(at["TIME_TIKTOK_US_2023"])
    ),
    Derivation("RHO_TIKTOK_EUROPE", LOW, 4, lambda at: _tiktok(at) / hours_a_year(TIKTOK_LONG_DAY)),
    Derivation(
        "RHO_X_WORLD", VALUE, 4, lambda at: at["X_ARPU_RECENT_WORLD"] / hours_a_year(at["TIME_X_US_2023"])
    ),
)


def _meta_elsewhere(region: str) -> Iterator[Derivation]:
    """Users are those of 2023 grown as daily people have; the high end takes those of December 2023."""
    rate, revenue, users = f"RHO_META_{region}", f"META_REV_{region}_2025", f"FB_MAU_{region}_2023"

    def grown(at: Inputs) -> float:
        return at[revenue] / (at[users] * at["FB_USERS_GROWTH"])

    yield Derivation(rate, VALUE, 4, lambda at: grown(at) / hours_a_year(at[FAMILY]))
    yield Derivation(rate, LOW, 4, lambda at: grown(at) / hours_a_year(at[FAMILY, HIGH]))
    yield Derivation(rate, HIGH, 4, lambda at: at[revenue] / at[users, HIGH] / hours_a_year(at[FAMILY]))


def _snapchat(region: str) -> Iterator[Derivation]:
    """Revenue per monthly user, as the time is; the high end is per daily user."""
    rate, minutes = f"RHO_SNAPCHAT_{region}", "TIME_SNAPCHAT_US_2023"

    def monthly(at: Inputs) -> float:
        return at["SNAP_DAU_Q4_2025"] / at["SNAP_MAU_Q4_2025"]

    def daily(at: Inputs) -> float:
        return at[f"SNAP_ARPU_2025_{region}"] / hours_a_year(at[minutes])

    yield Derivation(rate, VALUE, 4, lambda at: daily(at) * monthly(at))
    yield Derivation(rate, HIGH, 4, daily)


def _reddit(region: str) -> Iterator[Derivation]:
    """The fourth quarter at the season of the world, per daily user; the low end per weekly user."""
    rate = f"RHO_REDDIT_{region}"

    def daily(at: Inputs) -> float:
        season = at["REDDIT_ARPU_QUARTERS_2025"] / at["REDDIT_ARPU_Q4_2025_WORLD"]
        return at[f"REDDIT_ARPU_Q4_2025_{region}"] * season / hours_a_year(at["TIME_REDDIT_US_2023"])

    yield Derivation(rate, VALUE, 4, daily)
    yield Derivation(
        rate,
        LOW,
        4,
        lambda at: daily(at) * at[f"REDDIT_DAUQ_Q4_2025_{region}"] / at[f"REDDIT_WAUQ_Q4_2025_{region}"],
    )


def _pinterest(region: str) -> Derivation:
    arpu = f"PINS_ARPU_2025_{region}"
    return Derivation(
        f"RHO_PINTEREST_{region}", VALUE, 4, lambda at: at[arpu] / hours_a_year(at["TIME_PINTEREST_US"])
    )


def _yearly_means_of_2023() -> Iterator[Derivation]:
    regions = ("US_CA", "EUROPE", "APAC", "ROW")
    for region in regions:
        yield _quotient(f"META_ARPU_{region}_2023", (f"META_REV_{region}_2023",), f"FB_MAU_{region}_2023")
    whole = tuple(f"META_REV_{region}_2023" for region in regions)
    yield _quotient("META_ARPU_WORLD_2023", whole, "FB_MAU_WORLD_2023")


def _quotient(row: str, over: tuple[str, ...], under: str) -> Derivation:
    return Derivation(row, VALUE, 2, lambda at: sum(at[name] for name in over) / at[under])
