"""V9 to V15, V18, V19: how an act is read, timed and priced."""

import pytest
from valued import priced, timed, worth

from pointeuse.collector.valuation import Count

LIKE, SHARE, FOLLOW, COMMENT = 0.0077, 0.0077, 0.0101, 0.0119 / 1.10


def test_v9_undone_acts_are_taken_off():
    assert priced(Count("like", "x", n=5), Count("like", "x", n=-2)) == pytest.approx(3 * LIKE)


def test_v9_a_sum_below_zero_counts_as_zero():
    assert priced(Count("like", "x", n=-5), Count("share", "x", n=1)) == pytest.approx(SHARE)
    assert timed(Count("like", "x", n=-5)) == 0


def test_v9_an_undo_takes_nothing_off_another_kind_platform_or_variant():
    others = [Count("upvote", "x", n=-1), Count("like", "reddit", n=-1), Count("like", "x", "heart", n=-1)]
    for other in others:
        assert priced(Count("like", "x", n=1), other) == pytest.approx(LIKE)


def test_v9_words_are_summed_with_the_sign_of_their_act():
    counts = (Count("prompt", "claude", n=3, words=100), Count("prompt", "claude", n=-1, words=50))
    assert priced(*counts) == pytest.approx(250 * 0.001 / 1.10)


def test_v9_words_undone_on_one_platform_are_not_taken_off_another():
    undone = (Count("prompt", "claude", n=-4), Count("prompt", "chatgpt", n=1, words=100))
    assert worth(*undone).captured == pytest.approx(100 * 0.001 / 1.10)


@pytest.mark.parametrize(
    ("kind", "platform", "words"),
    [
        ("post", "x", 15),
        ("comment", "x", 15),
        ("quote", "x", 15),
        ("prompt", "claude", 52),
        ("review", "yelp", 50),
    ],
)
def test_v10_a_text_without_its_length_has_the_default_length(kind, platform, words):
    assert timed(Count(kind, platform, n=2)) == pytest.approx(2 * 60 * words / 19)
    assert timed(Count(kind, platform, n=2, words=words)) == pytest.approx(2 * 60 * words / 19)


def test_v10_a_preference_without_its_reading_takes_no_seconds():
    assert timed(Count("preference", "claude", n=4)) == 0
    assert timed(Count("preference", "claude", n=4, words_read=119)) == pytest.approx(4 * 30)


def test_v11_a_platform_with_hours_and_off_platform_acts_pays_the_longer():
    edits = Count("edit", "wikimedia", n=100)
    assert worth(edits, hours={"wikimedia": 1.0}).F2b == pytest.approx(28_650 / 3600 * 12.31)
    assert worth(edits, hours={"wikimedia": 20.0}).F2b == pytest.approx(20 * 12.31)


def test_v11_off_platform_acts_elsewhere_add_their_own_time():
    result = worth(Count("captcha", "hcaptcha", n=144), hours={"x": 1.0})
    assert result.F2b == pytest.approx(2 * 12.31)


KINDS = [
    *((kind, "x", LIKE) for kind in ("like", "reaction", "vote", "upvote", "downvote", "dislike", "rating")),
    ("share", "x", SHARE),
    ("follow", "x", FOLLOW),
    *((kind, "x", COMMENT) for kind in ("post", "comment", "quote")),
    ("photo", "x", 0.05 / 1.10),
    ("video", "x", 1 / 1.10),
    ("review", "yelp", 1.80 / 1.10),
    ("flag", "x", 0.11 / 1.10),
    ("captcha", "hcaptcha", 0.00299 / 1.10),
    ("search", "google-search", 0),
    ("query", "google-search", 0),
    ("prompt", "claude", 52 * 0.001 / 1.10),
    *((kind, "claude", 0.11 / 1.10) for kind in ("feedback", "thumb-up", "thumb-down")),
    ("preference", "claude", 0.67 / 1.10),
    ("edit", "wikimedia", 0),
    ("save", "x", 0),
    ("message", "discord", 0),
    ("made-up", "x", 0),
]


@pytest.mark.parametrize(("kind", "platform", "price"), KINDS)
def test_v12_each_kind_has_the_price_of_its_row(kind, platform, price):
    assert priced(Count(kind, platform, n=1)) == pytest.approx(price)


