"""How the tests themselves are run: shared out, timed, looked into when they fail, prolonged."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("BUILD", ROOT / "build"))
