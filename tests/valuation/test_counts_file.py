"""The counts file: read strictly, answered in one shape; and counts made from the store's sums."""

import json
from dataclasses import dataclass

import pytest
from valued import EXAMPLES, FX, worth

from pointeuse.collector.errors import Malformed
from pointeuse.collector.valuation import (
    Count,
    as_json,
    counts_from_totals,
    estimate,
    read_counts,
)

GOOD = {"country": "FR", "days": 7, "currency": "EUR", "fx": {"EUR": 1, "USD": 1.1}}
ACT = {"kind": "like", "platform": "x", "n": 1}
LEAVE = object()


def text(**changes):
    return json.dumps({key: value for key, value in {**GOOD, **changes}.items() if value is not LEAVE})


def counted(**changes):
    return text(counts=[{key: value for key, value in {**ACT, **changes}.items() if value is not LEAVE}])


def test_a_full_file_is_read_as_it_stands():
    act = {**ACT, "variant": "v", "words": 2, "words_read": 3.5, "seconds": 4}
    counts = read_counts(text(hours={"x": 1.5}, counts=[act], wage=9))
    assert counts.hours == {"x": 1.5}
    assert counts.counts == (Count("like", "x", "v", 1, 2, 3.5, 4),)
    assert (counts.country, counts.days, counts.currency, counts.wage) == ("FR", 7, "EUR", 9)


def test_hours_counts_and_wage_may_be_absent():
    counts = read_counts(text())
    assert (counts.hours, counts.counts, counts.wage) == ({}, (), None)


def test_bytes_are_read_like_text():
    assert read_counts(text().encode()) == read_counts(text())


BAD = [
    (text(extra=1), "extra"),
    (text(country=LEAVE), "country"),
    (text(country="fr"), "country"),
    (text(country=None), "country"),
    (text(days=LEAVE), "days"),
    (text(days=0), "days"),
    (text(days="7"), "days"),
    (text(days=True), "days"),
    (text(currency="euro"), "currency"),
    (text(currency="CHF"), "CHF"),
    (text(fx={"USD": 1.1}), "EUR"),
    (text(fx={"EUR": 0}), "fx"),
    (text(fx={"EUR": "1"}), "fx"),
    (text(fx=[1]), "fx"),
    (text(hours={"x": -1}), "hours"),
    (text(hours={"x": None}), "hours"),
    (text(hours={"X Y": 1}), "hours"),
    (text(hours=[]), "hours"),
    (text(wage=0), "wage"),
    (text(wage="12"), "wage"),
    (text(counts={}), "counts"),
    (text(counts=[3]), r"counts\[0\]"),
    (text(counts=[ACT, {**ACT, "nn": 1}]), r"counts\[1\].*nn"),
    (counted(kind=LEAVE), "kind"),
    (counted(kind=7), "kind"),
    (counted(platform=""), "platform"),
    (counted(n=LEAVE), "n:"),
    (counted(n="1"), "n must"),
    (counted(n=False), "n must"),
    (counted(n=10**400), "n must"),
    (counted(words=-1), "words"),
    (counted(words_read="many"), "words_read"),
    (counted(seconds=-0.5), "seconds"),
    (counted(variant=3), "variant"),
    ('{"country": "FR", "country": "DE"}', "country.*twice"),
    (text(days=float("nan")), "NaN"),
    (text(days=float("inf")), "Infinity"),
    (text()[:-1] + ', "wage": 1e999}', "wage"),
    ("[]", "object"),
    ("", "JSON"),
    ("{" * 3000, "JSON"),
    (b"\xff\xfe{", "JSON"),
]


@pytest.mark.parametrize(("file", "named"), BAD)
def test_a_wrong_file_is_refused_in_one_sentence_that_names_the_key(file, named):
    with pytest.raises(Malformed, match=named) as caught:
        read_counts(file)
    assert "\n" not in caught.value.message


def test_a_wrong_value_is_not_quoted_back():
    with pytest.raises(Malformed) as caught:
        read_counts(counted(platform="Private Person"))
    assert "Private" not in caught.value.message


