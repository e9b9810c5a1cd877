"""Every value shown can be followed to the parameters that it read, and from a derived one to its origins."""

from pointeuse.collector.sums.period import date_of
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, assumed
from pointeuse.collector.valuation.parameters.money import exchange_rates
from pointeuse.collector.worth.estimate import estimate_of
from pointeuse.dashboard.numbers.snapshot import read
from pointeuse.dashboard.views.sources import with_origins
from tests.dashboard.seeded import acts_of, fill


def test_origins_follow_the_figure_that_names_them_and_come_once():
    source = {"RATE": "Value SUM_1, low BOOK", "SUM_1": "TIME over RATE", "TIME": "a table", "BOOK": "a book"}
    assert with_origins(["RATE", "BOOK"], source | {"OTHER": "unused"}) == ["RATE", "SUM_1", "TIME", "BOOK"]


async def test_sources_name_everything_that_the_values_read(served, today):
    await fill(served.store, acts_of(range(today - 30, today + 1)))
    shown = (await (await served.get("/v1/view/sources?period=month")).json())["parameters"]
    reading = await served.store.read(lambda conn: read(conn, "month", date_of(today)))
    used = estimate_of(reading.totals, reading.preferences, Assumptions(), reading.period.days).parameters
    assert set(used) <= set(shown["id"])
    assert "RHO_META_EUROPE" not in used or "META_ARPU_EUROPE_2023" in shown["id"]
    known = assumed(Assumptions())
    for row, name in enumerate(shown["id"]):
        assert (shown["value"][row], shown["source"][row]) == (known[name].value, known[name].source)
    assert all(shown["source"])


async def test_an_empty_period_still_names_the_wage_and_has_a_tag(served):
    answer = await served.get("/v1/view/sources?period=day")
    assert any(name.startswith("MINWAGE") for name in (await answer.json())["parameters"]["id"])
    again = await served.get("/v1/view/sources?period=day", **{"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304
    other = await served.get("/v1/view/overview?period=day", **{"If-None-Match": answer.headers["ETag"]})
    assert other.status == 200


async def test_rates_that_the_values_need_are_there_with_their_dates(served, today):
    await fill(served.store, acts_of(range(today - 30, today + 1)))
    await served.post("/v1/preferences", {"country": "FR", "currency": "SEK"})
    rates = (await (await served.get("/v1/view/sources?period=month")).json())["rates"]
    shipped = exchange_rates()
    assert rates["currency"] == ["USD", "SEK"] and rates["shipped"] == [True, True]
    assert rates["per_eur"] == [shipped[code].per_eur for code in rates["currency"]]
    assert (set(rates["date"]), set(rates["month"])) == ({"2025"}, {shipped["USD"].month})
