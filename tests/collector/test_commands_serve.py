"""Starting and stopping: what a person sees, and the sentence for each thing that can be in the way."""

import json
import os
import select
import signal
import socket
import sqlite3
import stat
import time

import pytest
from command_line import DEADLINE, LINK, Done, is_sentence, run, served

from pointeuse.collector.store.engine.lock import Lock


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_stops_cleanly(data, number):
    with served(data) as collector:
        done = collector.stop(number)
    assert done.status == 0 and done.error == ""
    assert (
        done.out.splitlines()[0] == f"Pointeuse is running at http://127.0.0.1:{collector.port}/ with {data}"
    )
    assert done.out.splitlines()[-2:] == ["Press Ctrl+C to stop.", "Pointeuse has stopped."]
    assert not (data / "running.json").exists()


def test_without_a_browser_the_connecting_link_and_code_are_printed(data):
    with served(data) as collector:
        said = collector.stop().out
    port, page, _ = LINK.search(said).groups()
    assert (int(port), page) == (collector.port, "pair") and "120 s" in said
    assert f"port {collector.port}, code " in said


def test_enter_gives_a_new_link(data):
    person, terminal = os.openpty()
    with served(data, stdin=terminal) as collector:
        said = links_said(collector, 1)
        os.write(person, b"\n")
        said += links_said(collector, 1)
    assert "Press Enter to open the page again, Ctrl+C to stop.\n" in said
    first, second = LINK.findall(said)
    assert first[:2] == second[:2] and first[2] != second[2]
    os.close(person)
    os.close(terminal)


def links_said(collector, number: int) -> str:
    """Return what the collector says until it has told so many links and how to stop or to type a code."""
    out, said = collector.process.stdout.fileno(), ""
    while len(LINK.findall(said)) < number or not said.endswith("\n"):
        assert select.select([out], [], [], DEADLINE)[0], said
        said += os.read(out, 4096).decode()
    return said


def test_without_a_screen_no_browser_is_tried(data):
    with served(data, "serve", "--port", 0) as collector:
        said = collector.stop().out
    assert LINK.search(said) and "pair --print" not in said


def test_serve_is_meant_when_no_command_is_named(data):
    with served(data, "--port", 0, "--no-browser") as collector:
        assert collector.port > 0
    with served(data, "--no-browser", POINTEUSE_PORT="0") as collector:
        assert collector.port > 0


def test_it_speaks_french_to_a_french_system(data):
    with served(data, LANG="fr_FR.UTF-8") as collector:
        assert collector.stop().out.startswith("Pointeuse tourne sur http://127.0.0.1:")


def test_all_that_it_writes_is_for_its_owner_only(data):
    with served(data) as collector:
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data.rglob("*") if path.is_file()}
        collector.stop()
    assert {"cli.key", "running.json", "pointeuse.db", "lock"} <= modes.keys()
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}


def refuses(done: Done, *parts: str) -> None:
    assert done.status == 1 and done.out == "" and is_sentence(done), done
    for part in parts:
        assert part in done.error


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


def test_a_second_one_gives_the_link_to_the_first_and_touches_nothing(data):
    with served(data) as collector:
        before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
        for port in (0, collector.port, free_port()):
            begin = time.monotonic()
            done = run("serve", "--data", data, "--port", port)
            assert time.monotonic() - begin < 2
            refuses(done, f"http://127.0.0.1:{collector.port}/", "`pointeuse open`")
        assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == before


