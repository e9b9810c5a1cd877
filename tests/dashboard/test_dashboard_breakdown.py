"""Where the value arises: the platforms add up to the period, months are whole, and who gains is named."""

import pytest

from tests.dashboard.seeded import acts_of, fill

METHODS = ("piece_price", "captured", "time_at_wage")


@pytest.fixture
async def year(served, today):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    await fill(served.store, acts_of(range(today - 120, today + 1)))
    return served


async def asked(served, period):
    return await (await served.get(f"/v1/view/overview?period={period}")).json()


@pytest.mark.parametrize("period", ["week", "month", "all"])
async def test_platforms_of_a_column_add_up_to_the_period(year, period):
    view = await asked(year, period)
    for method, amount in zip(METHODS, view["total"]["methods"]["amount"], strict=True):
        found = [each for each in view["platforms"][method] if each is not None]
        assert sum(found) == pytest.approx(amount)


async def test_who_gains_from_each_platform_is_named_and_the_dearest_comes_first(year):
    view = await asked(year, "month")
    labels = [view["names"]["platform_labels"][code] for code in view["platforms"]["platform"]]
    gains = dict(zip(labels, view["platforms"]["operator"], strict=True))
    assert (gains["YouTube"], gains["Facebook"], gains["reCAPTCHA v2"]) == (
        "Alphabet",
        "Meta Platforms",
        "Alphabet",
    )
    assert view["platforms"]["time_at_wage"] == sorted(view["platforms"]["time_at_wage"], reverse=True)


async def test_months_add_up_to_all_that_was_counted(year):
    view = await asked(year, "all")
    assert len(view["months"]["month"]) >= 4
    for method, amount in zip(METHODS, view["total"]["methods"]["amount"], strict=True):
        assert sum(view["months"][method]) == pytest.approx(amount)


async def test_short_period_has_no_months(year):
    assert (await asked(year, "month"))["months"]["month"] == []


async def test_without_a_wage_what_needs_one_has_no_figure(year):
    await year.post("/v1/preferences", {"country": "SE", "currency": "EUR", "wage_per_hour": None})
    view = await asked(year, "all")
    for part in ("platforms", "months"):
        assert set(view[part]["captured"]) == set(view[part]["time_at_wage"]) == {None}
        assert all(amount >= 0 for amount in view[part]["piece_price"])
