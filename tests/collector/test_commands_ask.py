"""Commands that ask: links, the value, the export, the doctor; with and without a running collector."""

import csv
import http.client
import http.server
import json
import re
import socket
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from batches import AT, CATALOGUE, act, attention, batch, captcha, client
from command_line import LINK, is_sentence, run, served

from pointeuse.collector.__main__ import main
from pointeuse.collector.folder import write_running
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.engine.lock import Lock
from pointeuse.collector.valuation import load_parameters
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, Change, version_of
from pointeuse.collector.valuation.parameters.editions import CURRENT, FIRST
from pointeuse.collector.wording import SENTENCES
from pointeuse.collector.worth.sets import keep, shipped_version, use

ACTS = [act(1), act(2, n=-1, at=AT - 86_400_000 * 3), captcha(3), attention(4)]
LONG = 4_500
DEAR = Assumptions({"P_LIKE": Change(2.0, 1.0, 3.0)})
OLDER = "abcdef012345"
_OLDER = (
    f"INSERT INTO assumption(at, version, content) VALUES (2, '{OLDER}',"
    """ '{"changes": {"GONE": [1, 2, 3]}, "rates": {}, "admitted": ["RECALLED"], "region": ""}')"""
)


@pytest.fixture(scope="module")
async def data(tmp_path_factory):
    """A folder whose log holds four acts; no collector runs."""
    settings = Settings(tmp_path_factory.mktemp("data")).ready()
    store = Store.open(settings, CATALOGUE)
    await store.ingest(client(), batch(*ACTS))
    await store.write(lambda conn: keep(conn, DEAR, 1))
    await store.write(lambda conn: use(conn, shipped_version()))
    await store.write(lambda conn: conn.execute(_OLDER))
    await store.close()
    return settings.data


@pytest.fixture
async def log_with_a_night(tmp_path):
    """A folder whose log holds one act, 96 checks that passed unasked and two advertisements."""
    settings = Settings(tmp_path / "night").ready()
    store = Store.open(settings, CATALOGUE)
    unasked = {"kind": "captcha.invisible", "platform": "turnstile", "rule": "turnstile"}
    ads = [act(seq, kind="ad", platform="youtube", rule="youtube.ad") for seq in (98, 99)]
    await store.ingest(client(), batch(act(1), *[act(seq, **unasked) for seq in range(2, 98)], *ads))
    await store.close()
    return settings.data


@pytest.fixture(scope="module")
def running(data):
    with served(data) as collector:
        yield collector


def post(port: int, path: str, content: dict) -> tuple[int, dict]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", path, json.dumps(content), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    status, body = answer.status, json.loads(answer.read())
    connection.close()
    return status, body


@pytest.mark.parametrize("command", ["open", "pair"])
def test_without_a_collector_it_says_how_to_start_one(data, command):
    done = run(command, "--data", data)
    assert done.status == 1 and done.out == "" and is_sentence(done) and "`pointeuse`" in done.error


def test_value_and_export_need_no_running_collector(data):
    assert json.loads(run("value", "--json", "--data", data).out)["estimate"]["piece_price"] > 0
    assert len(run("export", "--data", data).out.splitlines()) == len(ACTS)


def under_another_set(data: Path) -> None:
    """The set in use stays what it was; a set that is older than the figures says what it lost."""
    day = ("value", "--data", data, "--from", "2026-11-22", "--to", "2026-11-22")
    plain = json.loads(run(*day, "--json").out)
    dear_version = version_of(DEAR)
    dear = json.loads(run(*day, "--json", "--set", dear_version).out)
    assert (plain["version"], dear["version"]) == (shipped_version(), dear_version)
    assert dear["estimate"]["piece_price"] > 0.9 > plain["estimate"]["piece_price"]
    older = run(*day, "--set", OLDER)
    assert older.status == 0 and "GONE" in older.error and older.error.count("\n") == 2
    assert json.loads(run(*day, "--set", OLDER, "--json").out)["ignored"] == ["GONE"]
    assert json.loads(run(*day, "--json").out) == plain
    first = load_parameters(FIRST).version
    before = run(*day, "--set", first)
    assert "2026-11" not in before.error and before.error.count("November 2026") == 2 and is_sentence(before)
    told = json.loads(run(*day, "--json", "--set", first).out)
    assert (told["version"], told["edition"], told["until"]) == (first, FIRST, "2026-11-30")
    assert (plain["edition"], plain["until"]) == (CURRENT, None)
    unknown = run(*day, "--set", "0" * 12)
    assert unknown.status == 2 and unknown.out == "" and is_sentence(unknown)


