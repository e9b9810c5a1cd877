"""The minimum wage at an age, overseas, and what the law forbids for minors."""

import csv
import json
from dataclasses import replace
from itertools import pairwise

import pytest
from babel import Locale
from valued import did, worth

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation import Count, Counts, default_fx, estimate, load_parameters, read_counts
from pointeuse.collector.valuation.counts.reading import wage_row
from pointeuse.collector.valuation.parameters.countries import MEANT, check_country, countries
from pointeuse.collector.valuation.parameters.editions import CURRENT, FIRST, folder_of
from pointeuse.collector.valuation.parameters.tables import tables_of
from pointeuse.collector.valuation.parameters.wages import OLDEST, YOUNGEST, legal_wage
from pointeuse.collector.valuation.per_unit import units_of, valued

LINES = list(csv.DictReader((folder_of(CURRENT) / "wages.csv").read_text("utf-8").splitlines()))
BY_AGE = sorted({line["country"] for line in LINES})
OVERSEAS = ("RE", "GP", "MQ", "GF", "MF", "BL", "PM")
OUTERMOST = ("RE", "GP", "MQ", "GF", "YT", "MF")
NO_STATE = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
PUPIL = {"age": 16, "hours": {"facebook": 10.0}}
PROMPT = Count("prompt", "chatgpt", n=10)


def paid(country, age=None):
    row = load_parameters().get(legal_wage(country, age).row)
    return row.value if row else None


@pytest.mark.parametrize(
    ("country", "age", "wage"),
    [
        *(("FR", 16, 9.85), ("FR", 17, 11.08), ("FR", 18, 12.31), ("FR", None, 12.31)),
        *(("YT", 16, 7.65), ("YT", 17, 8.6), ("YT", 18, 9.56), ("RE", 17, 11.08)),
        *(("GB", 15, None), ("GB", 16, 8), ("GB", 17, 8), ("GB", 18, 10.85), ("GB", 20, 10.85)),
        *(("GB", 21, 12.71), ("IE", 17, 9.91), ("IE", 18, 11.32), ("IE", 19, 12.74), ("IE", 20, 14.15)),
        *(("NL", 14, None), ("NL", 15, 4.5), ("NL", 17, 5.92), ("NL", 20, 11.99), ("NL", 21, 14.99)),
        *(("DE", 17, None), ("DE", 18, 13.9), ("LU", 14, None), ("LU", 16, 11.7), ("LU", 17, 12.48)),
        *(("ES", 16, 8.22), ("US", 13, 7.25)),
    ],
)
def test_the_wage_is_that_of_the_law_at_the_age(country, age, wage):
    assert paid(country, age) == wage


@pytest.mark.parametrize("country", countries())
def test_no_age_is_paid_more_than_a_later_one(country):
    by_age = [paid(country, age) for age in (*range(YOUNGEST, OLDEST + 1), None)]
    known = [wage for wage in by_age if wage is not None]
    assert known == sorted(known)
    assert by_age[len(by_age) - len(known) :] == known, "a wage, then none, then a wage"


@pytest.mark.parametrize("country", BY_AGE)
def test_the_ages_of_a_law_follow_one_another_and_have_rows(country):
    spans = [(int(x["from"] or 0), int(x["until"])) for x in LINES if x["country"] == country]
    assert spans[0][0] == 0
    assert all(until + 1 == start for (_, until), (start, _) in pairwise(spans))
    assert {line["parameter"] for line in LINES} <= set(load_parameters())


def test_a_typed_wage_and_an_old_edition_know_no_age():
    assert wage_row(did(wage=20.0, age=16)) is None
    assert legal_wage("FR", 16, FIRST) == legal_wage("FR", None, FIRST)
    assert legal_wage("GB", 16, FIRST).row == "MINWAGE_HOUR_UK"
    first = load_parameters(FIRST)
    assert estimate(did(**PUPIL), first) == estimate(replace(did(**PUPIL), age=None), first)


