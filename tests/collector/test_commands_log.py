"""Commands that change the log: restore, erase, backups; with and without a running collector."""

import json
import subprocess

import pytest
from batches import AT, CATALOGUE, act, attention, batch, captcha, client
from command_line import COMMAND, ROOT, environment, is_sentence, run, served

from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.wording import SENTENCES

pytestmark = pytest.mark.slow

DAY_MS = 86_400_000
ACTS = [act(1), act(2, n=-1, at=AT - DAY_MS * 3), captcha(3), attention(4)]


@pytest.fixture
async def data(tmp_path):
    """A folder whose log holds four acts; no collector runs."""
    settings = Settings(tmp_path / "data").ready()
    store = Store.open(settings, CATALOGUE)
    await store.ingest(client(), batch(*ACTS))
    await store.close()
    return settings.data


@pytest.fixture(params=["alone", "running"])
def log(request, data):
    """The same, with and without a running collector."""
    if request.param == "alone":
        yield data
    else:
        with served(data):
            yield data


def exported(data, *words) -> list[int]:
    return [json.loads(line)["seq"] for line in run("export", "--data", data, *words).out.splitlines()]


def test_an_export_of_some_platforms_and_kinds(log):
    assert exported(log, "--kind", "like", "--kind", "attention", "--to", "2026-11-22") == [1, 2, 4]
    assert exported(log, "--platform", "recaptcha-v2") == [3]
    odd = run("export", "--data", log, "--platform", "You Tube")
    assert odd.status == 2 and odd.out == "" and is_sentence(odd)


@pytest.mark.parametrize("name", ["log.jsonl", "log.csv"])
def test_an_export_is_restored_once(log, tmp_path, name):
    file, new = tmp_path / name, tmp_path / "new"
    run("export", "--data", log, file)
    done = run("restore", "--data", new, file)
    assert (done.status, done.out) == (0, "") and "4 acts restored, 0 were there" in done.error
    assert run("export", "--data", new).out == run("export", "--data", log).out
    assert "0 acts restored, 4 were there" in run("restore", "--data", log, file).error


def test_lines_that_cannot_be_restored_are_named(log, tmp_path):
    file = tmp_path / "log.jsonl"
    lines = run("export", "--data", log).out.splitlines()
    changed = json.dumps(json.loads(lines[0]) | {"n": 7})
    file.write_bytes(
        b"\n".join([b"\xff\xfe", b"x" * 2_000_000, *(line.encode() for line in (changed, *lines[1:]))])
    )
    done = run("restore", "--data", log, file)
    assert done.status == 1
    assert done.error.splitlines() == [
        *("line 1: json", "line 2: json", "line 3: conflict"),
        "0 acts restored, 3 were there already, 0 had been erased, 3 lines were refused.",
    ]


def test_a_long_file_is_restored_piece_by_piece(tmp_path):
    device = {"device": client().device}
    file = tmp_path / "log.jsonl"
    file.write_text("".join(json.dumps(device | act(seq)) + "\n" for seq in range(1, 4501)) + "?\n")
    done = run("restore", "--data", tmp_path / "new", file)
    assert "line 4501: json" in done.error and "4,500 acts restored" in done.error


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_restores_nothing(tmp_path, content):
    file = tmp_path / "log.jsonl"
    file.write_text(content)
    done = run("restore", "--data", tmp_path / "new", file)
    assert done.status == 0 and "0 acts restored" in done.error


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    done = run("restore", "--data", tmp_path / "new", tmp_path / "none.jsonl")
    assert done.status == 2 and is_sentence(done) and not (tmp_path / "new").exists()


def test_erasing_asks_first(log):
    words = [*COMMAND, "erase", "--data", str(log), "--kind", "like", "--from", "2026-11-22"]
    for answer, left in (("n\n", [1, 2, 3, 4]), ("y\n", [2, 3, 4])):
        done = subprocess.run(
            words, input=answer, cwd=ROOT, env=environment(), capture_output=True, text=True
        )
        assert "1 acts go from the log" in done.stderr and done.returncode == (answer == "n\n")
        assert exported(log) == left
    assert "may still come" in done.stderr


def test_erasing_without_a_question(log, tmp_path):
    file = tmp_path / "log.jsonl"
    run("export", "--data", log, file)
    done = run("erase", "--data", log, "--yes")
    assert (done.status, done.error) == (0, "4 acts erased.\n") and exported(log) == []
    assert "4 had been erased" in run("restore", "--data", log, file).error
    run("restore", "--data", log, "--with-erased", file)
    assert exported(log) == [1, 2, 3, 4]


def test_backups_are_made_listed_and_put_back(log):
    assert run("backups", "--data", log).error == SENTENCES["en"]["no-backups"] + "\n"
    made = run("backups", "make", "--data", log).out
    assert "4 acts, 19–22 November 2026" in made
    assert run("backups", "--data", log).out == made
    run("erase", "--data", log, "--yes")
    name = made.split()[0]
    unknown = run("backups", "restore", "--data", log, "--yes", "pointeuse-20200101T000000Z.db")
    assert unknown.status == 2 and is_sentence(unknown)
    done = run("backups", "restore", "--data", log, "--yes", name)
    assert done.status == 0 and name in done.error
    assert exported(log) == []  # it was erased from the backup too
    assert len(run("backups", "--data", log).out.splitlines()) >= 1


async def test_a_backup_brings_back_what_it_holds(data):
    name = run("backups", "make", "--data", data).out.split()[0]
    store = Store.open(Settings(data), CATALOGUE)
    await store.ingest(client(), batch(act(9)))
    await store.close()
    assert run("backups", "restore", "--data", data, "--yes", name).status == 0
    assert exported(data) == [1, 2, 3, 4]


@pytest.mark.parametrize("words", [("erase", "--yes"), ("backups",), ("backups", "make")])
def test_without_a_log_nothing_is_made(tmp_path, words):
    done = run(*words, "--data", tmp_path / "new")
    assert done.status == 1 and is_sentence(done) and list(tmp_path.iterdir()) == []
