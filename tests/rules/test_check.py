"""`pointeuse rules check`: a table of broken files, each with every sentence that must come."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pointeuse.collector.catalogue import CATALOGUE
from pointeuse.collector.commands.rules import check
from pointeuse.collector.rules.check import problems, summary
from pointeuse.collector.rules.draft import read
from tests.collector.command_line import run
from tests.rules.birdhouse import BIRDHOUSE, catalogue, changed, written

HERE = Path(__file__).parent
BROKEN = {row["what"]: row for row in json.loads((HERE / "broken.json").read_text("utf-8"))}
BROKEN_CAPTCHAS = {row["what"]: row for row in json.loads((HERE / "broken-captchas.json").read_text("utf-8"))}
SHIPPED = sorted([*CATALOGUE.glob("platforms/*.json"), *CATALOGUE.glob("captchas/*.json")])
CAPTCHA = json.loads((CATALOGUE / "captchas" / "recaptcha-v2.json").read_text("utf-8"))


@pytest.fixture
def file(tmp_path) -> Path:
    return catalogue(tmp_path / "catalogue")


def said(file: Path, capsys) -> list[str]:
    """Return what is said of a file that has something wrong, without its name, full stops and long lists."""
    assert check(file) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(f"{file.name}: ") and line.endswith(".") for line in lines)
    short = [re.sub(r"(choose from ).*", r"\1...", line.removesuffix(".")) for line in lines]
    return [line.removeprefix(f"{file.name}: ") for line in short]


def test_a_good_file_is_one_sentence(file, capsys):
    assert check(file) == 0
    one = "13 rules, nothing wrong; 1 is off until switched on (LOW); 1 is never counted.\n"
    assert capsys.readouterr().out == one


LEFT = {
    "moderation, click, location": 'No word yet on 3 kinds: {}; say in "uncounted" why each is not counted.',
    "click": 'No word yet on 1 kind: {}; say in "uncounted" why it is not counted.',
}


@pytest.mark.parametrize("left", LEFT)
def test_a_kind_without_a_word_is_named_and_is_no_mistake(left, file, capsys):
    unknown = BIRDHOUSE["uncounted"][2]
    kept = [kind for kind in unknown["kinds"] if kind not in left]
    entry = [{**unknown, "kinds": kept}] if kept else []
    written(file, {**BIRDHOUSE, "uncounted": [*BIRDHOUSE["uncounted"][:2], *entry]})
    assert check(file) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [LEFT[left].format(left)]


def test_a_rule_that_never_counts_is_a_word_of_its_own(file, capsys):
    """It may stand beside another reason against, and not beside a word that says otherwise."""
    alone = changed(BIRDHOUSE, "acts/5", ...)
    impossible = changed(alone, "uncounted/0/kinds", ["message", "share"])
    for whole in (alone, impossible):
        written(file, whole)
        assert check(file) == 0 and capsys.readouterr().out.count("\n") == 1
    written(file, changed(alone, "uncounted/2/kinds/3", "share"))
    seen = 'uncounted: "share" is seen by birdhouse.list but never counted'
    assert said(file, capsys) == [f"{seen}, and here it says that nobody knows; remove the one or the other"]


@pytest.mark.parametrize("row", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_says_what_to_do(row, file, capsys):
    written(file, changed(BIRDHOUSE, row["at"], row.get("now", ...)))
    assert said(file, capsys) == row["said"]


@pytest.mark.parametrize("row", BROKEN_CAPTCHAS.values(), ids=BROKEN_CAPTCHAS)
def test_a_broken_captcha_says_what_to_do(row, file, capsys):
    (file.parents[1] / "captchas").mkdir()
    captcha = file.parents[1] / "captchas" / "recaptcha-v2.json"
    operators = file.parents[1] / "operators.json"
    written(operators, {"operators": {"birdhouse-ltd": {"name": "B"}, CAPTCHA["operator"]: {"name": "A"}}})
    assert check(written(captcha, CAPTCHA)) == 0
    assert "nothing wrong" in capsys.readouterr().out
    written(captcha, changed(CAPTCHA, row["at"], row.get("now", ...)))
    assert said(captcha, capsys) == row["said"]


def test_every_problem_is_named_at_once(file, capsys):
    rows = [BROKEN[what] for what in ("wrong category", "a kind misspelt", "a wildcard on everything")]
    whole = BIRDHOUSE
    for row in rows:
        whole = changed(whole, row["at"], row["now"])
    written(file, whole)
    assert sorted(said(file, capsys)) == sorted(sentence for row in rows for sentence in row["said"])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_passes(path):
    draft = read(path)
    assert problems(draft) == []
    assert "nothing wrong" in summary(draft)


def places(value: object, above: str = ""):
    """Yield every place of a file."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield f"{above}{key}"
        if isinstance(each, dict | list):
            yield from places(each, f"{above}{key}/")


@pytest.mark.slow
@pytest.mark.parametrize("odd", [None, 5, [], {"odd": 5}], ids=repr)
@pytest.mark.parametrize("whole", [BIRDHOUSE, CAPTCHA], ids=["platform", "captcha"])
def test_a_value_of_any_shape_is_only_a_problem(whole, odd, file):
    draft = read(file if whole is BIRDHOUSE else CATALOGUE / "captchas" / "recaptcha-v2.json")
    for place in places(whole):
        data = changed(whole, place, odd)
        found = problems(replace(draft, data=data))
        assert found or odd is not None, f"{place}: nothing may be null"


def test_what_is_not_json_is_named_with_its_line(file, capsys):
    file.write_text('{"schema": "pointeuse-platform/1",\n "id": "birdhouse"\n "name": "Birdhouse"}')
    expected = (
        "line 3, column 2: this is not JSON (Expecting ',' delimiter); correct it there, or on the line"
    )
    assert said(file, capsys) == [f"{expected} before"]


def test_a_key_that_stands_twice_is_named(file, capsys):
    text = json.dumps(BIRDHOUSE).replace('"name"', '"id": "birdhouse", "name"', 1)
    file.write_text(text)
    assert said(file, capsys) == ['the key "id" stands twice in one object; remove one']


def test_a_list_is_no_platform(file, capsys):
    assert said(written(file, []), capsys) == ["the file must hold one object; begin it with {"]


def test_one_host_is_no_reason_for_a_clash(file):
    """Rules that differ by what they ask of the same address are told apart."""
    apart = {"header": "x-operation", "json": "operation", "names": ["SaveBird"]}
    draft = read(written(file, changed(BIRDHOUSE, "acts/4/request/op", apart)))
    assert problems(draft) == []


def test_the_command_has_three_exit_statuses(file, tmp_path):
    good = run("rules", "check", file)
    assert (good.status, good.error) == (0, "") and "nothing wrong" in good.out
    written(file, changed(BIRDHOUSE, "name", ""))
    assert run("rules", "check", file).status == 1
    missing = run("rules", "check", tmp_path / "nothing.json")
    assert (missing.status, missing.out) == (2, "")
    reason = "No such file or directory"
    assert missing.error == f"{tmp_path}/nothing.json cannot be read ({reason}); name a file that can.\n"


def test_a_file_that_is_no_text_cannot_be_read(file):
    file.write_bytes(b"\xff\xfe\x00")
    done = run("rules", "check", file)
    assert (done.status, done.error) == (
        2,
        f"{file} cannot be read (it is not UTF-8 text); name a file that can.\n",
    )
