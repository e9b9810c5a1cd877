"""What the pages of the dashboard write, held to the vectors under Node: no browser is needed to format."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.suite import ROOT
from tests.written.vectors import PAGE, cases

KIT = ROOT / "dashboard" / "kit" / "format.js"
# All that the texts need of a page: its language, and the file of that language.
SCRIPT = """
const [language, texts, kit] = %s;
globalThis.document = { documentElement: { lang: language } };
globalThis.fetch = async () => ({ json: async () => texts });
const page = await import(kit);
console.log(JSON.stringify((%s)(page, %s, language)));
"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_writes_each_figure_as_the_vectors_say(language, tmp_path):
    texts = json.loads((ROOT / "dashboard" / "wording" / f"{language}.json").read_text("utf-8"))
    given = json.dumps([language, texts, KIT.as_uri()])
    script: Path = tmp_path / "script.mjs"
    script.write_text(SCRIPT % (given, PAGE, json.dumps(cases("page"))), "utf-8")
    ran = subprocess.run(["node", script], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (0, "[]\n"), ran.stdout + ran.stderr
