"""What is exported is what the schema says, and restoring it makes the same log again."""

import io
import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from pointeuse.collector.catalogue import EXTENSION
from pointeuse.collector.errors import Malformed
from pointeuse.collector.exports.forms import FORMS, exported, file_name
from pointeuse.collector.exports.parsing import LONGEST, Reader
from pointeuse.collector.routes.export import page_of
from pointeuse.collector.routes.log_bodies import Page
from pointeuse.collector.settings import Settings
from pointeuse.collector.store import Store
from pointeuse.collector.store.acts.browse import page
from pointeuse.collector.store.acts.by_hand import add
from pointeuse.collector.store.acts.names import Names, high_water
from pointeuse.collector.store.acts.restore import restore
from pointeuse.collector.store.acts.selection import EVERYTHING, Selection
from pointeuse.collector.store.erasing.retention import EPOCH
from pointeuse.collector.store.erasing.selected import Chosen
from pointeuse.collector.store.kept.invented import mark
from pointeuse.collector.store.strike import Struck
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.horizon import set_horizon
from tests.collector.batches import (
    AT,
    CATALOGUE,
    DEVICE,
    NOW,
    OTHER_DEVICE,
    act,
    attention,
    batch,
    captcha,
    client,
)
from tests.collector.test_store_by_hand import wanted
from tests.suite.long_run import draws

SCHEMAS = {
    name: json.loads((EXTENSION / "contract" / f"{name}.schema.json").read_text("utf-8"))
    for name in ("batch", "export")
}
VALID = jsonschema.Draft202012Validator(SCHEMAS["export"])
UNKNOWN = act(5, kind="hologram", platform="later", rule="later.hologram", detail={"depth": -3})
MANY = [act(1), captcha(2), attention(3), act(4, n=-1), UNKNOWN]


async def send(store, *acts, device=DEVICE):
    return await store.ingest(client(device), batch(*acts, device=device))


async def file_of(store, form: str) -> str:
    """Return the whole log as a file of this form."""
    rows = await store.read(lambda conn: page(conn, EVERYTHING, CATALOGUE.kinds, 0, 10_000))
    return FORMS[form].header(False) + "".join(FORMS[form].line(row.act) for row in rows)


async def restored(store, text: str, form: str, with_erased=False):
    """Restore a file; return the outcome with every refusal, of reading and of storing, in `refused`."""
    lines = io.StringIO(text).read().split("\n")
    header, first = (lines.pop(0), 2) if form == "csv" else (None, 1)
    kept, refused = Reader(form, header, CATALOGUE).read(lines, first, NOW)
    outcome = await store.write(lambda conn: restore(conn, Names(CATALOGUE), kept, with_erased))
    outcome.refused += refused
    return outcome


@pytest.fixture
async def full(store):
    await send(store, *MANY)
    await send(store, act(1, at=AT - 10**9), captcha(2), device=OTHER_DEVICE)
    await store.write(lambda conn: add(conn, CATALOGUE, wanted()))
    return store


async def test_every_exported_line_is_as_the_schema_says(full):
    lines = (await file_of(full, "json")).splitlines()
    assert len(lines) == 8
    for line in lines:
        VALID.validate(json.loads(line))
    marked = exported(json.loads(lines[0]), True)
    VALID.validate(marked)
    with pytest.raises(jsonschema.ValidationError):
        VALID.validate(marked | {"invented": False})


def test_an_exported_act_is_an_act_as_it_came():
    came, leaves = SCHEMAS["batch"]["$defs"]["act"], SCHEMAS["export"]
    assert leaves["properties"].keys() == came["properties"].keys() | {"device", "invented"}
    assert {name: leaves["properties"][name] for name in came["properties"]} == came["properties"]
    assert set(leaves["required"]) == {"device", *came["required"]}


@pytest.mark.parametrize("form", FORMS)
async def test_an_export_makes_the_same_log_again(full, form, tmp_path):
    text = await file_of(full, form)
    other = Store.open(Settings(tmp_path / "other").ready(), CATALOGUE)
    outcome = await restored(other, text, form)
    assert (outcome.stored, outcome.refused, outcome.conflict) == (8, [], [])
    assert await file_of(other, form) == text
    assert await other.read(rollups.check) == []
    again = await restored(other, text, form)
    assert (again.stored, again.duplicate) == (0, 8)
    assert (await send(other, *MANY)).duplicate == [(1, 5)]
    await other.close()


