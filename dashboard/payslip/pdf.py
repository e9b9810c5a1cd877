"""The slip as PDF, set by a worker process: the same slip gives the same bytes, on any day."""

import json

from pointeuse.collector.worker import run

SECONDS = 30
NOT_MADE = "The PDF could not be made; the page can be printed instead. Try again in a minute."


async def pdf(words: dict) -> bytes:
    """Return the PDF of a slip in words. Raises Busy when the worker fails or is late."""
    given = json.dumps(words).encode()
    return await run("pointeuse.dashboard.payslip.worker", given=given, seconds=SECONDS, otherwise=NOT_MADE)
