"""The counts file and its answer, as JSON (section 4.1 of the valuation's rules; `pointeuse value`).

read_counts  text -> Counts, strict: one sentence names the key that is wrong
as_json      Estimate -> the answer's keys, None for what is not computable
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation.counts.counts import Count, Counts
from pointeuse.collector.valuation.estimate import Estimate, Triple
from pointeuse.collector.valuation.parameters.countries import check_country
from pointeuse.collector.valuation.parameters.money import rate_of
from pointeuse.collector.valuation.parameters.wages import OLDEST, YOUNGEST

AI = ("prompt_licence", "prompt_wage", "preference_market", "preference_wage")
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")
COUNTRY = re.compile(r"[A-Z]{2}")
AGE = f"whole years from {YOUNGEST} to {OLDEST}, or null for an adult"
CURRENCY = re.compile(r"[A-Z]{3}")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _amount(value: Any) -> bool:
    return _number(value) and value >= 0


def _positive(value: Any) -> bool:
    return _number(value) and value > 0


def _age(value: Any) -> bool:
    return _number(value) and value == int(value) and YOUNGEST <= value <= OLDEST


def _word(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _table(valid: Callable[[Any], bool], names: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, dict) and all(names.fullmatch(k) and valid(v) for k, v in value.items())
    )


def _or_none(valid: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or valid(value)


TOP: Mapping[str, tuple[bool, Callable[[Any], bool], str]] = {
    "country": (True, _word(COUNTRY), "two capitals, such as FR"),
    "days": (True, _positive, "a number above 0"),
    "currency": (True, _word(CURRENCY), "three capitals, such as EUR"),
    "fx": (True, _table(_positive, CURRENCY), "units above 0 for 1 EUR, by currency"),
    "hours": (False, _table(_amount, NAME), "hours, 0 or more, by platform"),
    "counts": (False, lambda value: isinstance(value, list), "a list of counts"),
    "wage": (False, _or_none(_positive), "an amount per hour above 0, or null"),
    "age": (False, _or_none(_age), AGE),
}
"""Each key of the file: whether it must be there, what it may hold, and that in words."""

COUNT: Mapping[str, tuple[bool, Callable[[Any], bool], str]] = {
    "kind": (True, _word(NAME), "the name of a kind"),
    "platform": (True, _word(NAME), "the id of a platform"),
    "variant": (False, _or_none(_word(NAME)), "the name of a variant, or null"),
    "n": (True, _number, "a number, below 0 for undone acts"),
    "words": (False, _or_none(_amount), "words per act, 0 or more, or null"),
    "words_read": (False, _or_none(_amount), "words per act, 0 or more, or null"),
    "seconds": (False, _or_none(_amount), "seconds for all n together, 0 or more, or null"),
}
"""Each key of one count, in the same way."""


def read_counts(text: str | bytes) -> Counts:
    """Return the counts of a JSON file. Raises Malformed with one sentence that names the wrong key."""
    try:
        content = json.loads(text, object_pairs_hook=_once, parse_int=float, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed(
            "The counts are not JSON in UTF-8; write an object with country, days and so on."
        ) from error
    _check(content, TOP, "The counts")
    check_country(content["country"])
    rate_of(content["currency"], content["fx"])
    counts, age = content.get("counts", []), content.get("age")
    for index, count in enumerate(counts):
        _check(count, COUNT, f"The entry counts[{index}]")
    acts = tuple(Count(**count) for count in counts)
    return Counts(**{**content, "counts": acts, "age": None if age is None else int(age)})


def _check(value: Any, keys: Mapping[str, tuple[bool, Callable[[Any], bool], str]], where: str) -> None:
    if not isinstance(value, dict):
        raise Malformed(f"{where} must be an object with {', '.join(keys)}.")
    for key in value.keys() - keys.keys():
        raise Malformed(f"{where} has an unknown key {key[:40]!r}; it may have {', '.join(keys)}.")
    for key, (required, valid, words) in keys.items():
        if key not in value and required:
            raise Malformed(f"{where} has no {key}: give {words}.")
        if key in value and not valid(value[key]):
            raise Malformed(f"{where}: {key} must be {words}.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Malformed(f"The counts name {twice[:40]!r} twice in one object; keep one of them.")
    return content


def _no_constant(name: str) -> None:
    raise Malformed(f"The counts hold {name}, which is no number; leave the key out instead.")


def as_json(estimate: Estimate) -> dict[str, Any]:
    """Return the answer to a counts file: its keys, unrounded amounts, None where not computable."""
    revenue = estimate.F1
    return {
        "piece_price": estimate.piece_price,
        "captured": estimate.captured,
        "time_at_wage": estimate.time_at_wage,
        "pieces": {name: _triple(amounts) for name, amounts in estimate.pieces.items()},
        "F1": {
            "gross": revenue.gross,
            "search": revenue.search,
            "net": revenue.net,
            "offsite": revenue.offsite,
            "friends": revenue.friends,
            "low": revenue.low,
            "central": revenue.central,
            "high": revenue.high,
        },
        "F2a": estimate.F2a,
        "F2b": estimate.F2b,
        "F3": _triple(estimate.F3),
        "F4": _triple(estimate.F4),
        "F5": estimate.F5,
        "F6": estimate.F6,
        "services": dict(estimate.services),
        "F7": estimate.F7,
        "F8": estimate.F8,
        "ai": {name: _triple(estimate.panels.get(name)) for name in AI},
    }


def _triple(amounts: Triple | None) -> dict[str, float] | None:
    return None if amounts is None else asdict(amounts)
