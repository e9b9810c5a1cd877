"""What the catalogue says: kinds, platforms, CAPTCHAs and operators. Standard library at run time.

`EXTENSION` is the only place that knows where the folder is: beside the package in a checkout and in a wheel.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pointeuse.collector.errors import CatalogueError

EXTENSION = Path(__file__).resolve().parent.parent / "extension"
CATALOGUE = EXTENSION / "catalogue"

ATTENTION = "attention"
TASK_TIME = "task-time"
TIME_KINDS = frozenset({ATTENTION, TASK_TIME})
"""The kinds that are time and not acts. `TASK_TIME` is spent in paid tasks: it is never counted as unpaid."""

UNASKED = "captcha.invisible"
AD = "ad"
"""An advertisement that was shown: nobody's act, counted apart."""


@dataclass(frozen=True)
class Label:
    """One text in the two languages of the project."""

    en: str
    fr: str


@dataclass(frozen=True)
class Kind:
    """What was done. `detail` maps a field to (low, high) integers, or to the closed list of its members.

    `is_act` is false of what no total of acts holds.
    """

    id: str
    label: Label
    labour_type: str
    value_forms: tuple[str, ...]
    ai_roles: tuple[str, ...]
    undo: bool
    is_act: bool
    detail: dict[str, tuple]


@dataclass(frozen=True)
class Rule:
    """How a platform shows an act. `kinds` holds `kind` first, then those of its variants."""

    id: str
    kind: str
    kinds: tuple[str, ...]
    confidence: str
    checked_on: str
    credit: str
    on_by_default: bool


@dataclass(frozen=True)
class Platform:
    """What the person sees. `operator` is a key of `Catalogue.operators`; `hosts` are exact or start `*.`.

    `value` is what the valuation needs to know, by key. `task_paths` are the pages of a `paid` platform on
    which its paid tasks are done. `note` is for the person to read.
    """

    id: str
    name: str
    operator: str
    category: str
    hosts: tuple[str, ...]
    rules: tuple[Rule, ...]
    tracks_time: bool
    paid: bool
    task_paths: tuple[str, ...]
    value: Mapping[str, Any]
    note: Label | None


@dataclass(frozen=True)
class Captcha:
    """One product of a CAPTCHA vendor; its acts carry `id` as their platform and as their rule."""

    id: str
    name: str
    operator: str
    hosts: tuple[str, ...]
    confidence: str
    checked_on: str


@dataclass(frozen=True)
class Catalogue:
    """Everything the folder says, each table keyed by id. `labels` holds the names of the closed lists."""

    version: str
    kinds: dict[str, Kind]
    platforms: dict[str, Platform]
    captchas: dict[str, Captcha]
    operators: dict[str, str]
    labour_types: dict[str, Label]
    value_forms: dict[str, Label]
    ai_roles: dict[str, Label]


def load(folder: Path = CATALOGUE) -> Catalogue:
    """Read the catalogue in `folder`. Raises CatalogueError naming the file and the key that is wrong."""
    kinds, operators, version = (folder / f"{name}.json" for name in ("kinds", "operators", "version"))
    with _naming(kinds):
        read = _read(kinds)
        words = {
            name: {key: Label(**text) for key, text in read[name].items()}
            for name in ("labour_types", "value_forms", "ai_roles")
        }
        table = {key: _kind(key, row) for key, row in read["kinds"].items()}
    with _naming(operators):
        owners = {key: row["name"] for key, row in _read(operators)["operators"].items()}
    with _naming(version):
        number = _read(version)["version"]
    catalogue = Catalogue(
        version=number,
        kinds=table,
        platforms=_table(folder / "platforms", _platform),
        captchas=_table(folder / "captchas", _captcha),
        operators=owners,
        **words,
    )
    _agree(catalogue, folder)
    return catalogue


def schema_for(path: Path):
    """Return the jsonschema validator of a catalogue file, chosen by its folder and name."""
    import jsonschema  # a tool of tests and of authors; the serving process never loads it

    name = {"platforms": "platform", "captchas": "captcha"}.get(path.parent.name, path.stem)
    return jsonschema.Draft202012Validator(_read(CATALOGUE / "schema" / f"{name}.schema.json"))


