"""What values add to the views of a full log, and what the band of its last year costs its worker."""

import resource
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch  # takes the values out of a view, which has no switch for that

from pointeuse.dashboard.numbers import snapshot as figures
from pointeuse.dashboard.views import overview
from pointeuse.dashboard.web.bands import job_of

from .serving import ROOT
from .viewing import opened

VIEWS = ("year", "all")
TIMES = 15
"""Views of a round, by turns. The least of each counts: one may take half again as long as the next."""


def values_of(database: Path, rounds: int) -> dict[str, list[float]]:
    """Return the CPU of each of VIEWS as a ratio to the same view unvalued, and of a band in seconds."""
    with opened(database) as log:

        def view(name: str) -> float:
            began = time.process_time()
            log.view(name)
            return time.process_time() - began

        def ratio(name: str) -> float:
            pairs = [(view(name), _unvalued(view, name)) for _ in range(TIMES)]
            valued, unvalued = (min(costs) for costs in zip(*pairs, strict=True))
            return valued / unvalued

        measured = {f"valued-{name}": [] for name in VIEWS}
        for number in range(rounds + 1):  # the first one only warms up
            for name in VIEWS:
                found = ratio(name)
                measured[f"valued-{name}"] += [found] if number else []
        job = job_of(figures.read(log.conn, "year", log.until))
    return measured | {"band": [_band(job) for _ in range(rounds)]}


def _unvalued(view, name: str) -> float:
    """What is compared with must be the same view: nobody but this measurement wants one without values."""
    with ExitStack() as without:
        without.enter_context(patch.object(overview, "values", lambda *_: {}))
        without.enter_context(patch.object(figures, "units_for", lambda *_: None))
        return view(name)


def _band(job: bytes) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pointeuse.dashboard.numbers.band_worker"]
    subprocess.run(command, input=job, cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
