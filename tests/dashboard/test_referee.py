"""The page for a referee says what the models give now, and its pictures are drawn from the same numbers."""

import json
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import replace

import pytest

from pointeuse.collector.settings import Settings
from pointeuse.collector.store.sums.rollups import totals
from pointeuse.collector.teach.days import EPOCH
from pointeuse.collector.teach.making import made
from pointeuse.collector.valuation import Counts, load_parameters
from pointeuse.collector.valuation.models import METHODS, MODELS, SAME
from pointeuse.collector.valuation.parameters.editions import CURRENT, EDITIONS
from pointeuse.collector.valuation.reversals import HOURS, WAGE, break_evens
from pointeuse.dashboard.referee.alternatives import ALPHA, alphas, hours, wages
from pointeuse.dashboard.referee.beside import PREVIOUS, before, compared
from pointeuse.dashboard.referee.document import drawn, mark
from pointeuse.dashboard.referee.markdown import WRITTEN, times
from pointeuse.dashboard.referee.moved import PICTURED, deciding, others_table, swings_in, swings_table, title
from pointeuse.dashboard.referee.order import NAMES, order_words, ordered
from pointeuse.dashboard.referee.page import FOLDER, PAGE, page, pictures
from pointeuse.dashboard.referee.tornado import SEEN, rows_of, spec_of
from pointeuse.dashboard.referee.year import LAST, PERSON, SEED, case_of, case_with, sums_of

STALE = "it is out of date: make docs"


@pytest.fixture(scope="module")
def case():
    return case_of(CURRENT)


def with_figure(case, name, **ends):
    """Return the year with another low, value or high of one figure."""
    rows = {**case.table, name: replace(case.table[name], **ends)}
    return case_with(case.counts, replace(case.table, rows=rows))


def test_the_page_is_what_the_models_give():
    assert PAGE.read_text("utf-8") == page(), STALE


def test_each_picture_is_drawn_from_the_numbers_of_now_and_there_is_no_other():
    specs = pictures()
    assert set(specs) == set(PICTURED)
    assert {path.name for path in FOLDER.glob("*.svg")} == {f"referee-{model}.svg" for model in specs}
    for model, spec in specs.items():
        assert mark(spec) in (FOLDER / f"referee-{model}.svg").read_text("utf-8"), STALE


@pytest.mark.parametrize("model", PICTURED)
def test_a_picture_names_every_figure_that_can_be_seen_the_widest_on_top(case, model):
    picture = (FOLDER / f"referee-{model}.svg").read_text("utf-8")
    names = [row["figure"] for row in rows_of(swings_in(case, model))]
    places = [picture.index(f">{name}<") for name in names]
    assert names and places == sorted(places)
    assert all(swing.factor >= SEEN for swing in swings_in(case, model)[: len(names)])


def test_a_supposed_range_is_marked_in_the_picture_and_in_the_table(case):
    barely = with_figure(case, "P_LIKE", low=None, high=None)
    rows = {row["figure"]: row for row in rows_of(swings_in(barely, "piece_price"))}
    assert rows["P_LIKE (supposed)"]["supposed"] and not rows["P_COMMENT"]["supposed"]
    picture = drawn(spec_of(list(rows.values()), barely.amount("piece_price"), "EUR"))
    assert ">P_LIKE (supposed)<" in picture and len(set(re.findall(r'fill="(#\w{6})"', picture))) > 3
    line = next(line for line in swings_table(barely, "piece_price").splitlines() if "`P_LIKE`" in line)
    assert line.endswith(f"| supposed: {case.table['P_LIKE'].confidence} |")


def test_the_spec_is_as_it_is_whatever_drew_it(case):
    spec = pictures()["F1"]
    assert "$schema" not in spec and "://" not in json.dumps(spec)
    assert mark(spec) != mark(spec | {"width": 1})


@pytest.mark.parametrize("model", [model.id for model in MODELS if model.id not in SAME.values()])
def test_every_model_is_moved_by_every_figure_that_it_read(case, model):
    text = swings_table(case, model) if model in PICTURED else others_table(case)
    assert swings_in(case, model) or f"{model}: " in text
    for swing in swings_in(case, model):
        assert f"`{swing.row.id}`" in text


def test_the_sums_are_those_that_the_demonstration_keeps(tmp_path):
    here = time.localtime().tm_gmtoff // 60
    made(Settings(data=tmp_path / "demo"), PERSON, 12, SEED, LAST, lambda done: None)
    with closing(sqlite3.connect(tmp_path / "demo" / "pointeuse.db")) as conn:
        last = (LAST - EPOCH).days
        assert tuple(totals(conn, last - 11, last)) == sums_of(12, here)
        assert len(sums_of(12, here)) > 20


