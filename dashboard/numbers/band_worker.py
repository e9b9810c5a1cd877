"""A worker: the bands of one person's counts, read from stdin, written to stdout.

In:  {"counts": the fields of Counts, "assumptions": a set as `Assumptions.as_json` writes it}
Out: {"piece_price": [5%, 50%, 95%] or null, "captured": .., "time_at_wage": ..}, in the counts' currency
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from pointeuse.collector.valuation.counts.counts import Count, Counts
from pointeuse.collector.valuation.estimate import Triple
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed, read_assumptions
from pointeuse.collector.valuation.uncertainty import bands
from pointeuse.collector.worker import bound_memory

MEMORY_BYTES = 512 << 20


def job(counts: Counts, assumptions: Assumptions) -> bytes:
    """Return what the worker reads: the whole question, so that it needs no database."""
    return json.dumps({"counts": asdict(counts), "assumptions": assumptions.as_json()}).encode()


def answer(given: bytes) -> dict[str, list[float] | None]:
    """Return the band of each method; None where it is not computable."""
    asked = json.loads(given)
    found = bands(_counts(asked["counts"]), assumed(read_assumptions(asked["assumptions"])))
    return {name: _numbers(band) for name, band in found.items()}


def _counts(content: dict[str, Any]) -> Counts:
    return Counts(**content | {"counts": tuple(Count(**row) for row in content["counts"])})


def _numbers(band: Triple | None) -> list[float] | None:
    return None if band is None else [band.low, band.central, band.high]


if __name__ == "__main__":
    bound_memory(MEMORY_BYTES)
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)