def test_the_age_whose_wage_it_is_is_said():
    assert worth(age=16).wage_age == 16
    assert [worth(age=18).wage_age, worth(age=16, country="ES").wage_age, worth().wage_age] == [None] * 3


@pytest.mark.parametrize("country", OVERSEAS)
def test_french_law_holds_overseas(country):
    assert legal_wage(country, None).row == "MINWAGE_HOUR_FR"
    assert tables_of().country(country).region == "EUROPE"


def test_what_is_sold_and_forbidden_overseas_is_as_the_union_reaches():
    for country in (*OVERSEAS, "YT"):
        found = tables_of().country(country)
        union = country in OUTERMOST
        assert (found.subscription, found.dsa) == (("EU", "yes") if union else ("", ""))
    for country in ("NC", "PF", "WF"):
        assert tables_of().country(country).region == "" and paid(country) is None


def test_every_country_of_the_world_is_known_and_no_other():
    codes = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert set(countries()) == codes - NO_STATE
    assert len(countries()) == 250


@pytest.mark.parametrize("code", ["XX", "EL", "UK", "ZZ", "fr", ""])
def test_a_country_that_does_not_exist_is_refused(code):
    with pytest.raises(Malformed, match=f"no country.*{MEANT.get(code, 'FR')}"):
        check_country(code)
    with pytest.raises(Malformed, match="no country"):
        estimate(Counts(code, 1, "EUR", default_fx()))


def test_a_counts_file_says_the_age_and_a_country_that_exists():
    head = {"country": "FR", "days": 1, "currency": "EUR", "fx": {"EUR": 1}}
    assert read_counts(json.dumps(head)).age is None
    found = read_counts(json.dumps(head | {"age": 16})).age
    assert (found, type(found)) == (16, int)
    for age in (12, 121, 16.5, "16", True):
        with pytest.raises(Malformed, match="age must be"):
            read_counts(json.dumps(head | {"age": age}))
    with pytest.raises(Malformed, match="Greece is GR"):
        read_counts(json.dumps(head | {"country": "EL"}))


def test_no_revenue_may_depend_on_a_minor_s_data():
    adult, pupil = worth(PROMPT, hours={"facebook": 10.0}), worth(PROMPT, **PUPIL)
    assert pupil.F1.gross == adult.F1.gross
    assert (pupil.F1.central, pupil.F1.offsite, pupil.F8) == (None, None, None)
    assert adult.F1.central > 0 and adult.F1.offsite > 0 and adult.F8 > 0
    assert pupil.captured == pytest.approx(adult.captured - adult.F1.central)
    assert (pupil.why_not, adult.why_not) == ({"F1": "minor", "F8": "minor"}, {})
    assert worth(PROMPT, hours={"facebook": 10.0}, age=18).why_not == {}


def test_the_law_of_the_union_ends_where_the_union_does():
    for country, forbidden in (("FR", True), ("NO", True), ("RE", True), ("GB", False), ("US", False)):
        assert (worth(country=country, **PUPIL).F1.central is None) == forbidden
    assert worth(country="GB", **PUPIL).why_not == {"F8": "minor"}
    assert worth(age=16, hours={"youtube": 1.0}).why_not == {"F1": "minor"}


@pytest.mark.parametrize("age", [None, 16, 17])
def test_the_rates_agree_with_the_models_at_every_age(age):
    person = did(age=age)
    acts = [("facebook", "attention", 1, 3_600_000), ("chatgpt", "prompt", 7, 0), ("youtube", "like", 3, 0)]
    units = units_of([act[:2] for act in acts], person, load_parameters())
    for act in acts:
        platform, kind, n, ms = act
        (row,) = valued([(0, *act, n)], units)
        hours, counts = ({platform: 1.0}, ()) if ms else ({}, (Count(kind, platform, n=n),))
        found = estimate(replace(person, hours=hours, counts=counts), load_parameters())
        assert row.piece_price == pytest.approx(found.piece_price)
        assert row.captured == pytest.approx(found.captured)
        assert row.time_at_wage == pytest.approx(found.time_at_wage)
