"""The slip as data: its sums, its footnotes, its silences, and the CSV of its lines."""

import csv
import io
from datetime import date

import pytest

from pointeuse.collector.errors import Malformed
from pointeuse.collector.store.kept.invented import mark
from pointeuse.collector.store.sums.rollups import Total
from pointeuse.collector.sums.period import day_number
from pointeuse.collector.valuation import default_fx, load_parameters
from pointeuse.collector.valuation.parameters.assumptions import Assumptions, Change
from pointeuse.collector.valuation.parameters.editions import FIRST
from pointeuse.collector.valuation.parameters.money import Rate
from pointeuse.collector.valuation.per_unit import Unit, Units
from pointeuse.collector.worth.estimate import figures_of
from pointeuse.collector.worth.sets import keep, use
from pointeuse.dashboard.payslip.lines import lines_of, summed
from pointeuse.dashboard.payslip.months import asked_period, month_of
from pointeuse.dashboard.payslip.table import table
from pointeuse.dashboard.payslip.words import worded
from tests.dashboard.seeded import act, acts_of, fill, rename
from tests.dashboard.slips import (
    LAST_MONTH,
    METHODS,
    OCTOBER,
    TODAY,
    days_of_last_month,
    lines,
    october,
    slip,
)

HOUR = 3_600_000


@pytest.fixture
async def french(served):
    await served.post("/v1/preferences", {"country": "FR", "currency": "EUR"})
    return served


def added(rows: list[dict], method: str) -> float | None:
    known = [row["amounts"][method] for row in rows if row["amounts"][method] is not None]
    return sum(known) if known else None


async def test_lines_add_up_to_their_platform_employer_and_method(french):
    found = await october(french.store)
    for method, amount in zip(METHODS, found["methods"]["amount"], strict=True):
        assert added(lines(found), method) == pytest.approx(amount)
        for employer in found["employers"]:
            assert added(employer["platforms"], method) == employer["amounts"][method]
            for platform in employer["platforms"]:
                assert added(platform["lines"], method) == platform["amounts"][method]


async def test_a_rate_times_its_quantity_is_the_amount(french):
    for line in lines(await october(french.store)):
        for method in METHODS:
            rate, amount = line["rates"][method], line["amounts"][method]
            assert (rate is None) == (amount is None)
            assert rate is None or rate * line["quantity"] == pytest.approx(amount)


async def test_nothing_is_paid_and_no_figure_is_never_zero(french):
    await french.post("/v1/preferences", {"country": "SE", "currency": "EUR", "wage_per_hour": None})
    found = await october(french.store)
    assert found["paid"] == [0, 0, 0]
    assert found["methods"]["amount"][1:] == [None, None]
    amounts = [line["amounts"][method] for line in lines(found) for method in METHODS]
    assert None in amounts and all(amount is None or amount > 0 for amount in amounts)
    assert all(employer["amounts"]["time_at_wage"] is None for employer in found["employers"])


async def test_employers_are_operators_and_the_dearest_comes_first(french):
    found = (await october(french.store))["employers"]
    assert {row["operator"] for row in found} == {"alphabet", "meta", "reddit-inc", "x-corp"}
    (alphabet,) = [row for row in found if row["operator"] == "alphabet"]
    assert {row["platform"] for row in alphabet["platforms"]} == {"youtube", "recaptcha-v2"}
    dear = [row["amounts"]["time_at_wage"] for row in found]
    assert dear == sorted(dear, reverse=True)


async def test_hours_and_acts_of_the_lines_are_those_of_the_month(french):
    found = await october(french.store)
    hours = sum(line["quantity"] for line in lines(found) if line["unit"] == "hour")
    assert hours * HOUR == pytest.approx(found["ms"])
    assert sum(line["quantity"] for line in lines(found) if line["unit"] == "act") == found["acts"]