async def test_the_same_acts_are_the_same_bytes_whatever_was_met_before(store, tmp_path):
    """The fields of a detail have an order of their own, not that in which a log first met them."""
    for seq, fields in enumerate([{"a": 1}, {"z": 1}, {"z": 2, "a": 2}], 1):
        await send(store, act(seq, kind="hologram", platform="later", detail=fields))
    await store.erase(Struck(((DEVICE, 1),), AT))
    text = await file_of(store, "json")
    other = Store.open(Settings(tmp_path / "other").ready(), CATALOGUE)
    await restored(other, text, "json")
    assert await file_of(other, "json") == text
    await other.close()


async def test_a_restored_log_does_not_keep_a_browser_from_sending_what_is_missing(store):
    """A part of the log was restored: the browser is asked for everything it still holds."""
    await restored(store, FORMS["json"].line({"device": DEVICE, **act(500)}), "json")
    assert await store.read(lambda conn: high_water(conn, DEVICE)) == 0
    assert (await send(store, act(1), act(500))).stored == [(1, 1)]


GOOD = {"device": DEVICE, **act(1)}
LINES = {
    "json": ["{", "[" * 2000, '"\\ud800', "x" * (LONGEST + 1), '{"at": 1e999', json.dumps(GOOD)[:-1]],
    "shape": ["1", "NaN", "[]", "null", '"a"', "{}", json.dumps(GOOD | {"device": "short"})],
    "unknown-key": [json.dumps(GOOD | {"url": "x"}), json.dumps(GOOD | {"id": 3})],
    "duplicate-key": [json.dumps(GOOD)[:-1] + ', "seq": 2}'],
    "clock": [json.dumps(GOOD | {"at": 5}), json.dumps(GOOD | {"at": NOW + 2 * 86_400_000})],
    "range": [json.dumps(GOOD | {"n": 0}), json.dumps(GOOD | {"seq": 0}), json.dumps(GOOD | {"ms": -1})],
    "undo": [json.dumps(GOOD | {"kind": "prompt", "n": -1})],
    "detail": [json.dumps(GOOD | {"detail": {"labels": 1}})],
    "invented": [json.dumps(GOOD | {"invented": True}), json.dumps(GOOD | {"invented": "no"})],
    "horizon": [json.dumps(GOOD | {"at": AT - 40 * 86_400_000})],
}


