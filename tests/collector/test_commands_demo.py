"""`pointeuse demo`: a log of its own, marked for good; nobody's own log is ever touched or mixed with it."""

import json
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager
from datetime import date

import pytest
from command_line import COMMAND, DEADLINE, LINK, ROOT, Done, environment, is_sentence, run, served, wait_for

pytestmark = pytest.mark.slow

DAYS, SEED = 7, 3
WHO = ("--persona", "grandmother", "--days", DAYS, "--seed", SEED)
NAME = "Yvonne, 72, retired"


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data-demo" / f"grandmother-{DAYS}-{SEED}"


@contextmanager
def shown(data, folder, **env):
    """Run `pointeuse demo` and yield its process once it serves."""
    words = [*COMMAND, "demo", *map(str, WHO), "--port", "0", "--no-browser", "--data", str(data)]
    process = subprocess.Popen(
        words, cwd=ROOT, env=environment(**env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(process, folder / "running.json")
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=DEADLINE)


def stopped(process) -> Done:
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=DEADLINE)
    return Done(process.returncode, out, error)


def asked(folder, query: str):
    with closing(sqlite3.connect(folder / "pointeuse.db")) as conn:
        found = conn.execute(query).fetchone()[0]
        conn.commit()
    return found


def mark_of(folder) -> str:
    return asked(folder, "SELECT value FROM meta WHERE name='invented'")


def instance_of(folder) -> str:
    return asked(folder, "SELECT value FROM meta WHERE name='instance_id'")


@pytest.fixture
def made(data, folder):
    with shown(data, folder) as process:
        said = stopped(process)
    assert said.status == 0, said
    return said


def remark(folder, value: str) -> None:
    asked(folder, f"UPDATE meta SET value='{value}' WHERE name='invented' RETURNING 1")


def test_it_serves_a_marked_log_beside_the_persons_own(data, folder, made):
    assert f"({NAME})" in made.out and "nobody did them" in made.out
    assert LINK.search(made.out)[2] == "open" and "pair" not in made.out
    assert mark_of(folder) == f"grandmother/{DAYS}/{SEED}/{date.today().isoformat()}"
    assert asked(folder, "SELECT count(*) FROM act") > 50
    assert asked(folder, "SELECT count(*) FROM day_rollup") > 10
    assert asked(folder, "SELECT value FROM preference WHERE name='country'") == '"BE"'
    assert not data.exists()


def test_nothing_in_it_lies_ahead_of_the_clock(folder, made):
    assert asked(folder, "SELECT max(at + ms) FROM act") <= time.time() * 1000


def test_the_device_of_every_act_says_it_too(folder, made):
    assert asked(folder, "SELECT name FROM device") == "invented-grandmother--"


def test_the_same_is_not_made_twice_on_a_day(data, folder, made):
    before = instance_of(folder), asked(folder, "SELECT count(*) FROM act")
    with shown(data, folder):
        pass
    assert (instance_of(folder), asked(folder, "SELECT count(*) FROM act")) == before


@pytest.mark.parametrize("old", ["grandmother/7/3/2020-01-01", "grandmother/7/3"])
def test_one_of_another_day_or_half_made_is_made_afresh(data, folder, made, old):
    before, acts = instance_of(folder), asked(folder, "SELECT count(*) FROM act")
    remark(folder, old)
    with shown(data, folder):
        pass
    assert instance_of(folder) != before and asked(folder, "SELECT count(*) FROM act") >= acts
    assert mark_of(folder).endswith(date.today().isoformat())


def test_a_real_log_in_its_place_is_refused_and_left_alone(data, folder):
    with served(folder):
        pass
    before = (folder / "pointeuse.db").read_bytes()
    done = run("demo", *WHO, "--data", data, "--no-browser")
    assert done.status == 1 and is_sentence(done) and str(folder) in done.error
    assert (folder / "pointeuse.db").read_bytes() == before


def test_a_folder_with_anything_else_is_refused(data, folder):
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text("mine")
    done = run("demo", *WHO, "--data", data, "--no-browser")
    assert done.status == 1 and is_sentence(done)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_second_one_opens_the_first(data, folder):
    with shown(data, folder) as process:
        done = run("demo", *WHO, "--data", data, "--no-browser")
        assert done.status == 0 and LINK.search(done.out)
        assert process.poll() is None


def test_the_port_of_the_environment_is_the_persons_own(data, folder):
    with served(data) as own, shown(data, folder, POINTEUSE_PORT=str(own.port)) as process:
        assert f"127.0.0.1:{own.port}/" not in stopped(process).out


def test_what_is_worth_and_what_is_copied_say_so(folder, made, tmp_path):
    assert NAME in run("value", "--data", folder).out.splitlines()[0]
    assert json.loads(run("value", "--json", "--data", folder).out)["invented"] == mark_of(folder)
    done = run("export", tmp_path / "acts.csv", "--data", folder)
    assert NAME in done.error and (tmp_path / "acts.csv").read_text().count("invented-grandmother") > 50


def test_the_running_one_answers_the_same(data, folder):
    with shown(data, folder):
        assert NAME in run("value", "--data", folder).out.splitlines()[0]
        assert NAME in run("export", "--data", folder).error


def test_a_real_log_is_not_called_invented(data):
    with served(data):
        assert "nvented" not in run("value", "--data", data).out
        assert "invented" not in json.loads(run("value", "--json", "--data", data).out)
        assert "nvented" not in run("export", "--data", data).error


def test_no_browser_can_be_paired(data, folder):
    with shown(data, folder):
        done = run("pair", "--print", "--data", folder)
    assert done.status == 1 and is_sentence_of_two(done.error) and "invented" in done.error


def is_sentence_of_two(said: str) -> bool:
    return said.count("\n") == 1 and said.endswith(".\n")


def test_plain_serve_says_it_too(folder, made):
    with served(folder) as collector:
        assert f"({NAME})" in collector.stop().out


@pytest.mark.parametrize(
    "words",
    [["--persona", "nobody"], ["--days", "0"], ["--days", "many"], ["--seed", "-1"], ["--port", "80"]],
)
def test_what_cannot_be_understood_is_one_sentence(data, words):
    done = run("demo", *words, "--data", data, "--no-browser")
    assert done.status == 2 and done.error.count("\n") == 1 and "Traceback" not in done.error
    assert not data.exists()


def test_an_unknown_persona_names_those_that_exist(data):
    done = run("demo", "--persona", "nobody", "--data", data)
    assert "teenager" in done.error and "microworker" in done.error


def test_the_list_is_in_the_systems_language(data):
    english, french = run("demo", "--list"), run("demo", "--list", LANG="fr_FR.UTF-8")
    assert NAME in english.out and "Yvonne, 72 ans, retraitée" in french.out
