"""Writing acts: JSON lines or CSV, with the fields of the published schema and no others.

FORMS      each form by the name that a person chooses it by
file_name  how a file of acts is called, so that an invented log is never taken for a real one
"""

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable

from msgspec import Struct

from pointeuse.collector.store.acts.browse import FIELDS
from pointeuse.collector.store.kept.invented import INVENTED

COLUMNS = (*FIELDS, "detail")


class Form(Struct, frozen=True):
    """`header` gives what a file begins with, `line` what stands for one act; `media` is its MIME type."""

    suffix: str
    media: str
    header: Callable[[bool], str]
    line: Callable[[dict], str]


def exported(act: dict, invented: bool) -> dict:
    """Return an act as a file holds it: marked, where nobody did it."""
    return {**act, INVENTED: True} if invented else act


def file_name(form: Form, day: datetime.date, invented: bool) -> str:
    """Return a name such as pointeuse-2026-11-26.jsonl."""
    return f"pointeuse-{day.isoformat()}{'-invented' if invented else ''}.{form.suffix}"


def _json_line(act: dict) -> str:
    return json.dumps(act, separators=(",", ":")) + "\n"


def _csv_header(invented: bool) -> str:
    return _csv_row([*COLUMNS, INVENTED] if invented else COLUMNS)


def _csv_line(act: dict) -> str:
    detail = json.dumps(act["detail"], separators=(",", ":")) if "detail" in act else ""
    marks = ["true"] if INVENTED in act else []
    return _csv_row([*(act[name] for name in FIELDS), detail, *marks])


def _csv_row(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


FORMS = {
    "json": Form("jsonl", "application/x-ndjson", lambda invented: "", _json_line),
    "csv": Form("csv", "text/csv", _csv_header, _csv_line),
}
