"""Every refusal that a person may meet on the dashboard has words in both languages."""

import ast
import re
from pathlib import Path

from pointeuse.collector import errors
from pointeuse.collector.errors import PointeuseError, StartupError
from tests.browser.collector_process import ROOT

TABLE = (ROOT / "dashboard" / "kit" / "refusals.js").read_text("utf-8")
WORDED = set(re.findall(r'^  "?([\w-]+)"?: \(\) =>', TABLE, re.MULTILINE))
MET = [
    ROOT / "collector" / "sessions.py",
    ROOT / "collector" / "worker.py",
    ROOT / "collector" / "valuation" / "parameters" / "assumptions.py",
    *(
        path
        for folder in ("routes", "store", "sums", "worth", "exports", "../dashboard")
        for path in sorted((ROOT / "collector" / folder).rglob("*.py"))
    ),
]
ELSEWHERE = {
    "extension": "said to a browser that pairs",
    "device": "said to a browser that sends",
    "hello": "said to a browser that sends",
    "erasing": "said to a browser that asks to forget",
    "name": "the name of a filter is its code",
    "empty": "written in the language that was asked for",
}


def codes_of(path: Path) -> set[str]:
    """Return the code of every error that a file raises, by its second argument or its class."""
    tree = ast.parse(path.read_text("utf-8"))
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }
    calls = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    return {found for call in calls if isinstance(call, ast.Call) for found in _code(call, constants)}


def _code(call: ast.Call, constants: dict[str, str]) -> set[str]:
    kind = getattr(errors, getattr(call.func, "id", ""), None)
    if kind is None or not issubclass(kind, PointeuseError) or issubclass(kind, StartupError):
        return set()
    if len(call.args) < 2:
        return {kind.code}
    match call.args[1]:
        case ast.Constant(value=code):
            return {code}
        case ast.Name(id=name) if name in constants:
            return {constants[name]}
        case written:
            return {ast.unparse(written)}


def test_what_is_refused_has_words():
    for path in MET:
        assert codes_of(path) - WORDED - ELSEWHERE.keys() == set(), path


def test_no_words_are_for_what_is_never_refused():
    raised = set().union(*map(codes_of, MET))
    by_name = {"platforms", "operators", "kinds"}
    assert WORDED - by_name <= raised
    assert ELSEWHERE.keys() <= raised
