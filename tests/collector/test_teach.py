"""Invented people: the same for the same seed, valid by the catalogue, and possible for one pair of eyes."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from msgspec.json import encode

from pointeuse.collector.acts import Act, decode
from pointeuse.collector.acts.shapes import CHUNK_MS, DAY_MS, HOUR_MS
from pointeuse.collector.catalogue import ATTENTION, TIME_KINDS, load
from pointeuse.collector.errors import NotFound
from pointeuse.collector.teach.acts import acts_of
from pointeuse.collector.teach.days import EPOCH, familiarity
from pointeuse.collector.teach.personas import name_of, persona_named, personas
from pointeuse.collector.valuation.parameters.tables import tables_of

pytestmark = pytest.mark.slow

UNTIL = datetime.date(2026, 11, 26)
CATALOGUE = load()
EVERYBODY = sorted(personas())
everybody = pytest.mark.parametrize("name", EVERYBODY)


@pytest.fixture(scope="module")
def month() -> dict[str, list[Act]]:
    return {name: list(acts_of(persona_named(name), 30, 1, UNTIL)) for name in EVERYBODY}


@pytest.fixture(scope="module")
def year() -> dict[str, list[Act]]:
    return {name: list(acts_of(persona_named(name), 365, 1, UNTIL)) for name in EVERYBODY}


def local(act: Act) -> int:
    return act.at + act.offset_min * 60_000


@everybody
def test_the_same_person_days_and_seed_give_the_same_acts(name, month):
    assert list(acts_of(persona_named(name), 30, 1, UNTIL)) == month[name]


@everybody
def test_another_seed_gives_somebody_else(name, month):
    other = list(acts_of(persona_named(name), 30, 2, UNTIL))
    assert {act.at for act in other}.isdisjoint({act.at for act in month[name] if act.kind == ATTENTION})


@everybody
def test_a_longer_log_ends_with_the_same_days(name, month, year):
    def without_number(acts):
        return [(act.at, act.rule, act.kind, act.n, act.ms) for act in acts]

    assert without_number(year[name][-len(month[name]) :]) == without_number(month[name])


def test_another_time_zone_keeps_the_local_hours(month):
    far = list(acts_of(persona_named("teenager"), 30, 1, UNTIL, offset_min=-300))
    assert [local(act) for act in far] == [local(act) for act in month["teenager"]]


def test_the_days_end_on_the_last_one(month):
    for acts in month.values():
        days = {local(act) // DAY_MS for act in acts}
        last = (UNTIL - EPOCH).days
        assert max(days) <= last and min(days) >= last - 29


@everybody
def test_the_collector_would_accept_every_act(name, month):
    head = {"schema": 1, "device": "D" * 22, "extension": "0.1.0", "catalogue": CATALOGUE.version}
    acts = iter(month[name])
    while part := list(islice(acts, 1000)):
        batch = decode(encode(head | {"acts": part}), part[-1].at, CATALOGUE)
        assert batch.acts == part and batch.rejected == []


@everybody
def test_every_rule_is_one_that_counts_from_the_start(name, year):
    for kind, platform, rule in {(act.kind, act.platform, act.rule) for act in year[name]}:
        if platform in CATALOGUE.captchas:
            assert rule == platform and kind.startswith("captcha.")
        elif kind in TIME_KINDS:
            assert CATALOGUE.platforms[platform].tracks_time and rule == f"{platform}.{kind}"
        else:
            found = next(known for known in CATALOGUE.platforms[platform].rules if known.id == rule)
            assert kind in found.kinds and found.on_by_default


@everybody
def test_one_pair_of_eyes_does_one_thing_at_a_time(name, year):
    taken = sorted((local(act), local(act) + act.ms) for act in year[name] if act.ms)
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))


@everybody
def test_time_comes_in_chunks_within_the_day(name, year):
    spent = Counter()
    for act in year[name]:
        if act.kind in TIME_KINDS:
            assert 1_000 <= act.ms <= CHUNK_MS
            assert local(act) % DAY_MS + act.ms <= DAY_MS
            spent[local(act) // DAY_MS] += act.ms
    assert max(spent.values()) < 14 * HOUR_MS


@everybody
def test_acts_happen_where_the_person_is(name, month):
    looking = defaultdict(list)
    for act in month[name]:
        if act.kind in TIME_KINDS:
            looking[act.platform].append((act.at, act.at + act.ms))
    for act in month[name]:
        if act.platform in CATALOGUE.platforms:
            near = [start <= act.at <= end + 1_000 for start, end in looking[act.platform]]
            assert any(near), act


@everybody
def test_nothing_is_undone_that_was_not_done(name, year):
    net = Counter()
    for act in year[name]:
        net[act.rule, act.kind] += act.n
        assert net[act.rule, act.kind] >= 0
    assert any(act.n == -1 for act in year[name])


@everybody
def test_captchas_take_the_time_they_take(name, year):
    met = [act for act in year[name] if act.kind.startswith("captcha.")]
    assert len(met) > 20
    for act in met:
        assert act.detail["labels"] <= act.detail["judgements"]
        assert (act.ms == 0) == (act.detail["outcome"] == "auto-passed")
        assert act.ms == 0 or 1_000 <= act.ms <= 150_000


@everybody
def test_a_year_is_plausible(name, year):
    hours = sum(act.ms for act in year[name] if act.kind in TIME_KINDS) / HOUR_MS / 365
    acts = sum(act.n for act in year[name] if act.kind not in TIME_KINDS) / 365
    on = len({local(act) // DAY_MS for act in year[name]})
    assert 0.5 <= hours <= 6.5 and 5 <= acts <= 250
    assert 290 <= on < 365


def test_they_are_different_people(year):
    first = {name: Counter(act.platform for act in acts).most_common(1)[0][0] for name, acts in year.items()}
    assert len(set(first.values())) >= 5, first


def test_the_days_grow_slowly():
    early, late = Counter(), Counter()
    for act in acts_of(persona_named("creator"), 5 * 365, 1, UNTIL):
        age = (UNTIL - EPOCH).days - local(act) // DAY_MS
        (early if age > 4 * 365 else late if age <= 365 else Counter())[act.kind] += act.ms
    assert 0.2 < early[ATTENTION] / late[ATTENTION] < 0.75


def test_nobody_uses_what_does_not_exist_yet():
    until = datetime.date(2022, 11, 1)
    assert "chatgpt" not in {act.platform for act in acts_of(persona_named("researcher"), 200, 1, until)}
    day = (datetime.date(2024, 1, 1) - EPOCH).days
    assert familiarity("2024-01-01", day - 1) == familiarity("2024-01-01", day) == 0
    assert 0.9 < familiarity("2024-01-01", day + 365) < 1


def test_ten_years_are_made_one_act_after_the_other():
    acts = acts_of(persona_named("creator"), 3650, 1, UNTIL)
    assert isinstance(acts, Iterator) and next(acts).seq == 1


@everybody
def test_a_persona_is_whole(name):
    persona = persona_named(name)
    assert persona.id == name
    for text in (persona.name, persona.description):
        assert text.en and text.fr and text.en != text.fr
    assert tables_of().country(persona.country).region
    assert len(persona.week) == 7 and set(persona.away) == {"day", "week"}
    named = {hours for habit in persona.habits for hours in habit.when} | {"captchas"}
    assert named == set(persona.hours)
    assert {int(hour) for hours in persona.hours.values() for hour in hours} <= set(range(24))


def test_an_unknown_persona_is_told_who_there_is():
    with pytest.raises(NotFound) as error:
        persona_named("nobody")
    assert all(name in error.value.message for name in EVERYBODY)


def test_a_mark_of_another_version_still_has_a_name():
    assert name_of("teenager/365/1/2026-11-26").en == "Inès, 16, at school"
    assert name_of("plumber/9/1").fr == "plumber"
