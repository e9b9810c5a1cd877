"""What a file says of value: only names that the figures of the valuation know."""

from collections.abc import Iterator
from types import SimpleNamespace

from pointeuse.collector.errors import CatalogueError
from pointeuse.collector.rules.draft import Draft, Problem, mapping, texts
from pointeuse.collector.valuation.parameters.platforms import facts_of


def problems(draft: Draft) -> Iterator[Problem]:
    """Yield every name under `value` for which there is no figure."""
    for key, named in mapping(draft.data.get("value")).items():
        for name in texts(named) if key != "also" else ():
            try:
                facts_of([SimpleNamespace(id="", value={key: name})])
            except (CatalogueError, TypeError):
                yield Problem(
                    f"value/{key}", f'no figure of the valuation is named "{name}"; leave the key out'
                )