def test_one_that_is_stopped_is_named_by_its_number_and_not_waited_for(data):
    with served(data) as collector:
        pid = json.loads((data / "running.json").read_bytes())["pid"]
        os.kill(pid, signal.SIGSTOP)
        try:
            for words in (("serve", "--port", 0), ("value",)):
                begin = time.monotonic()
                refuses(run(*words, "--data", data), f"process {pid}", "does not answer")
                assert time.monotonic() - begin < 5  # 30 before; the sentence itself comes after 2.5
            done = run("doctor", "--data", data)
            assert done.status == 1 and f"process {pid}" in done.out
        finally:
            os.kill(pid, signal.SIGCONT)
        assert run("value", "--data", data).status == 0
        assert collector.port


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o750])
def test_a_folder_that_is_there_keeps_its_mode(data, mode):
    data.mkdir()
    data.chmod(mode)
    with served(data):
        assert stat.S_IMODE(data.stat().st_mode) == mode
        files = [path for path in data.rglob("*") if path.is_file()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@pytest.mark.parametrize("mode", [0o775, 0o777, 0o1777])
def test_a_folder_that_others_may_write_to_is_refused_as_it_is(data, mode):
    data.mkdir()
    data.chmod(mode)
    refuses(run("serve", "--data", data, "--port", 0), str(data), "chmod go-w")
    assert stat.S_IMODE(data.stat().st_mode) == mode and list(data.iterdir()) == []
    assert "chmod go-w" in run("doctor", "--data", data).out


def test_another_program_at_localhost_is_named(data):
    with socket.socket(socket.AF_INET6) as other:
        try:
            other.bind(("::1", 0))
        except OSError:
            pytest.skip("no [::1] on this computer")  # then nobody else can hold it either
        other.listen()
        port = other.getsockname()[1]
        with served(data, "--port", port) as collector:
            done = collector.stop()
    assert f"localhost:{port}" in done.out and done.status == 0


def test_a_port_in_use_names_the_option(data):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refuses(run("serve", "--data", data, "--port", port), str(port), "--port")


def test_a_locked_folder_names_the_folder(data):
    data.mkdir()
    held = Lock(data)
    try:
        refuses(run("serve", "--data", data, "--port", 0), str(data), "--data")
    finally:
        held.release()


def test_a_folder_that_cannot_be_made_names_the_option(tmp_path):
    (tmp_path / "file").write_text("")
    refuses(run("serve", "--data", tmp_path / "file" / "data"), "--data", "file")


def test_a_full_disk_is_a_sentence(data):
    refuses(run("serve", "--data", data, "--port", 0, most_bytes=16), "The system refused", "doctor")
    assert not (data / "cli.key").exists()


def test_a_newer_log_is_left_alone(data):
    with served(data):
        pass
    with sqlite3.connect(data / "pointeuse.db") as conn:
        conn.execute("PRAGMA user_version=99")
    conn.close()
    before = (data / "pointeuse.db").read_bytes()
    refuses(run("serve", "--data", data, "--port", 0), "newer Pointeuse", "99")
    assert (data / "pointeuse.db").read_bytes() == before


def test_another_programs_file_is_left_alone(data):
    data.mkdir()
    with sqlite3.connect(data / "pointeuse.db") as conn:
        conn.execute("CREATE TABLE theirs (a)")
    conn.close()
    refuses(run("serve", "--data", data, "--port", 0), "not a log of Pointeuse", "--data")


def test_a_damaged_log_is_replaced_and_that_is_said(data):
    data.mkdir()
    (data / "pointeuse.db").write_bytes(b"no database" * 1000)
    with served(data) as collector:
        assert "The log was damaged" in collector.stop().out


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (["serve", "--port", "many"], {}),
        (["serve", "--port", "70000"], {}),
        (["serve", "--port", "80"], {}),
        (["serve"], {"POINTEUSE_PORT": "many"}),
        (["punch"], {}),
    ],
)
def test_bad_usage_is_status_2(data, words, env):
    done = run(*words, POINTEUSE_DATA=str(data), **env)
    assert done.status == 2 and done.error.startswith("Usage:") and "Traceback" not in done.error


@pytest.mark.parametrize(
    "words",
    [
        ["export", "--from", "yesterday"],
        ["export", "--format", "xml"],
        ["erase", "--to", "tomorrow"],
        ["erase", "everything"],
        ["restore"],
    ],
)
def test_bad_usage_of_what_programs_call_is_a_sentence(data, words):
    done = run(*words, POINTEUSE_DATA=str(data))
    assert done.status == 2 and is_sentence(done) and "--help" in done.error


def test_what_was_left_by_a_killed_collector_is_no_obstacle(data):
    with served(data) as collector:
        collector.process.kill()
        collector.process.wait()
        assert json.loads((data / "running.json").read_text())["port"] == collector.port
        refuses(run("open", "--data", data), "start it")
    with served(data):
        assert run("open", "--print", "--data", data).status == 0
