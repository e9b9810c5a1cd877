"""What kind of work it was: which acts served which form of value, by the types of labour and the AI roles.

The words are those of A. Casilli, En attendant les robots (2019), and of P. Tubaro, A. Casilli and
M. Coville, The trainer, the verifier, the imitator (2020). The catalogue says which kind is which.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from pointeuse.collector.catalogue import Catalogue, Kind, Label
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.dashboard.numbers.names import Codes

LANGUAGES = ("en", "fr")
TABLES = ("forms", "types", "roles")


def mix(rows: Sequence[Total], catalogue: Catalogue, kinds: Codes) -> dict:
    """Return the acts by kind, and how many served each value form, labour type and AI role.

    `served` are columns of value form and labour type. An act that serves several forms or roles counts in
    each, so they do not add up to `acts`. A kind that the catalogue does not know is in none of it.
    """
    acts = _acts(rows, catalogue)
    known = [catalogue.kinds[name] for name in acts]
    served = _summed(((form, kind.labour_type), acts[kind.id]) for kind in known for form in kind.value_forms)
    forms, types, roles = (list(table) for table in _tables(catalogue))
    pairs = [(form, type_) for form in forms for type_ in types if (form, type_) in served]
    return {
        "acts": sum(acts.values()),
        "ids": {"forms": forms, "types": types, "roles": roles},
        "labels": {name: _labels(table) for name, table in zip(TABLES, _tables(catalogue), strict=True)},
        "served": {
            "form": [forms.index(form) for form, _ in pairs],
            "type": [types.index(type_) for _, type_ in pairs],
            "n": [served[pair] for pair in pairs],
        },
        "types": _column(types, _summed((kind.labour_type, acts[kind.id]) for kind in known)),
        "roles": _column(roles, _summed((role, acts[kind.id]) for kind in known for role in kind.ai_roles)),
        "kinds": {
            "kind": kinds.all(kind.id for kind in known),
            "n": list(acts.values()),
            "type": [types.index(kind.labour_type) for kind in known],
            "forms": [[forms.index(form) for form in kind.value_forms] for kind in known],
            "roles": [[roles.index(role) for role in kind.ai_roles] for kind in known],
        },
    }


def _tables(catalogue: Catalogue) -> tuple[dict[str, Label], ...]:
    return catalogue.value_forms, catalogue.labour_types, catalogue.ai_roles


def _acts(rows: Iterable[Total], catalogue: Catalogue) -> dict[str, int]:
    """Return the acts that still stand, by kind, the most frequent first."""
    sums = _summed((row.kind, row.n) for row in rows if _is_act(catalogue.kinds.get(row.kind)))
    return {kind: n for kind, n in sums.most_common() if n > 0}


def _is_act(kind: Kind | None) -> bool:
    return kind is not None and kind.is_act


def _summed(pairs: Iterable[tuple]) -> Counter:
    found: Counter = Counter()
    for key, n in pairs:
        found[key] += n
    return found


def _labels(table: dict[str, Label]) -> dict[str, list[str]]:
    return {language: [getattr(label, language) for label in table.values()] for language in LANGUAGES}


def _column(order: Sequence[str], sums: Counter) -> list[int]:
    return [sums[name] for name in order]