def test_the_year_is_the_one_that_the_demonstration_shows(case):
    assert isinstance(case.counts, Counts) and case.counts.country == "FR" and case.counts.days == 365
    assert case.found.version == load_parameters(CURRENT).version
    assert sum(case.counts.hours.values()) > 365


def test_the_sentence_on_what_decides_follows_the_numbers(case):
    every = [swing for model in METHODS for swing in swings_in(case, model)]
    widest = max(every, key=lambda swing: swing.money)
    name, value = widest.row.id, widest.row.value
    assert deciding(case).startswith(f"**In money** these decide: `{name}`")
    calm = with_figure(case, name, low=value * 0.99999, high=value * 1.00001)
    assert f"`{name}`" not in deciding(calm)
    assert f"*{title(METHODS[0])}* rests most on `{swings_in(calm, METHODS[0])[0].row.id}`" in deciding(calm)


def test_the_sentence_on_the_order_follows_the_numbers(case):
    less, more = (model for model, _ in ordered(case)[:2])
    found = break_evens(case.functions[less], case.functions[more], case.ground)
    figure = next(each for each in found if each.at and each.lever.id in case.table and not each.within)
    name, beyond = figure.lever.id, figure.at + (figure.at - figure.lever.value) * 0.1
    assert f"`{name}`" not in reversed_by(case, less)
    ends = {"high": beyond} if beyond > figure.lever.value else {"low": beyond}
    assert f"`{name}`" in reversed_by(with_figure(case, name, **ends), less)
    turned = with_figure(case, name, value=beyond, low=beyond, high=beyond)
    assert [model for model, _ in ordered(turned)[:2]] == [more, less]


def reversed_by(case, less):
    """Return the sentence on what reverses this method and the one above it."""
    text = order_words(case)
    part = text[text.index(f"### {title(less).capitalize()} against") :]
    return re.search(r"\*\*(No single|Inside).*?\*\*", part)[0]


def test_the_wage_and_the_hours_have_a_break_even(case):
    text = order_words(case)
    assert text.count(f"| {NAMES[WAGE]} |") + text.count(f"| {NAMES[HOURS]} |") >= 2


def test_the_doubt_between_the_methods_stands_beside_that_within(case):
    widest = swings_in(case, "captured")[0].row
    calm = with_figure(case, widest.id, low=widest.value, high=widest.value)
    text = compared(calm)
    assert text.count("\n| *") == len(METHODS)
    assert "The choice of the method matters more" in text
    text = compared(with_figure(case, widest.id, high=widest.value * 1e6))
    assert "The figures of one method matter as much" in text
    assert f"Were `{widest.id}` known for certain" in text


def test_the_previous_edition_is_the_one_before_this(case):
    assert list(EDITIONS)[-2:] == [PREVIOUS, CURRENT]
    earlier = case_of(PREVIOUS)
    assert earlier.table.version == EDITIONS[PREVIOUS].version
    factor = case.found.captured / earlier.found.captured
    line = next(line for line in before(case, earlier).splitlines() if line.startswith("| *captured*"))
    assert line.endswith(f"| {times(factor)} |")
    assert WRITTEN.estimate(earlier.found.captured, "EUR") in line


def test_what_changed_most_is_named(case):
    lower, told = with_figure(case, "TAU_DIVIDEND", value=0.001, low=None, high=None), "*F7* changed most"
    assert told in before(lower, case_of(PREVIOUS)) and told not in before(case, case_of(PREVIOUS))


def test_other_shares_are_in_order_and_move_revenue_in_step(case):
    lines = alphas(case).splitlines()[2:]
    shares = [float(line.split("|")[1].split()[0]) for line in lines]
    row = case.table[ALPHA]
    assert shares == sorted(shares) and {row.low, row.value, row.high, 0.54} < set(shares)
    taken = next(line for line in lines if "the value taken" in line)
    assert f" {case.table[ALPHA].value:g} " in taken
    assert wages(case).count("`MINWAGE_HOUR_FR`") == 1
    assert all(f"`{name}`" in wages(case) for name in ("MODERATOR_US", "MTURK_WAGE_MEDIAN"))


def test_active_hours_are_fewer_than_presence(case):
    spent = [float(n.replace(",", "")) for n in re.findall(r"\| ([\d,]+) h \|", hours(case))]
    assert len(spent) == 2 and spent[0] < spent[1]
    assert spent[1] >= sum(case.counts.hours.values()) - 1