@pytest.mark.parametrize("kind", ["save", "message", "made-up", "click"])
def test_v12_any_other_kind_has_no_seconds_even_when_some_were_logged(kind):
    assert timed(Count(kind, "x", n=9, seconds=90)) == 0


@pytest.mark.parametrize("kind", ["location", "prompt-edit", "regenerate", "task-time"])
def test_v12_these_kinds_have_no_figure_whatever_was_logged(kind):
    for count in (Count(kind, "chatgpt", n=9, words=40), Count(kind, "prolific", n=9, seconds=540)):
        result = worth(count)
        assert timed(count) == priced(count) == 0
        assert (result.F1.gross, result.F2a, result.F2b, result.piece_price, result.time_at_wage) == (0,) * 5
        assert [(row.kind, row.n) for row in result.without_figure] == [(kind, 9)]


def test_v13_wikipedia_and_wikimedia_are_one_platform():
    counts = (Count("edit", "wikipedia", n=2), Count("edit", "wikimedia", n=-1))
    assert timed(*counts) == pytest.approx(286.5)
    hours = {"wikipedia": 1.0, "wikimedia": 1.0}
    assert worth(Count("edit", "wikipedia", n=20), hours=hours).F2b == pytest.approx(2 * 12.31)


@pytest.mark.parametrize(
    ("kind", "platform"), [("edit", "googlemaps"), ("edit", "github"), ("edit", "reddit")]
)
def test_v13_an_edit_elsewhere_has_no_seconds(kind, platform):
    assert timed(Count(kind, platform, n=5)) == 0


CHATBOTS = (
    *("chatgpt", "claude", "gemini", "copilot", "mistral"),
    *("perplexity", "characterai", "huggingchat", "grok"),
)


@pytest.mark.parametrize("kind", ["feedback", "thumb-up", "thumb-down"])
def test_v13_a_thumb_is_valued_on_chatbots_only(kind):
    for platform in CHATBOTS:
        assert timed(Count(kind, platform, n=1)) == pytest.approx(2.65)
    for platform in ("youtube", "google-search", "unheard-of"):
        assert timed(Count(kind, platform, n=1)) == 0
        assert priced(Count(kind, platform, n=1)) == 0


@pytest.mark.parametrize("kind", ["like", "review", "prompt", "preference", "photo"])
def test_v14_otherwise_the_platform_does_not_matter(kind):
    assert priced(Count(kind, "unheard-of", n=1)) == priced(Count(kind, "claude", n=1)) > 0


@pytest.mark.parametrize("kind", ["search", "query", "photo", "video"])
def test_v15_without_a_log_these_take_no_seconds(kind):
    assert timed(Count(kind, "x", n=10)) == 0
    assert timed(Count(kind, "x", n=10, seconds=33)) == 33


def test_v18_a_long_comment_costs_no_more_than_a_short_one():
    assert priced(Count("comment", "x", n=1, words=900)) == priced(Count("post", "x", n=1, words=1))


@pytest.mark.parametrize("country", ["FR", "SE"])
def test_v19_f3_piece_price_and_f4_are_numbers_when_nothing_is_priced(country):
    result = worth(Count("edit", "wikimedia", n=3), country=country)
    assert (result.piece_price, result.F3.high, result.F4.high) == (0, 0, 0)


def test_v19_active_labour_covers_acts_on_and_off_platform():
    result = worth(Count("like", "x", n=10), Count("captcha", "hcaptcha", n=10))
    assert result.F2a == pytest.approx((26.5 + 250) * 12.31 / 3600)


def test_logged_seconds_replace_the_default_of_their_acts():
    assert timed(Count("captcha", "hcaptcha", n=4, seconds=30)) == 30
    assert timed(Count("prompt", "claude", n=4, seconds=12)) == 12
    assert timed(Count("captcha", "turnstile", n=4, seconds=8)) == 8


def test_acts_without_logged_seconds_beside_timed_ones_keep_the_default():
    counts = (Count("captcha", "hcaptcha", n=4, seconds=30), Count("captcha", "hcaptcha", n=2))
    assert timed(*counts) == pytest.approx(30 + 2 * 25)


def test_logged_seconds_of_acts_that_were_all_undone_are_not_labour():
    assert timed(Count("like", "x", n=1, seconds=3), Count("like", "x", n=-1)) == 0


def test_logged_seconds_change_no_price():
    assert priced(Count("prompt", "claude", n=4, seconds=12)) == priced(Count("prompt", "claude", n=4))
