"""Power may fail after any answer: before each 200 the log of its commit was forced to the disk.

Watched from outside with strace, which `tests/install.sh` installs where it can.
"""

import os
import re
import shutil
import signal

from tests.fault.running import Browser, act

CALL = re.compile(r"^\d+ +(?:<\.\.\. )?(pwrite64|fdatasync|sendto|send|write|writev|sendmsg)\b[^\"]*(.*)$")
TRACE = ("strace", "-f", "-y", "-s", "64", "-e", "trace=pwrite64,fdatasync,fsync,sendto,sendmsg,write,writev")


def events(trace: str) -> list[str]:
    """Return what happened in order: `log` written, `sync` of the log done, `200` sent."""
    found, pending = [], {}
    for line in trace.splitlines():
        pid = line.split(" ", 1)[0]
        if "pwrite64(" in line and "pointeuse.db-wal" in line:
            found.append("log")
        elif "fdatasync(" in line and "pointeuse.db-wal" in line:
            if "<unfinished" in line:
                pending[pid] = True
            elif line.endswith("= 0"):
                found.append("sync")
        elif "<... fdatasync resumed>" in line and pending.pop(pid, False) and line.endswith("= 0"):
            found.append("sync")
        elif "HTTP/1.1 200" in line and "resumed" not in line:
            found.append("200")
    return found


def test_log_is_synced_before_every_answer(start, data, tmp_path):
    trace = tmp_path / "trace"
    assert shutil.which("strace"), "this test watches the collector with strace; run tests/install.sh"
    collector = start(before=(*TRACE, "-o", str(trace)))
    browser = Browser(data)
    for first in range(1, 200, 10):
        assert browser.send([act(seq) for seq in range(first, first + 10)]).status == 200
    os.kill(collector.pid, signal.SIGTERM)
    collector.process.wait(20)
    found = events(trace.read_text("utf-8", "replace"))
    answers = [index for index, event in enumerate(found) if event == "200"]
    commits = 0
    for start_, end in zip([0, *answers], answers, strict=False):
        between = found[start_:end]
        if "log" in between:
            commits += 1
            assert "sync" in between[len(between) - between[::-1].index("log") :], "a 200 before the sync"
    assert commits >= 20