async def test_kinds_at_one_rate_share_a_line(french):
    (shared,) = [line for line in lines(await october(french.store)) if len(line["kinds"]) > 1]
    assert [kind["kind"] for kind in shared["kinds"]] == ["like", "share"]
    assert shared["quantity"] == sum(kind["n"] for kind in shared["kinds"])


def test_time_is_paid_once_where_tasks_took_longer_than_the_hours():
    units = Units(10.0, {("w", "attention"): Unit(is_time=True), ("w", "edit"): Unit(off=True, paid=True)})

    def times_at_wage(hours: float, edits: float) -> list[float | None]:
        rows = [
            Total("w", "attention", 9, int(hours * HOUR), 9),
            Total("w", "edit", 3, int(edits * HOUR), 3),
        ]
        return [line.amounts["time_at_wage"] for line in lines_of(rows, units)]

    assert times_at_wage(2, 1) == [20.0, None]
    assert times_at_wage(1, 2) == [None, 20.0]
    assert summed(lines_of([Total("w", "edit", 3, HOUR, 3)], units))["time_at_wage"] == 10.0


async def test_each_footnote_leads_to_a_source_and_is_that_of_the_set(french):
    found = await october(french.store)
    notes, known = {note["number"]: note for note in found["notes"]}, figures_of(Assumptions())
    assert list(notes) == list(range(1, len(notes) + 1))

    def sourced(number: int) -> bool:
        note = notes[number]
        return note["url"].startswith("http") or bool(note["made_of"]) and all(map(sourced, note["made_of"]))

    for number, note in notes.items():
        assert sourced(number) or note["source"], note
        assert note["source"] == known[note["id"]].source and note["value"] == known[note["id"]].value
    asked = {number for line in lines(found) for number in line["notes"]} | set(found["wage_notes"])
    origins = {number for note in found["notes"] for number in note["made_of"]}
    assert asked | origins == set(notes)


async def test_footnotes_are_only_of_figures_that_the_amount_depends_on(french):
    found = await october(french.store)
    ids = {note["number"]: note["id"] for note in found["notes"]}
    of = {
        (employer["operator"], line["kinds"][0]["kind"]): {ids[number] for number in line["notes"]}
        for employer in found["employers"]
        for platform in employer["platforms"]
        for line in platform["lines"]
    }
    assert of["alphabet", "captcha.checkbox"] == {"MINWAGE_HOUR_FR"}  # its time was logged
    assert of["meta", "attention"] == {"MINWAGE_HOUR_FR", "ALPHA_DATA", "RHO_META_EUROPE"}
    assert of["meta", "like"] == {"P_LIKE"}
    assert of["alphabet", "save"] == set()


async def test_a_typed_wage_has_no_footnote(french):
    await french.post("/v1/preferences", {"wage_per_hour": 20.0})
    found = await october(french.store)
    assert (found["wage"], found["wage_typed"], found["wage_notes"]) == (20.0, True, [])
    assert not any(note["id"].startswith("MINWAGE") for note in found["notes"])


async def test_exchange_rates_are_named_where_an_amount_went_through_them(french):
    [dollar] = (await october(french.store))["rates"]
    assert dollar == {"currency": "USD", "per_eur": default_fx()["USD"], "date": "2025", "shipped": True}
    own = Assumptions(rates={"USD": Rate("USD", 1.25, "2026-11-01", "")})
    await french.store.write(lambda conn: keep(conn, own, 1))
    [dollar] = (await october(french.store))["rates"]
    assert (dollar["date"], dollar["shipped"]) == ("2026-11-01", False)


RATES = {
    ("en", "2025", True): "1\u00a0€ = 1.13\u00a0USD (mean of 2025, European Central Bank)",
    ("fr", "2025", True): "1\u00a0€ = 1,13\u00a0USD (moyenne de 2025, Banque centrale européenne)",
    ("en", "2026-11-01", False): "1\u00a0€ = 1.13\u00a0USD (your own rate of 1 November 2026)",
    ("fr", "", False): "1\u00a0€ = 1,13\u00a0USD (votre taux)",
    ("en", "", True): "1\u00a0€ = 1.13\u00a0USD (a convention, without a date)",
}


