"""What a view sends: specs without data, columns beside the rows that Altair would send, and in what time."""

import http.client
import json
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec

from pointeuse.collector.commands.call import call

from .serving import ROOT, Server, collector
from .viewing import opened

VIEWS = {
    "served-month": "overview?period=month",
    "served-year": "overview?period=year",
    "served-all": "overview?period=all",
    "served-rhythm": "rhythm?period=year",
    "served-rhythm-all": "rhythm?period=all",
}
SPEC = "/v1/spec/acts_by_day"
TIMES = 5
DAY_MS = 86_400_000
# Each of them is, or brings with it, a compiled library: a process that has imported one has mapped it.
# Altair itself is Python only; jsonschema, which it cannot do without, needs rpds.
HEAVY = ("pandas", "numpy", "pyarrow", "vl_convert", "rpds")


def shipped_of(database: Path, rounds: int) -> dict[str, list[float]]:
    """Return the measures of goal 15, with the collector serving the folder of the database."""
    with opened(database) as log:
        columns = json.loads(log.view("month"))
    rows = rows_of(columns)
    command = [sys.executable, "-m", "bench.specs"]
    ran = subprocess.run(command, cwd=ROOT, input=json.dumps(rows).encode(), check=True, capture_output=True)
    sizes = json.loads(ran.stdout)
    with collector(database.parent) as server:
        taken = served(server, rounds)
        heavy = sum(any(name in line for name in HEAVY) for line in mapped(server))
    return taken | {
        "spec-bytes": [sizes["spec"]],
        "columns": [sizes["inlined"] / len(columns_of(columns))],
        "heavy-libraries": [heavy],
        "kB of the largest chart as sent, compiled to Vega": [sizes["vega"] / 1000],
        "the same gzipped": [sizes["vega_gzip"] / 1000],
    }


def columns_of(view: dict) -> bytes:
    """Return what a view holds of the chart of acts by day, names included."""
    names = {"kinds": view["names"]["kinds"], "kind_labels": view["names"]["kind_labels"]["en"]}
    return msgspec.json.encode({"buckets": view["buckets"], "pieces": view["pieces"], "names": names})


def rows_of(view: dict) -> list[dict]:
    """Return the same as the rows that the chart draws."""
    buckets, pieces, labels = view["buckets"], view["pieces"], view["names"]["kind_labels"]["en"]
    return [
        {
            "start": buckets["start"][bucket] * DAY_MS,
            "end": buckets["end"][bucket] * DAY_MS,
            "slot": labels[kind],
            "acts": n,
        }
        for bucket, kind, n in zip(pieces["bucket"], pieces["kind"], pieces["n"], strict=True)
    ]


def served(server: Server, rounds: int) -> dict[str, list[float]]:
    """Return the ms from asking for a view and for a spec to having both, at best."""
    measured: dict[str, list[float]] = {name: [] for name in VIEWS}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)) as connection:
        headers = session(server, connection)
        until = f"&until={last_day(server)}"
        asked(connection, SPEC, headers)  # the first one has the specs made
        for _ in range(rounds):
            for name, view in VIEWS.items():
                measured[name].append(best(connection, f"/v1/view/{view}{until}", headers))
    return measured


def session(server: Server, connection: http.client.HTTPConnection) -> dict[str, str]:
    """Return the headers of a page that a ticket has opened."""
    origin = {"Origin": f"http://127.0.0.1:{server.port}", "Content-Type": "application/json"}
    body = json.dumps({"ticket": call(server.data, "open-ticket")["ticket"]})
    connection.request("POST", "/v1/session", body, origin)
    answer = connection.getresponse()
    key = json.loads(answer.read())["page_key"]
    return {"Cookie": answer.headers["Set-Cookie"].split(";")[0], "X-Page-Key": key}


def last_day(server: Server) -> str:
    """Return the last day of the log that is served, as the address of a view names it."""
    with opened(server.data / "pointeuse.db") as log:
        return log.until.isoformat()


def best(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> float:
    """Return the ms of the quickest of TIMES readings of a view with one spec."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        asked(connection, path, headers)
        asked(connection, SPEC, headers)
        taken.append(time.perf_counter() - began)
    return min(taken) * 1000


def asked(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    """Return an answer in full. Raises RuntimeError for any but a good one."""
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} was answered {answer.status}: {body[:200]!r}")
    return body


def mapped(server: Server) -> list[str]:
    """Return the files that the process has mapped, where the system tells (Linux)."""
    return [row.path for row in server.process.memory_maps()] if sys.platform == "linux" else []