@pytest.mark.parametrize("reason", LINES)
async def test_a_bad_line_is_named_and_the_others_are_stored(store, reason):
    await store.write(lambda conn: set_horizon(conn, (AT // 86_400_000) - 30))
    good = [FORMS["json"].line({"device": DEVICE, **act(seq)}) for seq in (7, 8)]
    text = "\n".join([good[0].strip(), *LINES[reason], "", good[1].strip()])
    outcome = await restored(store, text, "json")
    numbers = range(2, 2 + len(LINES[reason]))
    assert sorted(outcome.refused) == [(number, reason) for number in numbers]
    assert outcome.stored == 2 and await store.read(rollups.check) == []


async def test_bad_lines_of_csv(store):
    line = FORMS["csv"].line({"device": DEVICE, **captcha(3)}).strip()
    odd = [line[: line.index("9400")], line + ",more", line.replace("9400", "9400.0"), line.replace('""', "")]
    header = FORMS["csv"].header(False).strip()
    outcome = await restored(store, "\n".join([header, *odd, line]), "csv")
    assert sorted(outcome.refused) == [(number, "csv") for number in range(2, 6)]
    assert outcome.stored == 1


def test_the_documentation_explains_every_field_and_every_reason():
    text = (EXTENSION.parent / "docs" / "export-format.md").read_text("utf-8")
    names = {*SCHEMAS["export"]["properties"], *LINES, "csv", "conflict"}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("form", FORMS)
async def test_an_invented_log_says_so_in_every_line(full, form):
    """Nothing of it can be taken for a real act, nor get among real ones."""
    await full.write(lambda conn: mark(conn, "somebody/1/1/20000"))
    found = await full.read(lambda conn: page_of(conn, Page(), CATALOGUE.kinds))
    text = FORMS[form].header(True) + "".join(map(FORMS[form].line, found["acts"]))
    assert all(act["invented"] is True for act in found["acts"]) and found["whole"] == 8
    outcome = await restored(full, text, form)
    assert [reason for _, reason in outcome.refused] == ["invented"] * 8


@pytest.mark.parametrize("header", [None, "", "device,seq", "a" * 100, '"', "\x00"])
async def test_a_csv_without_its_columns_is_refused_as_a_whole(header):
    with pytest.raises(Malformed):
        Reader("csv", header, CATALOGUE)


async def test_an_invented_csv_is_not_restored(store):
    text = FORMS["csv"].header(True) + FORMS["csv"].line(exported(GOOD, True))
    assert "invented" in text and (await restored(store, text, "csv")).refused == [(2, "invented")]


async def test_an_act_with_the_identity_of_another_is_named_and_not_taken(store):
    await send(store, act(1), act(2))
    text = "".join(
        FORMS["json"].line({"device": DEVICE, **one}) for one in (act(1), act(2, n=5), act(3), act(3))
    )
    outcome = await restored(store, text, "json")
    assert (outcome.stored, outcome.duplicate, outcome.conflict) == (1, 2, [2])
    assert await store.read(rollups.check) == []


async def test_what_was_erased_stays_out_unless_it_is_wanted(store):
    await send(store, *MANY)
    text = await file_of(store, "json")
    await store.erase(Chosen(Selection(kinds=("like",)), NOW))
    outcome = await restored(store, text, "json")
    assert (outcome.stored, outcome.duplicate, outcome.erased) == (0, 3, 2)
    outcome = await restored(store, text, "json", with_erased=True)
    assert (outcome.stored, outcome.duplicate, outcome.erased) == (2, 3, 0)
    outcome = await restored(store, text, "json")
    assert (outcome.stored, outcome.duplicate, outcome.erased) == (0, 5, 0)


@pytest.mark.parametrize(
    ("form", "invented", "name"),
    [("json", False, "pointeuse-2026-11-26.jsonl"), ("csv", True, "pointeuse-2026-11-26-invented.csv")],
)
def test_a_file_says_by_its_name_what_it_is(form, invented, name):
    assert file_name(FORMS[form], EPOCH.replace(2026, 11, 26), invented) == name


DETAILS = st.fixed_dictionaries(
    {"outcome": st.sampled_from(["solved", "failed", "auto-passed"])},
    optional={"labels": st.integers(0, 10_000), "rounds": st.integers(0, 1000)},
)
ANY_ACT = st.one_of(
    st.builds(
        dict,
        kind=st.sampled_from(["like", "share", "hologram"]),
        platform=st.sampled_from(["youtube", "reddit", "later"]),
        n=st.sampled_from([-1, 1, 1000]),
        ms=st.integers(0, 86_400_000),
    ),
    st.builds(dict, kind=st.just("captcha.image"), platform=st.just("hcaptcha"), detail=DETAILS),
    st.builds(dict, kind=st.just("attention"), n=st.integers(1, 3), ms=st.integers(1, 60_000)),
    st.builds(
        dict,
        kind=st.just("hologram"),
        detail=st.dictionaries(st.sampled_from(["depth", "a", "z"]), st.integers(-9, 9), max_size=3),
    ),
)
WHEN = st.builds(dict, at=st.integers(946_684_800_000, NOW), offset_min=st.integers(-840, 840))
LOG = st.lists(st.tuples(st.sampled_from([DEVICE, OTHER_DEVICE]), ANY_ACT, WHEN), min_size=1, max_size=25)


# Each example has stores of its own; the folder of the test only gives them a place.
@pytest.mark.drawn
@examples(max_examples=draws(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LOG, st.sampled_from(sorted(FORMS)), st.data())
async def test_any_log_comes_back_as_it_was(tmp_path_factory, log, form, data):
    stores = [Store.open(Settings(tmp_path_factory.mktemp("log")).ready(), CATALOGUE) for _ in range(2)]
    for seq, (device, made, when) in enumerate(log, 1):
        await send(stores[0], act(seq, **{**made, **when}), device=device)
    text = await file_of(stores[0], form)
    assert (await restored(stores[1], text, form)).stored == len(log)
    assert await file_of(stores[1], form) == text
    lines = text.splitlines(keepends=True)
    some = data.draw(st.lists(st.sampled_from(lines[1:] or lines), max_size=5)) if form == "csv" else lines
    again = await restored(stores[1], (lines[0] if form == "csv" else "") + "".join(some), form)
    assert (again.stored, again.conflict, again.refused) == (0, [], [])
    assert await stores[1].read(rollups.check) == []
    for store in stores:
        await store.close()
