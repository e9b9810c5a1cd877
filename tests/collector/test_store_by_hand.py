"""Acts that the person adds are acts like the others, told apart by their device."""

import re

import pytest

from pointeuse.collector.acts import Act
from pointeuse.collector.errors import Malformed
from pointeuse.collector.store.acts.browse import one
from pointeuse.collector.store.acts.by_hand import RULE, add, device_of, is_by_hand
from pointeuse.collector.store.strike import Strikes
from pointeuse.collector.store.sums import rollups
from pointeuse.collector.store.sums.horizon import set_horizon
from tests.collector.batches import AT, CATALOGUE


def wanted(kind="like", platform="youtube", at=AT, ms=0, n=1) -> Act:
    return Act(1, kind, platform, RULE, at, 60, ms, n)


async def added(store, act: Act) -> dict:
    id_ = await store.write(lambda conn: add(conn, CATALOGUE, act))
    return (await store.read(lambda conn: one(conn, id_, CATALOGUE.kinds))).act


async def test_an_act_by_hand_is_counted(store):
    act = await added(store, wanted(n=3, ms=120_000))
    assert re.fullmatch("by-hand-[0-9A-Za-z_-]{14}", act.pop("device"))
    assert act == {
        **{"seq": 1, "kind": "like", "platform": "youtube", "rule": "by-hand"},
        **{"at": AT, "offset_min": 60, "ms": 120_000, "n": 3},
    }
    day = (AT + 3_600_000) // 86_400_000
    (total,) = await store.read(lambda conn: rollups.totals(conn, day, day))
    assert (total.n, total.ms, total.acts) == (3, 120_000, 1)
    assert await store.read(rollups.check) == []


async def test_each_has_a_seq_of_its_own_even_after_a_strike(store):
    first, second = await added(store, wanted()), await added(store, wanted())
    assert first["device"] == second["device"] and (first["seq"], second["seq"]) == (1, 2)
    await Strikes(store, CATALOGUE).strike([(second["device"], 2)])
    assert (await added(store, wanted()))["seq"] == 3


async def test_time_by_hand_counts_its_minutes(store):
    act = await added(store, wanted("attention", ms=150_000, n=1))
    assert (act["n"], act["ms"]) == (3, 150_000)


async def test_a_captcha_by_hand(store):
    assert (await added(store, wanted("captcha.image", "recaptcha-v2")))["platform"] == "recaptcha-v2"


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (wanted("hologram"), "kind"),
        (wanted(platform="nowhere"), "platform"),
        (wanted(platform="recaptcha-v2"), "platform"),
        (wanted("captcha.image", "youtube"), "platform"),
        (wanted("attention"), "minutes"),
        (wanted(at=AT - 86_400_000), "horizon"),
    ],
)
async def test_what_cannot_have_been_is_refused(store, odd, code):
    await store.write(lambda conn: set_horizon(conn, (AT + 3_600_000) // 86_400_000))
    with pytest.raises(Malformed) as refused:
        await added(store, odd)
    assert refused.value.code == code
    assert await store.read(lambda conn: conn.execute("SELECT count(*) FROM act").fetchone()) == (0,)


async def test_the_device_stays_and_is_told_apart(store):
    first, second = await store.write(device_of), await store.write(device_of)
    assert first == second and is_by_hand(first) and not is_by_hand("A" * 22)
