"""Starting: CPU until the first answer, beside an aiohttp server that does nothing."""

import tempfile
from pathlib import Path

from .serving import bare, collector


def starts_of(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Return the ratios of goal 13. The very first start makes the database, and is not counted."""
    with tempfile.TemporaryDirectory(dir=folder) as here:
        data, ratios = Path(here) / "data", []
        for number in range(rounds + 1):
            with bare() as nothing:
                base = nothing.cpu()
            with collector(data) as server:
                ratios += [server.cpu() / base] if number else []
    return {"start-cpu": ratios}
