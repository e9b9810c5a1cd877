"""Rows of the log as DataFrames."""

from collections.abc import Iterable, Sequence

import pandas as pd

from pointeuse.collector.store.acts.browse import FIELDS
from pointeuse.collector.sums.daily import AMOUNTS

CATEGORIES = ("kind", "platform", "rule", "device")
ORDER = ("at", "kind", "platform", "n", "ms", "rule", "device", "seq", "offset_min")


def acts_frame(pages: Iterable[list[tuple]]) -> pd.DataFrame:
    """Return pages of (id, *FIELDS) as one table, times as they were on the person's own clock."""
    parts = [_acts(rows) for rows in pages]
    whole = pd.concat(parts, ignore_index=True)
    return whole.astype(dict.fromkeys(CATEGORIES, "category"))


def _acts(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["id", *FIELDS])
    minutes = frame["offset_min"].astype("int64")
    local = frame["at"].astype("int64") + minutes * 60_000
    frame["at"] = pd.to_datetime(local, unit="ms")
    return frame[list(ORDER)]


def days_frame(rows: list[tuple], parts: Sequence[str]) -> pd.DataFrame:
    """Return (day, *parts, *AMOUNTS) as a table."""
    frame = pd.DataFrame(rows, columns=["day", *parts, *AMOUNTS])
    frame["day"] = pd.to_datetime(frame["day"].astype("int64"), unit="D")
    amounts = dict.fromkeys(AMOUNTS, "int64")
    return frame.astype({**amounts, **dict.fromkeys(parts, "category")})