def test_the_value_under_another_set_without_a_collector(data):
    under_another_set(data)


@pytest.mark.parametrize("command", ["value", "export", "open", "pair", "doctor"])
def test_a_question_makes_no_folder(tmp_path, command):
    done = run(command, "--data", tmp_path / "new")
    assert command == "doctor" or (done.status == 1 and done.out == "" and is_sentence(done))
    assert list(tmp_path.iterdir()) == []


def test_a_locked_folder_is_a_sentence(data):
    held = Lock(data)
    try:
        done = run("value", "--data", data)
    finally:
        held.release()
    assert done.status == 1 and is_sentence(done) and str(data) in done.error


def test_the_printed_link_opens_a_session_once(running):
    said = run("open", "--print", "--data", running.data).out
    port, page, ticket = LINK.search(said).groups()
    assert (int(port), page) == (running.port, "open")
    assert post(running.port, "/v1/session", {"ticket": ticket})[1].keys() == {"page_key"}
    assert post(running.port, "/v1/session", {"ticket": ticket})[0] == 409


def test_the_printed_link_and_code_pair_a_browser(running):
    said = run("pair", "--print", "--data", running.data).out
    assert LINK.search(said).group(2) == "pair" and "code" in said


def test_the_value_is_the_same_with_and_without_a_collector(running, data):
    asked = json.loads(run("value", "--json", "--data", running.data).out)
    assert asked["estimate"]["piece_price"] > 0 and asked["currency"] == "EUR"
    assert (asked["from"], asked["wage_needed"]) == ("2026-11-19", False)


def test_the_value_of_a_period(running):
    words = ("value", "--json", "--data", running.data)
    one = json.loads(run(*words, "--from", "2026-11-22", "--to", "2026-11-22").out)
    none = json.loads(run(*words, "--from", "2026-01-01", "--to", "2026-01-31").out)
    assert one["estimate"]["piece_price"] > 0 and none["estimate"]["piece_price"] == 0
    assert (none["from"], none["to"]) == ("2026-01-01", "2026-01-31")


def test_the_value_under_another_set_by_the_running_collector(running):
    under_another_set(running.data)


@pytest.mark.parametrize(("lang", "word"), [("C.UTF-8", "Piece price"), ("fr_FR.UTF-8", "Prix à la pièce")])
def test_the_value_in_words(running, lang, word):
    done = run("value", "--data", running.data, LANG=lang)
    assert done.status == 0 and word in done.out


def test_the_export_is_what_came_in(running):
    lines = [json.loads(line) for line in run("export", "--data", running.data).out.splitlines()]
    assert lines == [{"device": client().device, **one} for one in ACTS]


def test_what_is_no_act_is_not_among_the_acts_of_an_export(log_with_a_night, tmp_path):
    file = tmp_path / "log.json"
    done = run("export", "--data", log_with_a_night, file)
    assert done.error.splitlines() == [
        f"1 acts written to {file}.",
        "With them what passed unasked and is no act: 96.",
        "With them the advertisements seen, which are no acts: 2.",
    ]
    assert len(file.read_text().splitlines()) == 99


def test_the_export_of_a_period(running):
    done = run("export", "--data", running.data, "--to", "2026-11-20")
    assert [json.loads(line)["seq"] for line in done.out.splitlines()] == [2]


def test_the_export_to_a_file_is_for_its_owner_and_as_its_name_says(running, tmp_path):
    file = tmp_path / "log.csv"
    done = run("export", "--data", running.data, file)
    assert done.status == 0 and done.out == "" and done.error == f"{len(ACTS)} acts written to {file}.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and list(tmp_path.iterdir()) == [file]
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert list(rows[0]) == [
        "device",
        "seq",
        "kind",
        "platform",
        "rule",
        "at",
        "offset_min",
        "ms",
        "n",
        "detail",
    ]
    assert json.loads(rows[2]["detail"]) == ACTS[2]["detail"] and rows[0]["detail"] == ""
    assert [int(row["n"]) for row in rows] == [1, -1, 1, 1]