def validate(path: Path) -> None:
    """Check one file against its schema. Raises CatalogueError naming the file and the key."""
    from jsonschema.exceptions import best_match

    error = best_match(schema_for(path).iter_errors(_read(path)))
    if error is not None:
        where = "/".join(str(part) for part in error.absolute_path) or "the top"
        raise CatalogueError(f"{path.name}: {where}: {error.message}. Correct the file and start again.")


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CatalogueError(
            f"{path.name} is missing from the catalogue. Install Pointeuse again."
        ) from error
    except ValueError as error:
        raise CatalogueError(
            f"{path.name} is not JSON: {error}. Correct the file and start again."
        ) from error


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn a missing or unknown key met while reading `path` into a CatalogueError that names both."""
    try:
        yield
    except (KeyError, TypeError, AttributeError) as error:
        raise CatalogueError(f"{path.name}: {error}. Correct the file and start again.") from error


def _table(folder: Path, make: Callable[[dict], object]) -> dict:
    """Return what each file of a folder holds, by id. One is read after the other: all at once are large."""
    table = {}
    for path in sorted(folder.glob("*.json")):
        with _naming(path):
            row = make(_read(path))
        if row.id != path.stem:
            raise CatalogueError(f"{path.name}: id is {row.id!r}. Give the file the name of its id.")
        table[row.id] = row
    return table


def _kind(key: str, row: dict) -> Kind:
    return Kind(
        id=key,
        label=Label(**row["label"]),
        labour_type=row["labour_type"],
        value_forms=tuple(row["value_forms"]),
        ai_roles=tuple(row["ai_roles"]),
        undo=row["undo"],
        is_act=row.get("act", True),
        detail={name: tuple(allowed) for name, allowed in row["detail"].items()},
    )


def _platform(row: dict) -> Platform:
    return Platform(
        id=row["id"],
        name=row["name"],
        operator=row["operator"],
        category=row["category"],
        hosts=tuple(row["hosts"]),
        rules=tuple(_rule(act) for act in row["acts"]),
        tracks_time=row["trackTime"],
        paid=row.get("paid", False),
        task_paths=tuple(row.get("taskPaths", ())),
        value={**row.get("value", {})},
        note=Label(**row["note"]) if "note" in row else None,
    )


def _rule(act: dict) -> Rule:
    kinds = [act["kind"], *(variant["kind"] for variant in act.get("variants", ()))]
    return Rule(
        id=act["id"],
        kind=act["kind"],
        kinds=tuple(dict.fromkeys(kinds)),
        confidence=act["confidence"],
        checked_on=act["checked_on"],
        credit=act["credit"],
        on_by_default=act.get("on", act["confidence"] != "LOW") and act["credit"] != "none",
    )


def _captcha(row: dict) -> Captcha:
    return Captcha(
        id=row["id"],
        name=row["name"],
        operator=row["operator"],
        hosts=tuple(row["hosts"]),
        confidence=row["confidence"],
        checked_on=row["checked_on"],
    )


def _agree(catalogue: Catalogue, folder: Path) -> None:
    def must(known: dict, used: str, file: str, key: str) -> None:
        if used not in known:
            raise CatalogueError(f"{file}: {key}: {used!r} is not in the catalogue. Correct the file.")

    for kind in catalogue.kinds.values():
        must(catalogue.labour_types, kind.labour_type, "kinds.json", f"{kind.id}/labour_type")
        for form in kind.value_forms:
            must(catalogue.value_forms, form, "kinds.json", f"{kind.id}/value_forms")
        for role in kind.ai_roles:
            must(catalogue.ai_roles, role, "kinds.json", f"{kind.id}/ai_roles")
    for place in (*catalogue.platforms.values(), *catalogue.captchas.values()):
        must(catalogue.operators, place.operator, f"{place.id}.json", "operator")
    for platform in catalogue.platforms.values():
        for rule in platform.rules:
            for kind in rule.kinds:
                must(catalogue.kinds, kind, f"{platform.id}.json", f"{rule.id}/kind")


def _no_acts() -> frozenset[str]:
    path = CATALOGUE / "kinds.json"
    with _naming(path):
        return frozenset(key for key, row in _read(path)["kinds"].items() if not row.get("act", True))


NO_ACTS = _no_acts()
"""What no total of acts holds, as `kinds.json` says: time, checks that asked for nothing, advertisements."""
