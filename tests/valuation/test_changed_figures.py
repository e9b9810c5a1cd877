"""What changed since the edition before: nothing without a reason, no reason for nothing; the page of it."""

import re
from collections import Counter

import pytest

from pointeuse.collector.valuation import changes, load_parameters
from pointeuse.collector.valuation.changes_document import PAGE, document
from pointeuse.collector.valuation.document import cell, figure_of

ONE_SENTENCE = re.compile(r"[A-ZÀ-ÿL].*[^.]\.")


def test_each_change_has_one_reason_and_each_reason_a_change():
    named = Counter(name for line in changes.lines() for name in line.ids)
    assert changes.differing() - named.keys() == set(), "say why in data/changes.csv"
    assert named.keys() - changes.differing() == set(), "these are as they were"
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize("line", changes.lines(), ids=lambda line: line.ids[0])
def test_a_reason_is_a_short_sentence_in_both_languages(line):
    for text in line.why.values():
        assert ONE_SENTENCE.fullmatch(text) and ". " not in text, text
        assert len(text) < 190, text
    assert line.why["en"] != line.why["fr"]


def test_the_page_is_what_the_editions_say():
    assert PAGE.read_text("utf-8") == document(), "it is out of date: make docs"


def test_the_page_has_each_changed_figure_as_it_was_and_as_it_is():
    page, before, now = PAGE.read_text("utf-8"), load_parameters(changes.BEFORE), load_parameters()
    for name in changes.differing() & {*before, *now}:
        [line] = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
        for rows in (before, now):
            assert name not in rows or cell(figure_of(rows[name])) in line, line


def test_the_page_begins_with_the_same_person_before_and_after():
    example = PAGE.read_text("utf-8").split("## ")[1]
    assert re.search(r"\| Captured \| 46\.58 \(22\.39 to 97\.35\) \| ", example)
    assert re.search(r"\| Time at the wage \| 4,390\.89 ", example)