def test_the_answer_has_exactly_the_keys_of_the_counts_file():
    answer = as_json(estimate(read_counts(json.dumps(EXAMPLES["a"]["counts"]))))
    assert list(answer) == [
        "piece_price",
        "captured",
        "time_at_wage",
        "pieces",
        "F1",
        "F2a",
        "F2b",
        "F3",
        "F4",
        "F5",
        "F6",
        "services",
        "F7",
        "F8",
        "ai",
    ]
    beside = ["search", "net", "offsite", "friends"]
    assert list(answer["F1"]) == ["gross", *beside, "low", "central", "high"]
    assert list(answer["pieces"]) == ["revenue", "tasks", "text"]
    assert list(answer["F3"]) == list(answer["F4"]) == ["low", "central", "high"]


def test_what_is_not_computable_is_null_in_the_answer():
    answer = json.loads(json.dumps(as_json(worth(country="SE", hours={"twitch": 1.0}))))
    assert answer["time_at_wage"] is answer["F2a"] is answer["F1"]["gross"] is answer["F8"] is None
    assert (answer["piece_price"], answer["F4"]["high"]) == (0, 0)


@dataclass(frozen=True)
class Total:
    platform: str
    kind: str
    n: int
    ms: int
    acts: int = 1


def from_totals(*totals):
    return counts_from_totals(totals, "FR", "EUR", FX, None, 7)


def test_attention_becomes_hours():
    counts = from_totals(Total("x", "attention", 60, 3_600_000), Total("x", "attention", 30, 1_800_000))
    assert (counts.hours, counts.counts) == ({"x": 1.5}, ())


def test_time_in_paid_tasks_is_neither_hours_nor_an_act():
    counts = from_totals(
        Total("prolific", "task-time", 60, 3_600_000), Total("prolific", "task-submit", 9, 0)
    )
    assert (counts.hours, counts.counts) == ({}, (Count("task-submit", "prolific", n=9),))
    searching = from_totals(
        Total("prolific", "attention", 9, 540_000), Total("prolific", "task-time", 1, 9_000)
    )
    assert searching.hours == {"prolific": 0.15}


def test_a_dotted_kind_becomes_kind_and_variant():
    counts = from_totals(Total("recaptcha-v2", "captcha.image", 3, 0))
    assert counts.counts == (Count("captcha", "recaptcha-v2", "image", 3),)


def test_logged_milliseconds_become_seconds():
    counts = from_totals(Total("hcaptcha", "captcha.image", 2, 31_500), Total("x", "like", -1, 0))
    assert counts.counts == (Count("captcha", "hcaptcha", "image", 2, seconds=31.5), Count("like", "x", n=-1))


def test_the_rest_is_passed_on():
    counts = counts_from_totals((), "IT", "GBP", {"GBP": 1.0}, 11.0, 3)
    assert (counts.country, counts.currency, counts.fx, counts.wage, counts.days) == (
        *("IT", "GBP", {"GBP": 1.0}),
        *(11.0, 3),
    )


def test_what_no_method_values_is_listed():
    counts = from_totals(
        Total("x", "save", 4, 0),
        Total("x", "like", 2, 0),
        Total("bing", "query", 5, 900),
        Total("google-search", "query", 5, 0),
        Total("turnstile", "captcha.invisible", 6, 0),
        Total("wikimedia", "edit", 7, 0),
        Total("twitch", "attention", 1, 3_600_000),
        Total("yelp", "save", -3, 0),
    )
    missing = [(item.platform, item.kind, item.n, item.hours) for item in estimate(counts).without_figure]
    assert missing == [("x", "save", 4, 0), ("bing", "query", 5, 0)]


def test_without_a_wage_time_and_unpriced_acts_are_listed_too():
    items = worth(Count("edit", "wikimedia", n=1), country="SE", hours={"x": 2.0}).without_figure
    assert [(item.platform, item.kind, item.n, item.hours) for item in items] == [
        ("x", None, 0, 2.0),
        ("wikimedia", "edit", 1, 0),
    ]