@pytest.mark.parametrize(("language", "date", "shipped"), RATES)
async def test_a_footnote_says_of_when_a_rate_is(french, language, date, shipped):
    told = await october(french.store)
    told["rates"] = [{"currency": "USD", "per_eur": 1.13, "date": date, "shipped": shipped}]
    said = " ".join(worded(told, language)["sources"]["sentences"])
    assert RATES[language, date, shipped] in said


async def test_a_slip_under_figures_of_before_says_so(french):
    await french.store.write(lambda conn: use(conn, load_parameters(FIRST).version))
    said = worded(await october(french.store), "en")["sources"]["sentences"][0]
    assert said.startswith("Figures of 26 November 2026, in use until 30 November 2026 (set c362d41b2c80)")
    old = Assumptions({"P_LIKE": Change(2.0, 1.0, 3.0)}, edition=FIRST)
    await french.store.write(lambda conn: keep(conn, old, 1))
    said = worded(await october(french.store), "en")["sources"]["sentences"][0]
    assert "on those of 26 November 2026" in said


async def test_a_platform_that_no_catalogue_knows_is_a_line_of_an_unknown_employer(french):
    await fill(french.store, acts_of(OCTOBER))
    await rename(french.store, "platform", "reddit", "bird-house")
    (unknown,) = [row for row in (await slip(french.store))["employers"] if not row["operator"]]
    assert [row["name"] for row in unknown["platforms"]] == ["bird-house"]


async def test_paid_tasks_and_what_was_undone_are_no_lines(french):
    noon = OCTOBER[3] * 86_400_000 + HOUR * 12
    await fill(
        french.store,
        [
            act(1, noon, "task-time", "prolific", "prolific.task-time", ms=60_000),
            act(2, noon + 1, "like", "x", "x.like"),
            act(3, noon + 2, "like", "x", "x.like", n=-1),
        ],
    )
    found = await slip(french.store)
    assert found["employers"] == [] and found["task_ms"] == 60_000


async def test_what_was_not_counted_is_said(french):
    covered = (await october(french.store))["coverage"]
    assert covered["rules"] > covered["fired"] > 0
    assert set(covered["silent"]) <= {"YouTube", "Facebook", "Reddit", "X (Twitter)"}
    assert covered["unknown_kinds"] == covered["unknown_platforms"] == []


async def test_the_csv_holds_each_line_unrounded(french):
    found = await october(french.store)
    rows = list(csv.DictReader(io.StringIO(table(found))))
    assert len(rows) == len(lines(found))
    for method, amount in zip(METHODS, found["methods"]["amount"], strict=True):
        assert sum(float(row[method]) for row in rows if row[method]) == pytest.approx(amount)
    ids = {note["id"] for note in found["notes"]}
    for row in rows:
        assert (row["from"], row["to"], row["paid"]) == ("2026-10-01", "2026-10-31", "0")
        assert set(row["footnotes"].split()) <= ids and row["figures"] == found["version"]
        assert (row["owed"], row["made"]) == ("no", "2026-11-12")
        ends = zip(METHODS, found["methods"]["low"], found["methods"]["high"], strict=True)
        for method, low, high in ends:
            assert [float(row[f"{method}_period_{end}"]) for end in ("low", "high")] == [low, high]
        assert "0" not in [row[method] for method in METHODS] and row["invented"] == ""


async def test_the_view_has_the_same_slip_and_answers_304_to_whoever_has_it(french):
    await fill(french.store, acts_of(days_of_last_month()))
    answer = await french.get("/v1/view/payslip?lang=fr")
    body = await answer.json()
    assert body["slip"] == await slip(french.store, LAST_MONTH, date.today()) | {"log": body["slip"]["log"]}
    assert body["words"]["title"] == "Bulletin de paie"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert (await french.get("/v1/view/payslip?lang=fr", **known)).status == 304
    for other in ("lang=en", "lang=fr&month=2026-01", "lang=fr&from=2026-10-01"):
        assert (await french.get(f"/v1/view/payslip?{other}", **known)).status == 200


