"""`pointeuse value --counts`, the real command: the worked examples to a cent, one sentence for the rest."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import COMMAND, DEADLINE, ROOT, environment, is_sentence, run

EXAMPLES = {
    file.stem: json.loads(file.read_text("utf-8"))
    for file in sorted((ROOT / "tests/valuation/examples").glob("*.json"))
}
CENT = 0.01
GOOD = EXAMPLES["a"]["counts"]
REVENUE = ["gross", "search", "net", "offsite", "friends", "low", "central", "high"]
SHAPE = {
    "piece_price": None,
    "captured": None,
    "time_at_wage": None,
    "pieces": ["revenue", "tasks", "text"],
    "F1": REVENUE,
    "F2a": None,
    "F2b": None,
    "F3": ["low", "central", "high"],
    "F4": ["low", "central", "high"],
    "F5": None,
    "F6": None,
    "F7": None,
    "F8": None,
    "ai": ["prompt_licence", "prompt_wage", "preference_market", "preference_wage"],
}
"""Beside them `services`, whose keys are the categories used."""


def value(*words: object, given: bytes = b"", **env: str) -> subprocess.CompletedProcess:
    """Run the command with bytes as its input."""
    return subprocess.run(
        [*COMMAND, "value", *map(str, words)],
        input=given,
        cwd=ROOT,
        env=environment(**env),
        capture_output=True,
        timeout=DEADLINE,
    )


def written(folder: Path, counts: object) -> Path:
    file = folder / "counts.json"
    file.write_text(json.dumps(counts), "utf-8")
    return file


def refused(done) -> bool:
    """Say whether it ended with status 2, one sentence and nothing else."""
    return done.status == 2 and done.out == "" and is_sentence(done) and len(done.error) < 300


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_example_comes_out_to_a_cent(tmp_path, name):
    done = run("value", "--counts", written(tmp_path, EXAMPLES[name]["counts"]), "--json")
    assert (done.status, done.error) == (0, "")
    answer = json.loads(done.out)
    shape = {key: list(x) if isinstance(x, dict) else None for key, x in answer.items()}
    assert shape.pop("services") and shape == SHAPE
    printed = EXAMPLES[name]["without_unsure"]
    assert len(printed) >= 4
    for key, amount in printed.items():
        found = answer
        for part in key.split("."):
            found = found[part]
        assert found == (None if amount is None else pytest.approx(amount, abs=CENT)), key


def test_it_needs_no_folder_no_collector_and_no_settings(tmp_path):
    file = written(tmp_path, GOOD)
    lost = {
        "HOME": str(tmp_path / "home"),
        "POINTEUSE_DATA": str(tmp_path / "none"),
        "POINTEUSE_PORT": "many",
    }
    done = run("value", "--counts", file, "--json", **lost)
    assert done.status == 0 and json.loads(done.out)["piece_price"] > 3
    assert [path.name for path in tmp_path.iterdir()] == ["counts.json"]


def test_a_dash_reads_the_input():
    done = value("--counts", "-", "--json", given=json.dumps(GOOD).encode())
    assert done.returncode == 0 and done.stderr == b""
    assert json.loads(done.stdout)["time_at_wage"] == pytest.approx(
        EXAMPLES["a"]["expected"]["time_at_wage"], abs=CENT
    )


@pytest.mark.parametrize(("lang", "word"), [("C.UTF-8", "Piece price"), ("fr_FR.UTF-8", "Prix à la pièce")])
def test_without_json_it_is_lines(tmp_path, lang, word):
    done = run("value", "--counts", written(tmp_path, GOOD), LANG=lang)
    assert done.status == 0 and word in done.out and "365" in done.out


def test_what_has_no_figure_is_null_and_not_zero(tmp_path):
    counts = GOOD | {"country": "AQ", "hours": {"whatsapp": 2}, "counts": []}
    answer = json.loads(run("value", "--counts", written(tmp_path, counts), "--json").out)
    assert answer["F1"] == dict.fromkeys(REVENUE) | {"search": 0.0}
    assert [answer[key] for key in ("captured", "time_at_wage", "F2a", "F2b")] == [None] * 4
    assert answer["piece_price"] == 0


def test_a_variant_is_the_dotted_kind(tmp_path):
    act = {"kind": "captcha", "platform": "recaptcha-v2", "variant": "image", "n": 7}
    dotted = {"kind": "captcha.image", "platform": "recaptcha-v2", "n": 7}
    outs = {
        run("value", "--counts", written(tmp_path, GOOD | {"counts": [one]}), "--json").out
        for one in (act, dotted)
    }
    assert len(outs) == 1 and json.loads(outs.pop())["F4"]["central"] > 0


ACT = {"kind": "like", "platform": "x", "n": 1}
WRONG = {
    "unknown key": GOOD | {"colour": 1},
    "unknown key of a count": GOOD | {"counts": [ACT | {"colour": 1}]},
    "missing key": {key: x for key, x in GOOD.items() if key != "days"},
    "wrong type": GOOD | {"days": "365"},
    "wrong type inside": GOOD | {"counts": [ACT | {"n": True}]},
    "unknown currency": GOOD | {"currency": "CHF"},
    "no rate for a figure": GOOD | {"fx": {"EUR": 1}},
    "list": [],
    "line break in a key": GOOD | {"a\nb": 1},
    "endless time": GOOD | {"days": 1.7e308},
    "endless amounts": GOOD | {"hours": {"facebook": 1e308}, "fx": {"EUR": 1, "USD": 1e-300, "GBP": 1}},
    "endless counts": GOOD
    | {"counts": [ACT | {"kind": "prompt", "platform": "chatgpt", "n": 1e308, "words": 1e9}]},
}


@pytest.mark.parametrize("numbers", [["--json"], []], ids=["json", "lines"])
@pytest.mark.parametrize("name", WRONG)
def test_counts_that_are_not_understood_are_one_sentence(tmp_path, name, numbers):
    assert refused(run("value", "--counts", written(tmp_path, WRONG[name]), *numbers))


BYTES = {
    "nothing": b"",
    "not JSON": b"{",
    "two objects": b"{} {}",
    "not UTF-8": b'{"country": "\xff"}',
    "not a number": b'{"days": NaN}',
    "twice": b'{"days": 1, "days": 2}',
    "deep": b"[" * 500_000,
    "long number": b'{"country": "FR", "days": ' + b"1" * 5000 + b', "currency": "EUR", "fx": {"EUR": 1}}',
    "huge": b" " * 16 * 2**20 + json.dumps(GOOD).encode(),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_counts_are_one_sentence(tmp_path, name):
    file = tmp_path / "counts"
    file.write_bytes(BYTES[name])
    said = run("value", "--counts", file, "--json")
    assert refused(said) and ("16 MiB" in said.error) == (name == "huge")
    done = value("--counts", "-", given=BYTES[name])
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.parametrize("name", ["missing", "", ".", "line\nbreak", "/dev/zero"])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, name):
    assert refused(run("value", "--counts", tmp_path / name if name[:1] != "/" and name else name))


def test_an_input_that_is_closed_is_one_sentence():
    shell = f"exec {sys.executable} -m pointeuse.collector value --counts - <&-"
    done = subprocess.run(
        ["sh", "-c", shell], cwd=ROOT, env=environment(), capture_output=True, timeout=DEADLINE
    )
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.parametrize(
    "more",
    [
        ["--from", "2026-01-01"],
        ["--to", "2026-01-01"],
        ["--set", "0" * 12],
        ["--set", ""],
        ["--colour"],
        ["other.json"],
        ["--from"],
        ["--from", "yesterday"],
    ],
)
def test_words_that_do_not_go_together_are_one_sentence(tmp_path, more):
    assert refused(run("value", "--counts", written(tmp_path, GOOD), *more))


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (["--from", "yesterday"], {}),
        (["--from", "2026-02-02", "--to", "2026-02-01"], {}),
        (["--from", "1969-12-31"], {}),
        (["--to", "9999-12-31"], {}),
        (["--set", "newest"], {}),
        (["--json"], {"POINTEUSE_PORT": "many"}),
    ],
)
def test_a_question_about_the_log_that_is_not_understood_is_one_sentence(tmp_path, words, env):
    done = run("value", *words, "--data", tmp_path / "none", **env)
    assert refused(done)