def test_an_export_that_cannot_be_written_leaves_nothing(running, tmp_path):
    done = run("export", "--data", running.data, tmp_path / "missing" / "log.jsonl")
    assert done.status == 1 and is_sentence(done) and list(tmp_path.iterdir()) == []


def test_an_export_that_finds_no_room_leaves_what_was_there(running, tmp_path):
    file = tmp_path / "log.jsonl"
    file.write_text("before\n")
    done = run("export", "--data", running.data, file, most_bytes=300)
    assert done.status == 1 and is_sentence(done) and str(file) in done.error
    assert file.read_text() == "before\n" and list(tmp_path.iterdir()) == [file]


async def test_a_long_log_is_exported_page_by_page(settings):
    store = Store.open(settings, CATALOGUE)
    for first in range(1, LONG, 900):
        await store.ingest(client(), batch(*(act(seq) for seq in range(first, min(first + 900, LONG + 1)))))
    await store.close()
    lines = run("export", "--data", settings.data).out.splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, LONG + 1))


def test_whoever_took_the_port_is_not_believed(tmp_path):
    """An impostor that answers 200 to everything gets neither a key nor a word on the screen."""
    seen = []

    class Impostor(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            seen.append((self.path, str(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"ticket": "AAAAAAAAAAAAAAAAAAAAAA", "code": "AAAAAAAA"}')

        def log_message(self, *_):
            pass

    key = b"K" * 32
    (tmp_path / "cli.key").write_bytes(key)
    with http.server.HTTPServer(("127.0.0.1", 0), Impostor) as server:
        write_running(tmp_path, server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = run("open", "--print", "--data", tmp_path)
        server.shutdown()
    assert done.status == 1 and is_sentence(done) and "Another program" in done.error
    assert seen and "KKKK" not in repr(seen) and "AAAA" not in done.out
    assert [path for path, *_ in seen] == ["/v1/commands/challenge"], "nothing that works later was sent"


def test_a_silent_stranger_on_the_port_is_not_called_a_collector(tmp_path):
    (tmp_path / "cli.key").write_bytes(b"K" * 32)
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        write_running(tmp_path, stranger.getsockname()[1])  # a collector that was killed left it behind
        done = run("open", "--print", "--data", tmp_path)
    assert done.status == 1 and is_sentence(done), done
    assert "Another program" in done.error and "process" not in done.error


def test_the_doctor_finds_nothing_to_do(running, tmp_path):
    for data in (running.data, tmp_path / "new"):
        done = run("doctor", "--data", data)
        assert done.status == 0 and {line[:4] for line in done.out.splitlines()} == {"ok  "}, done.out
    assert not (tmp_path / "new").exists()


def test_the_doctor_says_what_to_do(tmp_path):
    with sqlite3.connect(tmp_path / "pointeuse.db") as conn:
        conn.execute("PRAGMA user_version=99")
    conn.close()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("doctor", "--data", tmp_path, "--port", other.getsockname()[1])
    bad = [line for line in done.out.splitlines() if line.startswith("do  ")]
    assert done.status == 1 and len(bad) == 2
    assert "--port" in bad[0] and "newer Pointeuse" in bad[1]


def test_the_extension_is_where_it_says(tmp_path):
    folder = run("extension-path", cwd=tmp_path).out.strip()
    assert (Path(folder) / "manifest.json").is_file()


def test_the_version_is_that_of_the_extension():
    folder = run("extension-path").out.strip()
    version = json.loads((Path(folder) / "manifest.json").read_text())["version"]
    assert run("--version").out == f"pointeuse, version {version}\n"


@pytest.mark.parametrize("command", [None, *main.commands])
def test_every_command_has_help_with_an_example(command):
    done = run(*([command] if command else []), "--help")
    assert done.status == 0 and "pointeuse" in done.out.split("\n", 1)[1]


def test_both_languages_say_the_same_things():
    assert SENTENCES["en"].keys() == SENTENCES["fr"].keys()
    for name, text in SENTENCES["en"].items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", SENTENCES["fr"][name]))
