"""Reading a stopped collector's database, and comparing it with what a browser was told."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from pointeuse.collector.store.sums import rollups
from tests.fault.running import act

ROWS = """SELECT d.name, seq, k.name, p.name, r.name, at, offset_min, ms, n,
 (SELECT json_group_object(f.name, value) FROM act_detail JOIN field f ON f.id=field WHERE act=a.id)
 FROM act a JOIN device d ON d.id=a.device JOIN rule r ON r.id=a.rule
 JOIN platform p ON p.id=r.platform JOIN kind k ON k.id=r.kind"""
OUTCOMES = ("solved", "failed")
FIELDS = ("seq", "kind", "platform", "rule", "at", "offset_min", "ms", "n")


def stored(data: Path) -> dict[tuple[str, int], dict]:
    """Return every act by (device, seq), in the form in which it was sent. The collector must be stopped."""
    with closing(sqlite3.connect(data / "pointeuse.db")) as conn:
        found = {}
        for device, *values, detail in conn.execute(ROWS):
            made = dict(zip(FIELDS, values, strict=True))
            if read := json.loads(detail):
                made["detail"] = read | ({"outcome": OUTCOMES[read["outcome"]]} if "outcome" in read else {})
            found[device, made["seq"]] = made
        return found


def check_whole(data: Path) -> None:
    """Assert that the file is sound and that every sum equals a recount of the acts."""
    with closing(sqlite3.connect(data / "pointeuse.db")) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        twice = "SELECT device, seq FROM act GROUP BY device, seq HAVING count(*) > 1"
        assert conn.execute(twice).fetchall() == []
        assert rollups.check(conn) == []


def check_stored(data: Path, device: str, acknowledged: set[int], sent: set[int]) -> None:
    """Assert that all that was acknowledged is stored as it was sent, and nothing that was not sent is."""
    found = {seq: made for (name, seq), made in stored(data).items() if name == device}
    assert acknowledged - found.keys() == set(), "acknowledged and lost"
    assert found.keys() - sent == set(), "stored and never sent"
    assert [seq for seq, made in found.items() if made != act(seq)] == [], "stored with other content"
