"""What was worked out once is worked out so for ever: sets and figures of editions that no longer ship."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from valued import EXAMPLES

from pointeuse.collector.valuation import estimate, read_counts
from pointeuse.collector.valuation.parameters.assumptions import (
    Assumptions,
    assumed,
    read_assumptions,
    version_of,
)
from pointeuse.collector.valuation.parameters.editions import CURRENT, FIRST
from pointeuse.collector.valuation.per_unit import units_of, valued

VECTORS = Path(__file__).parents[1] / "vectors"
KEPT = sorted((VECTORS / "assumptions").glob("*.json"))
OLD = json.loads((VECTORS / "amounts" / "2026-11.json").read_text("utf-8"))


def as_the_set_has_it(counts, kept):
    return replace(read_counts(json.dumps(counts)), fx=kept.fx(), region=kept.region)


def three(triple):
    return triple and [triple.low, triple.central, triple.high]


@pytest.mark.parametrize("file", KEPT, ids=[file.stem for file in KEPT])
def test_an_old_set_gives_what_it_gave(file):
    old = json.loads(file.read_text("utf-8"))
    kept = read_assumptions(old["set"])
    found = estimate(as_the_set_has_it(EXAMPLES["a"]["counts"], kept), assumed(kept))
    assert found.version == old["version"]
    for method, amounts in old["was"].items():
        assert three(found.methods[method]) == pytest.approx(amounts)


@pytest.mark.parametrize("row", OLD["amounts"], ids=lambda row: f"{row['person']}-{row['set']}")
def test_every_model_of_the_first_edition_gives_what_it_gave(row):
    kept = read_assumptions(OLD["sets"][row["set"]])
    counts = as_the_set_has_it(OLD["people"][row["person"]], kept)
    found = estimate(counts, assumed(kept))
    assert (kept.edition, found.version) == (FIRST, row["version"])
    amounts = {**found.methods, **found.panels}
    for model, was in row["models"].items():
        assert three(amounts[model]) == (None if was is None else pytest.approx(was)), model


def test_rates_by_platform_are_those_of_the_edition_too():
    """A day of the first edition, valued platform by platform as the pages do, adds up to its estimate."""
    kept = Assumptions(edition=FIRST)
    person = as_the_set_has_it(OLD["people"][0], kept)
    rows = [(0, "facebook", "attention", 1, 365 * 3_600_000, 1), (0, "google-search", "query", 100, 0, 100)]
    found = valued(
        rows, units_of([(platform, kind) for _, platform, kind, *_ in rows], person, assumed(kept))
    )
    rates = {row.platform: row.captured for row in found}
    assert rates == pytest.approx(
        {"facebook": 365 * 0.2492 * 0.52 / 1.10, "google-search": 4.49 * 0.52 / 1.10}
    )


def test_a_set_says_its_edition_but_for_those_from_before_there_were_any():
    assert "edition" not in Assumptions(edition=FIRST).as_json()
    assert Assumptions().as_json()["edition"] == CURRENT
    assert version_of(Assumptions(edition=FIRST)) == "c362d41b2c80"
    for edition in (FIRST, CURRENT):
        kept = Assumptions(region="US", edition=edition)
        assert read_assumptions(kept.as_json()) == kept
