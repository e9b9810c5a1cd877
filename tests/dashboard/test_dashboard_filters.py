"""Any period, chosen platforms and kinds: every figure of a view is of these acts and of no others."""

from datetime import date, timedelta

import pytest

from pointeuse.collector.catalogue import load
from pointeuse.collector.errors import Malformed
from pointeuse.collector.sums.filters import EVERYTHING, platforms_of, read_filter
from pointeuse.collector.sums.period import before, day_number, period_between, read_since
from tests.dashboard.seeded import acts_of, fill

OVERVIEW = "/v1/view/overview"
CATALOGUE = load()


async def view(served, query=""):
    answer = await served.get(f"{OVERVIEW}?{query}")
    assert answer.status == 200, await answer.text()
    return await answer.json()


def iso(day):
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def day_of(act):
    return (act.at + act.offset_min * 60_000) // 86_400_000


@pytest.fixture
async def person(served, today):
    """A store with acts of 80 days, and those acts."""
    acts = acts_of(range(today - 79, today + 1))
    await fill(served.store, acts)
    return served, acts


@pytest.mark.parametrize(("first", "last"), [(20, 10), (10, 10), (79, 40)])
async def test_a_custom_period_counts_its_days_and_no_others(person, today, first, last):
    served, acts = person
    shown = await view(served, f"from={iso(today - first)}&until={iso(today - last)}")
    inside = [act for act in acts if today - first <= day_of(act) <= today - last]
    assert shown["total"]["acts"] == sum(act.n for act in inside if act.kind != "attention")
    assert shown["total"]["ms"] == sum(act.ms for act in inside if act.kind == "attention")
    assert shown["period"] == {
        "name": "custom",
        "first": today - first,
        "last": today - last,
        "step": "day",
    }
    assert sum(shown["pieces"]["n"]) == shown["total"]["acts"]


FILTERS = {
    "platforms=youtube": lambda act: act.platform == "youtube",
    "platforms=youtube,x": lambda act: act.platform in ("youtube", "x"),
    "operators=alphabet": lambda act: act.platform in platforms_of(["alphabet"], CATALOGUE),
    "kinds=like": lambda act: act.kind == "like",
    "kinds=like,attention&platforms=x": lambda act: act.kind in ("like", "attention") and act.platform == "x",
    "platforms=x&operators=alphabet": lambda act: False,
    "platforms=nowhere": lambda act: False,
}


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("period", ["day", "month", "all"])
async def test_the_whole_view_follows_a_filter(person, today, query, period):
    served, acts = person
    shown = await view(served, f"period={period}&{query}")
    first = shown["period"]["first"]
    inside = [act for act in acts if FILTERS[query](act) and first <= day_of(act) <= today]
    labour = [act for act in inside if act.kind != "attention"]
    assert shown["filtered"]
    assert shown["total"]["acts"] == sum(act.n for act in labour)
    assert shown["total"]["ms"] == sum(act.ms for act in inside if act.kind == "attention")
    assert shown["today"]["acts"] == sum(act.n for act in labour if day_of(act) == today)
    assert sum(shown["pieces"]["n"]) == sum(act.n for act in labour)
    assert sum(shown["attention"]["ms"]) == shown["total"]["ms"]
    places = {shown["names"]["platforms"][code] for code in shown["platforms"]["platform"]}
    assert places == {act.platform for act in inside}


async def test_coverage_and_choices_are_of_everything_whatever_is_looked_at(person):
    served, _ = person
    everything, some = await view(served), await view(served, "platforms=youtube")
    assert named(everything) == named(some)
    assert len(some["coverage"]["rules"]["rule"]) == len(everything["coverage"]["rules"]["rule"])
    assert not everything["filtered"]


def named(shown):
    names, offered = shown["names"], shown["offered"]
    return (
        [names["platforms"][code] for code in offered["platform"]],
        [names["kinds"][code] for code in offered["kind"]],
        offered["operators"],
    )


async def test_as_many_days_before_are_what_that_period_says_of_itself(person, today):
    served, _ = person
    shown = await view(served, "period=week&platforms=youtube,facebook")
    earlier = shown["previous"]
    assert (earlier["first"], earlier["last"]) == (today - 13, today - 7)
    alone = await view(served, f"period=week&until={iso(today - 7)}&platforms=youtube,facebook")
    assert (earlier["acts"], earlier["ms"]) == (alone["total"]["acts"], alone["total"]["ms"])
    assert earlier["methods"]["amount"] == pytest.approx(alone["total"]["methods"]["amount"])


@pytest.mark.parametrize("query", ["period=all", "period=year", "period=month&until={early}"])
async def test_what_the_log_does_not_hold_is_not_compared_with(person, today, query):
    served, _ = person
    shown = await view(served, query.format(early=iso(today - 30)))
    assert shown["previous"] is None


async def test_every_part_of_the_question_has_its_own_tag(person, today):
    served, _ = person
    asked = ["", "platforms=x", "operators=alphabet", "kinds=like", f"from={iso(today - 3)}"]
    tags = [(await served.get(f"{OVERVIEW}?{query}")).headers["ETag"] for query in asked]
    assert len(set(tags)) == len(tags)


async def test_bands_and_sources_follow_too(person):
    served, _ = person
    for name in ("bands", "sources", "method", "elsewhere"):
        whole = await (await served.get(f"/v1/view/{name}?period=month")).json()
        some = await (await served.get(f"/v1/view/{name}?period=month&platforms=reddit")).json()
        assert whole != some, name


@pytest.mark.parametrize(
    "query", ["platforms=a b", "kinds=<b>", "operators=..%2f", "platforms=" + "x," * 300]
)
async def test_a_list_that_cannot_be_read_is_refused(served, query):
    answer = await served.get(f"{OVERVIEW}?{query}")
    assert answer.status == 400
    assert (await answer.json())["error"]["message"].endswith(".")


def test_an_operator_stands_for_all_its_platforms():
    taken = read_filter({"operators": "alphabet"}, CATALOGUE)
    assert {"youtube", "recaptcha-v2"} <= taken.platforms
    assert "x" not in taken.platforms
    assert read_filter({}, CATALOGUE) == EVERYTHING
    with pytest.raises(Malformed):
        read_filter({"kinds": "like;drop"}, CATALOGUE)


def test_a_first_day_after_the_last_is_the_last():
    last = date(2026, 3, 5)
    assert read_since("2026-03-07", last) == last
    assert read_since(None, last) is None
    period = period_between(day_number(last), day_number(last))
    assert before(period).last == period.first - 1


def test_many_days_are_cut_into_months():
    assert [period_between(0, last).step for last in (91, 92)] == ["day", "month"]
