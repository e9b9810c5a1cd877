"""What was done for AI models: prompts, corrections, feedback and preferences, over time and by platform."""

from pointeuse.collector.catalogue import ATTENTION
from pointeuse.dashboard.numbers.names import Codes
from pointeuse.dashboard.numbers.snapshot import Snapshot

AI_KINDS = ("prompt", "prompt-edit", "regenerate", "thumb-up", "thumb-down", "feedback", "preference")
"""Kinds that train a model wherever they are done; a like on a chatbot's page is not among them."""


def ai_labour(snapshot: Snapshot, kinds: Codes, platforms: Codes) -> dict[str, dict[str, list]]:
    """Return as columns the acts by bucket and kind, by platform and kind, and the time on the platforms."""
    pieces = [piece for piece in snapshot.pieces if piece.kind in AI_KINDS]
    rows = [row for row in snapshot.totals if row.kind in AI_KINDS and row.n > 0]
    places = list(dict.fromkeys(row.platform for row in rows))
    ms = {row.platform: row.ms for row in snapshot.totals if row.kind == ATTENTION}
    starts, ends = zip(*snapshot.period.buckets(), strict=True)
    return {
        "buckets": {"start": list(starts), "end": list(ends)},
        "pieces": {
            "bucket": [piece.bucket for piece in pieces],
            "kind": kinds.all(piece.kind for piece in pieces),
            "n": [piece.n for piece in pieces],
        },
        "acts": {
            "platform": platforms.all(row.platform for row in rows),
            "kind": kinds.all(row.kind for row in rows),
            "n": [row.n for row in rows],
        },
        "time": {"platform": platforms.all(places), "ms": [ms.get(place, 0) for place in places]},
    }
