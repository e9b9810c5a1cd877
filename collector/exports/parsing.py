"""Reading acts back: each line on its own, so that a bad one is named and the others are not lost."""

import csv
import re
from collections.abc import Iterable, Sequence

import msgspec

from pointeuse.collector.acts.one_by_one import Doubled, judge, parsed
from pointeuse.collector.acts.shapes import DAY_MS, DeviceId
from pointeuse.collector.catalogue import Catalogue
from pointeuse.collector.errors import Malformed
from pointeuse.collector.store.acts.browse import FIELDS
from pointeuse.collector.store.acts.restore import Line
from pointeuse.collector.store.kept.invented import INVENTED

NUMBERS = ("seq", "at", "offset_min", "ms", "n")
LONGEST = 4096  # characters of a line; an act with all that it may hold has a third of that


class Reader:
    """Reads lines of one file. Raises Malformed when made with a header of CSV that lacks a column."""

    def __init__(self, form: str, header: str | None, catalogue: Catalogue):
        self._catalogue = catalogue
        self._columns = _columns(header or "") if form == "csv" else None

    def read(self, lines: Sequence[str], first: int, now_ms: int) -> tuple[list[Line], list[tuple[int, str]]]:
        """Return the acts of the lines, counted from `first`, and why others are refused; blanks are not."""
        kept, refused = [], []
        for number, text in enumerate(lines, first):
            if text.strip():
                found = self._one(text, number, now_ms + DAY_MS)
                kept.append(found) if isinstance(found, Line) else refused.append((number, found))
        return kept, refused

    def _one(self, text: str, number: int, latest: int) -> Line | str:
        """Return the act of a line, or the code of why there is none. Nothing of the line is repeated."""
        try:
            raw = self._raw(text)
        except (ValueError, csv.Error, RecursionError):
            return "json" if self._columns is None else "csv"
        if isinstance(raw, Doubled):
            return "duplicate-key"
        if not isinstance(raw, dict):
            return "shape"
        if raw.pop(INVENTED, False) is not False:
            return INVENTED
        device = _device(raw.pop("device", None))
        if device is None:
            return "shape"
        act = judge(raw, latest, self._catalogue)
        return act if isinstance(act, str) else Line(number, device, act)

    def _raw(self, text: str) -> object:
        if len(text) > LONGEST:
            raise ValueError("longer than any act")
        return parsed(text) if self._columns is None else _from_cells(self._columns, text)


def is_header(line: str) -> bool:
    """Say whether this is how a CSV file of acts begins."""
    try:
        return set(FIELDS) <= set(_cells(line))
    except (csv.Error, StopIteration):
        return False


def _columns(header: str) -> list[str]:
    if not is_header(header):
        raise Malformed(f"The first line of a CSV file must name its columns: {','.join(FIELDS)}.", "header")
    return _cells(header)


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], strict=True), [])


def _from_cells(columns: Iterable[str], text: str) -> dict:
    raw: dict[str, object] = dict(zip(columns, _cells(text), strict=True))
    for name in NUMBERS:
        raw[name] = _number(str(raw[name]))
    detail, mark = raw.pop("detail", ""), raw.pop(INVENTED, "")
    more = ({"detail": parsed(str(detail))} if detail else {}) | ({INVENTED: True} if mark else {})
    return raw | more


def _number(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,16}", text):
        raise ValueError("not a whole number")
    return int(text)


def _device(name: object) -> str | None:
    try:
        return msgspec.convert(name, DeviceId)
    except msgspec.ValidationError:
        return None