async def test_another_set_of_figures_gives_another_slip(french):
    await fill(french.store, acts_of(days_of_last_month()))
    mine = Assumptions().as_json() | {"changes": {"P_LIKE": [1.0, 2.0, 3.0]}}
    kept = await (await french.get("/v1/view/payslip")).json()
    assert (await french.post("/v1/assumptions", {"set": mine})).status == 200
    changed = await (await french.get("/v1/view/payslip")).json()
    assert changed["slip"]["methods"]["amount"][0] > kept["slip"]["methods"]["amount"][0]
    assert [slip["slip"]["set"]["at"] > 0 for slip in (kept, changed)] == [False, True]
    said = [slip["words"]["sources"]["sentences"][0] for slip in (kept, changed)]
    assert said[0].startswith("Figures as they ship, of ")
    assert said[1].startswith("Your own figures, kept on ")
    again = await (await french.get(f"/v1/view/payslip?set={kept['slip']['version']}")).json()
    assert again["slip"]["methods"] == kept["slip"]["methods"]
    assert (await french.get("/v1/view/payslip?set=abcdefabcdef")).status == 404


@pytest.mark.parametrize("form", ["pdf", "csv"])
async def test_a_month_without_anything_has_no_file_and_says_where_to_look(french, form):
    await fill(french.store, acts_of(days_of_last_month()))
    answer = await french.get(f"/v1/payslip.{form}?month=2020-02&lang=en")
    said = (await answer.json())["error"]["message"]
    assert answer.status == 404 and "February 2020" in said and "The log goes from" in said


@pytest.mark.parametrize("path", ["/v1/view/payslip", "/v1/payslip.pdf", "/v1/payslip.csv"])
async def test_who_has_no_session_gets_no_slip(served, path):
    assert (await served.http.get(served.base + path)).status == 401


async def test_the_slip_of_an_invented_person_says_so_in_every_form(french):
    await fill(french.store, acts_of(days_of_last_month()))
    await french.store.write(lambda conn: mark(conn, "teenager/30/1/2026-11-01"))
    body = await (await french.get("/v1/view/payslip?lang=fr")).json()
    assert body["words"]["invented"].startswith("Personne inventée") and "invented" in body["words"]["file"]
    answer = await french.get("/v1/payslip.csv")
    assert "invented" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(await answer.text())))
    assert rows and all(row["invented"].startswith("teenager") for row in rows)


def test_without_a_month_it_is_the_last_whole_one():
    assert month_of(None, TODAY).name == "2026-10"
    assert month_of(None, date(2027, 1, 31)).name == "2026-12"
    february = month_of("2024-02", TODAY)
    assert (february.days, february.first) == (29, day_number(date(2024, 2, 1)))
    assert month_of("2026-11", TODAY).last == day_number(date(2026, 11, 30))


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-1", "october", "1969-12", "2026-10-01", "²026-10", "2026-12"]
)
def test_what_is_no_month_or_has_not_begun_is_refused(text):
    with pytest.raises(Malformed):
        month_of(text, TODAY)


def test_days_may_be_named_instead_of_a_month_but_not_beside_it():
    period = asked_period({"from": "2026-09-15", "until": "2026-10-14"}, TODAY)
    assert (period.days, "-" in period.name) == (30, False)
    for wrong in ({"month": "2026-10", "from": "2026-10-01"}, {"until": "2026-10-01"}):
        with pytest.raises(Malformed):
            asked_period(wrong, TODAY)


async def test_a_month_that_goes_on_is_marked(french):
    await fill(french.store, acts_of(OCTOBER))
    during = await slip(french.store, today=date(2026, 10, 31))
    assert not during["period"]["over"] and (await slip(french.store))["period"]["over"]
