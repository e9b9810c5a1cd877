"""The page about what is counted: it is of today, and holds every cell with what is known of it."""

import json
import re
import shutil
from collections import Counter

import pytest

from pointeuse.collector.catalogue import CATALOGUE
from pointeuse.collector.rules.table.document import PAGE, document
from pointeuse.collector.rules.table.glance import GROUPS, groups
from pointeuse.collector.rules.table.rows import reasons, rows
from tests.rules.birdhouse import BIRDHOUSE, NEIGHBOUR, catalogue, written


@pytest.fixture
def folder(tmp_path):
    file = catalogue(tmp_path / "catalogue")
    odd = {**NEIGHBOUR, "name": "Neighbour & Co. (<b>, *new*)"}
    written(file.parent / "neighbour.json", odd)
    return tmp_path / "catalogue"


def section(page: str, name: str) -> str:
    return page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_page_is_of_today():
    assert PAGE.read_text("utf-8") == document(), "it is out of date: make docs"


def test_the_number_of_unknown_cells_is_on_top(folder):
    page = document(folder)
    top = page.partition("\n## ")[0]
    kinds = len(rows(folder)[0].cells)
    unknown = f"**3 of {2 * kinds} cells are not known.** **{kinds - 1} have no word yet.**"
    assert f"{unknown} 2 platforms × {kinds} kinds." in top
    lines = {
        "A rule counts it": 14,
        "It does not exist there, or counts as another kind": 21,
        "Nobody knows": 3,
    }
    for line, number in lines.items():
        assert f"| {line} | {number} |" in top


def test_the_numbers_of_platforms_and_of_kinds_are_those_of_the_cells():
    page, table = document(), rows()
    total = sum((row.sorts() for row in table), Counter())
    assert total.total() == len(table) * len(table[0].cells)
    for title in ("By platform", "By kind"):
        lines = [line for line in section(page, title).splitlines() if re.match(r"\| .*\d", line)]
        numbers = [
            int(number or 0) for line in lines for number in re.findall(r"(?<=\|) (\d*) ?(?=\|)", line)
        ]
        assert sum(numbers) == total.total(), title


def test_each_kind_is_in_one_group_of_the_glance():
    kinds = list(rows()[0].cells)
    grouped = groups([*kinds, "unheard-of"])
    assert sorted(kind for own in grouped.values() for kind in own) == sorted([*kinds, "unheard-of"])
    assert grouped["other"] == ["engagement-other", "unheard-of"]
    assert {kind for own in GROUPS.values() for kind in own} <= set(kinds)


def test_the_glance_shows_what_is_known_best_and_that_something_is_not(folder):
    lines = [line.strip("| ").split(" | ") for line in section(document(folder), "At a glance").splitlines()]
    head = next(line for line in lines if line[0] == "platform")
    signs = dict(zip(head, next(line for line in lines if line[0].startswith("[Birdhouse]")), strict=True))
    assert {name: signs[name] for name in ("react", "publish", "message", "report", "search", "edit")} == {
        **{"react": "●", "publish": "–", "message": "×", "report": "○ ?", "search": "● ?", "edit": "●"},
    }
    assert next(line for line in lines if line[0].startswith("[Neigh"))[1:3] == ["●", "…"]


def test_each_platform_says_what_is_counted_and_why_not(folder):
    said = section(document(folder), "Birdhouse")
    for line in (
        "- Vote, Upvote, Downvote: `birdhouse.vote` (HIGH, checked 2026-08). Evidence: network panel,",
        "**Off until somebody switches it on**\n\n- Report: `birdhouse.report` (LOW, checked 2026-08).",
        "- Message: Birds talk over a socket. Evidence: network panel, own account (2026-08-15).",
        "Choice between two AI answers, Survey answer, Microtask accepted,",
        "**Not known**\n\n- Moderation, Click on a search result, Location given: last looked on 2026-08-15.",
        "- Share: `birdhouse.list`. Evidence: network panel, own account (2026-08).",
    ):
        assert line in said
    assert "No word yet" not in said


def test_what_nobody_wrote_about_is_shown_and_a_name_is_only_a_name(folder):
    page = document(folder)
    name = r"Neighbour & Co. (\<b>, \*new\*)"
    assert f"[{name}](#neighbour--co-b-new)" in page
    assert "**No word yet**\n\n- Dislike, Upvote, " in section(page, name)


def test_every_reason_of_the_catalogue_is_on_the_page_with_its_evidence():
    page = document().replace("\\", "")
    for row in rows():
        for reason in reasons(row):
            assert reason.looked_on in section(page, row.name)
            assert all(each.rstrip(".") in page for each in reason.evidence), row.name
            assert reason.because is None or reason.because.en.rstrip(".") in page, row.name


def test_every_row_of_a_folder_has_the_kinds_of_that_folder(folder):
    shutil.copy(CATALOGUE / "kinds.json", folder)
    kinds = json.loads((folder / "kinds.json").read_text("utf-8"))
    del kinds["kinds"]["click"]
    written(folder / "kinds.json", kinds)
    assert all("click" not in row.cells for row in rows(folder))
    assert [row.file["id"] for row in rows(folder)] == [BIRDHOUSE["id"], NEIGHBOUR["id"]]
