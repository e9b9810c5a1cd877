"""The list of models: documented, and reading only the figures that it names."""

import json
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from valued import EXAMPLES, did, seen

import pointeuse
from pointeuse.collector import valuation
from pointeuse.collector.valuation import MODELS, Count, load_parameters, read_counts
from pointeuse.collector.valuation.formulas.policy import SUBSCRIPTIONS
from pointeuse.collector.valuation.formulas.revenue_readings import FRIENDS, MARGINS, SEARCH_MARGIN
from pointeuse.collector.valuation.models import functions_of, models_of
from pointeuse.collector.valuation.parameters.editions import CURRENT, EDITIONS
from pointeuse.collector.valuation.parameters.platforms import platform_facts
from pointeuse.collector.valuation.parameters.tables import tables_of

TABLES = tables_of()
EVERY_MODEL = [(edition, model) for edition in EDITIONS for model in models_of(edition)]
ROOT = Path(__file__).parents[2]
INSTALLED = Path(pointeuse.__file__).parents[1]
ALL_KINDS = did(
    *(
        Count(kind, platform, n=2)
        for kind in TABLES.kinds
        for platform in ("chatgpt", "wikimedia", "google-search")
    ),
    *(Count("captcha", "hcaptcha", variant, n=2) for variant in (None, "text", "audio", "checkbox")),
    hours=dict.fromkeys(platform_facts(), 1.0),
)
PEOPLE = [ALL_KINDS, *(read_counts(json.dumps(example["counts"])) for example in EXAMPLES.values())]


TEXTS = ("title", "question", "formula", "inputs", "unit", "leaves_out")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_a_model_says_what_it_asks_computes_and_leaves_out_in_both_languages(model):
    for part in ("?", "Formula:", "Leaves out:", "Source:"):
        assert part in model.function.__doc__, f"{model.id}: its docstring has no {part}"
    for language in ("en", "fr"):
        assert all(getattr(model, text)[language].strip() for text in TEXTS)
        assert model.question[language].endswith("?")


@pytest.mark.parametrize(("edition", "model"), EVERY_MODEL, ids=lambda part: getattr(part, "id", part))
def test_a_model_s_worked_example_comes_out_to_a_cent(edition, model):
    example = model.example
    assert example.expected > 0
    assert model.function(*seen(example.counts, example.bound, edition)) == pytest.approx(
        example.expected, abs=0.01
    )


@pytest.mark.parametrize(("edition", "model"), EVERY_MODEL, ids=lambda part: getattr(part, "id", part))
def test_a_model_reads_only_the_parameters_it_lists(edition, model):
    for counts in PEOPLE:
        reading, figures = seen(counts, edition=edition)
        model.function(reading, figures)
        unlisted = [name for name in figures.used if not any(fnmatch(name, p) for p in model.parameters)]
        assert not unlisted, f"{model.id} reads {unlisted} too"


@pytest.mark.parametrize(("edition", "model"), EVERY_MODEL, ids=lambda part: getattr(part, "id", part))
def test_a_model_lists_no_parameter_that_does_not_exist(edition, model):
    for pattern in model.parameters:
        assert any(fnmatch(name, pattern) for name in load_parameters(edition)), f"{model.id}: {pattern}"


def test_model_ids_are_unique():
    assert models_of(CURRENT) == MODELS
    for edition in EDITIONS:
        assert len(functions_of(edition)) >= len({model.id for model in models_of(edition)})
        assert len({model.id for model in models_of(edition)}) == len(models_of(edition))


def test_a_model_that_does_not_change_is_the_same_function_in_every_edition():
    """A retired formula stands only where the present one answers otherwise."""
    before, now = functions_of("2026-11"), functions_of(CURRENT)
    retired = {model for model in before if before[model] is not now[model]}
    assert retired == {"F1", "F6", "F7", "F8", "task_wage", "captured"}


def test_tables_name_only_parameters_that_exist():
    cells = [
        *(
            getattr(row, cell)
            for row in TABLES.acts.values()
            for cell in ("seconds", "speed", "words", "price")
        ),
        *(facts.query_price for facts in platform_facts().values()),
        *(f"WTA_{facts.welfare.upper()}_2017" for facts in platform_facts().values() if facts.welfare),
        *(*SUBSCRIPTIONS.values(), *MARGINS.values(), SEARCH_MARGIN, *FRIENDS.values()),
        *(
            TABLES.captcha_row(vendor, variant).seconds
            for vendor in ("arkose", "x")
            for variant in ("", "image")
        ),
    ]
    assert {cell for cell in cells if cell} <= set(load_parameters())


def test_every_rate_family_has_a_row_and_every_rate_a_family():
    families = {facts.rates for facts in platform_facts().values()} - {""}
    rows = [name for name in load_parameters() if name.startswith("RHO_")]
    assert {name.split("_")[1] for name in rows} == families


def test_every_kind_of_the_table_leads_to_an_act():
    assert {act for act, _ in TABLES.kinds.values()} == set(TABLES.acts)


def test_every_country_with_a_wage_has_a_region():
    rows = load_parameters()
    countries = {name.removeprefix("MINWAGE_MONTH_") for name in rows if name.startswith("MINWAGE_MONTH_")}
    assert not [country for country in countries if not TABLES.country(country).region]


def test_public_names_are_the_ones_listed():
    assert all(hasattr(valuation, name) for name in valuation.__all__)
    assert len(set(valuation.__all__)) == len(valuation.__all__)


def test_the_valuation_needs_nothing_but_the_standard_library():
    program = (
        f"import sys; sys.path.insert(0, {str(INSTALLED)!r}); "
        "from pointeuse.collector.valuation import *; "
        "print(estimate(Counts('FR', 1, 'EUR', default_fx(), {'facebook': 1.0})).time_at_wage)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("12.31", "")
