"""A set of assumptions that was kept long ago gives what it gave then, under the version that it had."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from valued import EXAMPLES

from pointeuse.collector.valuation import estimate, load_parameters, read_counts
from pointeuse.collector.valuation.parameters.assumptions import assumed, read_assumptions

KEPT = sorted((Path(__file__).parents[1] / "vectors" / "assumptions").glob("*.json"))


@pytest.mark.parametrize("file", KEPT, ids=[file.stem for file in KEPT])
def test_an_old_set_gives_what_it_gave(file):
    old = json.loads(file.read_text("utf-8"))
    kept = read_assumptions(old["set"], load_parameters())
    counts = read_counts(json.dumps(EXAMPLES["a"]["counts"]))
    found = estimate(replace(counts, fx=kept.fx(), region=kept.region), assumed(load_parameters(), kept))
    assert found.version == old["version"]
    for method, amounts in old["was"].items():
        triple = found.methods[method]
        assert [triple.low, triple.central, triple.high] == pytest.approx(amounts)
