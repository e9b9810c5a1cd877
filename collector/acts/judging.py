"""What an act of the right shape may still get wrong: its clock, and what its kind allows."""

from msgspec import UNSET

from pointeuse.collector.acts.shapes import CHUNK_MS, DAY_MS, Act
from pointeuse.collector.catalogue import TIME_KINDS, Catalogue, Kind


def codes_of(acts: list[Act], received_at_ms: int, catalogue: Catalogue) -> dict[int, str]:
    """Return the code of each act, by its index, that cannot be accepted."""
    latest = received_at_ms + DAY_MS
    # Most acts need no look at their kind; said in one expression, because it is done for each of them.
    left = [
        (index, act)
        for index, act in enumerate(acts)
        if not (
            act.n > 0
            and act.detail is UNSET
            and act.at <= latest
            and (act.kind not in TIME_KINDS or 0 < act.ms <= CHUNK_MS * act.n)
        )
    ]
    codes = {index: code_of(act, latest, catalogue.kinds.get(act.kind)) for index, act in left}
    return {index: code for index, code in codes.items() if code}


def code_of(act: Act, latest: int, kind: Kind | None) -> str | None:
    """Return why the act cannot be accepted, or None. `kind` None stands for one this catalogue lacks."""
    if act.at > latest:
        return "clock"
    if act.n == 0:
        return "range"
    if act.n < 0 and kind is not None and not kind.undo:
        return "undo"
    if act.kind in TIME_KINDS and not _is_chunk(act):
        return "range"
    if act.detail is not UNSET and not _is_allowed(act.detail, kind):
        return "detail"
    return None


def _is_chunk(act: Act) -> bool:
    """Time comes in chunks of at most a minute; a full outbox merges `n` of them into one act."""
    return 0 < act.ms <= CHUNK_MS * act.n


def _is_allowed(detail: dict[str, int | str], kind: Kind | None) -> bool:
    if kind is None:  # from a newer extension: kept, but only what cannot hold a text
        return all(isinstance(value, int) for value in detail.values())
    return all(_is_member(value, kind.detail.get(name)) for name, value in detail.items())


def _is_member(value: int | str, allowed: tuple | None) -> bool:
    if allowed is None:
        return False
    if isinstance(allowed[0], str):
        return value in allowed
    return isinstance(value, int) and allowed[0] <= value <= allowed[1]
