"""Names of platforms and kinds as small integers, and what they stand for in both languages."""

from collections.abc import Iterable

from pointeuse.collector.catalogue import Catalogue


class Codes:
    """Names handed out as small integers, in the order of their first use."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {}

    def of(self, name: str) -> int:
        """Return the code of `name`, a new one when it has none."""
        if name not in self._codes:
            self._codes[name] = len(self.names)
            self.names.append(name)
        return self._codes[name]

    def all(self, names: Iterable[str]) -> list[int]:
        """Return the codes of several names."""
        return [self.of(name) for name in names]


def names(catalogue: Catalogue, kinds: Codes, platforms: Codes) -> dict:
    """Return what the codes stand for; a word the catalogue does not know stands for itself."""
    places = catalogue.platforms | catalogue.captchas
    known = [catalogue.kinds.get(name) for name in kinds.names]
    return {
        "kinds": kinds.names,
        "kind_labels": {
            language: [
                getattr(kind.label, language) if kind else name
                for name, kind in zip(kinds.names, known, strict=True)
            ]
            for language in ("en", "fr")
        },
        "platforms": platforms.names,
        "platform_labels": [places[name].name if name in places else name for name in platforms.names],
    }
