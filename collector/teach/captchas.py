"""CAPTCHAs as they are met: seconds from the figures of the valuation, counts from `captchas.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FILE = Path(__file__).resolve().parent / "captchas.json"
OUTCOMES = {"solved": 88, "failed": 4, "abandoned": 5, "expired": 3}
SLOWER = 1.25  # the slowest person, beside the slowest mean that was published
QUICKER = 0.7
FURTHER_ROUND = 0.6  # of the time of the first


@dataclass(frozen=True)
class Solved:
    """One CAPTCHA: its product and kind, its time in milliseconds, its detail."""

    captcha: str
    kind: str
    ms: int
    detail: Mapping[str, int | str]


def solved(captcha: str, kind: str, chance: Random) -> Solved:
    """Return one CAPTCHA of a product. Raises KeyError for a kind that the product does not come in."""
    row = _table()[captcha][kind]
    if row["seconds"] is None:
        return Solved(captcha, kind, 0, {"outcome": "auto-passed"} | dict.fromkeys(COUNTS, 0))
    rounds = chance.choice(row["rounds"])
    boards = [chance.choice(row["judgements"]) for _ in range(rounds)]
    labels = sum(min(board, chance.randint(*row["labels"])) for board in boards)
    judgements = sum(boards)
    gestures = labels or rounds
    low, usual, high = _seconds(row["seconds"])
    seconds = chance.triangular(QUICKER * low, SLOWER * high, usual) * (1 + FURTHER_ROUND * (rounds - 1))
    outcome = chance.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    counts = zip(COUNTS, (labels, judgements, rounds, gestures), strict=True)
    return Solved(captcha, kind, round(seconds * 1000), {"outcome": outcome} | dict(counts))


COUNTS = ("labels", "judgements", "rounds", "gestures")


@cache
def _table() -> dict:
    return json.loads(FILE.read_text("utf-8"))


def _seconds(known: str | list[float]) -> tuple[float, float, float]:
    """Return the low, usual and high seconds of a figure, or those of the file where nobody has timed it."""
    if not isinstance(known, str):
        return tuple(known)
    figure = _figures()[known]
    return figure.low or figure.value, figure.value, figure.high or figure.value


@cache
def _figures():
    from pointeuse.collector.valuation import load_parameters

    return load_parameters()
