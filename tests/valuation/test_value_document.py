"""The page of the models says what the code says."""

import csv

from pointeuse.collector.valuation import MODELS, load_parameters
from pointeuse.collector.valuation.document import PAGE, document
from pointeuse.collector.valuation.parameters.editions import EDITIONS
from pointeuse.collector.valuation.parameters.parameter import DATA


def test_page_is_what_the_models_and_the_parameters_say():
    assert PAGE.read_text("utf-8") == document(), "it is out of date: make docs"


def test_page_names_the_editions_and_what_was_retired_with_each():
    page = PAGE.read_text("utf-8")
    assert all(f"`{edition.name}`" in page and edition.version in page for edition in EDITIONS.values())
    assert "these were retired: `F1`, `F6`, `F7`, `F8`, `captured`." in page


def test_page_has_every_model_and_every_parameter_with_its_source():
    page = document()
    assert all(f"## {model.id}: {model.title['en']}" in page for model in MODELS)
    for row in load_parameters().values():
        line = next(line for line in page.splitlines() if line.startswith(f"| {row.id} |"))
        assert row.source.replace("|", "\\|") in line and row.url in line and row.confidence in line


def test_every_link_of_a_source_is_a_web_address():
    with (DATA / "parameters.csv").open(encoding="utf-8") as table:
        urls = {row["url"] for row in csv.DictReader(table)} - {""}
    assert not [url for url in urls if not url.startswith(("https://", "http://"))]
