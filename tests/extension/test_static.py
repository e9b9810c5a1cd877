"""What the compiler and the browsers' own linter say of the extension, without running it."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXTENSION = HERE.parents[1] / "extension"
BIN = HERE / "node_modules" / ".bin"

# One manifest serves both browsers: Firefox takes `scripts` and says that it ignores `service_worker`.
# The telephone is not offered: the version there that knows the data declaration is a later one.
EXPECTED_REMARKS = {"BACKGROUND_SERVICE_WORKER_IGNORED", "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION"}


def test_types_written_in_comments_hold():
    run = subprocess.run([BIN / "tsc", "-p", HERE / "tsconfig.json"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_linter_of_the_add_on_store_is_content():
    run = subprocess.run(
        [BIN / "web-ext", "lint", "--source-dir", EXTENSION, "--output", "json", "--no-config-discovery"],
        capture_output=True,
        text=True,
    )
    report = json.loads(run.stdout)
    remarks = {row["code"]: row for kind in ("errors", "warnings") for row in report[kind]}
    assert set(remarks) <= EXPECTED_REMARKS, remarks
