"""Opening the browser: through a file for its owner only, so that no list of processes shows a ticket."""

import http.client
import json
import stat
import sys
import time
from pathlib import Path

import psutil
import pytest
from command_line import DEADLINE, LINK, run, served

from pointeuse.collector.commands.browser import has_screen
from pointeuse.collector.signing import new_nonce

# A stand-in for a browser: notes its arguments, what it was given to read and its mode, then stays a while.
BROWSER = """\
import json, os, pathlib, sys, time, urllib.parse, urllib.request
path = pathlib.Path(urllib.request.url2pathname(urllib.parse.urlsplit(sys.argv[1]).path))
seen = {"argv": sys.argv[1:], "page": path.read_text(), "mode": path.stat().st_mode}
note = pathlib.Path(__file__).with_suffix(".json")
note.with_suffix(".part").write_text(json.dumps(seen))
note.with_suffix(".part").replace(note)
time.sleep(1)
"""


@pytest.fixture
def browser(tmp_path):
    """Return (command for $BROWSER, the file in which it notes what it saw)."""
    script = tmp_path / "browser.py"
    script.write_text(BROWSER)
    return f"{sys.executable} {script} %s", script.with_suffix(".json")


def wait_for_note(note: Path, sampled: set[str]) -> dict:
    """Return the browser's note; collect the command line of every process meanwhile."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end and not note.exists():
        for process in psutil.process_iter(["cmdline"]):
            sampled.add(" ".join(process.info["cmdline"] or []))
        time.sleep(0.005)
    return json.loads(note.read_text())


def test_the_ticket_is_in_an_owner_only_file_and_never_in_the_process_list(tmp_path, browser):
    command, note = browser
    data, sampled = tmp_path / "data", set()
    with served(data, "serve", "--port", 0, BROWSER=command) as collector:
        seen = wait_for_note(note, sampled)
        said = collector.stop().out
    port, page, ticket = LINK.search(seen["page"]).groups()
    assert (int(port), page) == (
        collector.port,
        "pair",
    ) and f'location.replace("{LINK.search(seen["page"])[0]}")'
    assert stat.S_IMODE(seen["mode"]) == 0o600 and seen["argv"] == [(data / "open.html").as_uri()]
    assert any("browser.py" in line for line in sampled) and not any(ticket in line for line in sampled)
    assert ticket not in said and "pointeuse pair --print" in said
    assert not (data / "open.html").exists()


def test_a_paired_browser_gets_the_dashboard(tmp_path, browser):
    command, note = browser
    data = tmp_path / "data"
    with served(data) as collector:
        ticket = LINK.search(run("pair", "--print", "--data", data).out)[3]
        pair(collector.port, ticket)
        done = run("open", "--data", data, BROWSER=command)
        assert done.status == 0 and LINK.search(wait_for_note(note, set())["page"])[2] == "open"
        note.unlink()
        said = collector.stop().out
    assert "Connected: Chromium 156" in said
    with served(data, "serve", "--port", 0, BROWSER=command):
        assert LINK.search(wait_for_note(note, set())["page"])[2] == "open"


def test_a_browser_that_fails_leaves_the_link(tmp_path):
    data = tmp_path / "data"
    with served(data):
        done = run("open", "--data", data, BROWSER=f"{sys.executable} -c import/nothing %s")
    assert LINK.search(done.out)[2] == "open"


def test_a_screen_is_needed_where_a_system_may_have_none():
    assert not has_screen({}, "linux")
    assert all(has_screen({name: "x"}, "linux") for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    assert has_screen({}, "darwin") and has_screen({}, "win32")


def pair(port: int, ticket: str) -> None:
    identity = json.loads((Path(__file__).parents[2] / "extension/contract/identity.json").read_text())
    content = {"ticket": ticket, "device": new_nonce(), "browser": "Chromium 156", "extension": "0.1.0"}
    origin = f"chrome-extension://{identity['chromium'][0]}"
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Content-Type": "application/json", "Origin": origin}
    connection.request("POST", "/v1/pair", json.dumps(content), headers)
    assert connection.getresponse().status == 200
    connection.close()
