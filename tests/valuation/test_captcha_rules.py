"""V16, V17: what a CAPTCHA takes and costs, by its sort."""

import pytest
from valued import timed, worth

from pointeuse.collector.valuation import Count

CAPTCHAS = [
    ("arkose", None, 30),
    ("arkose", "image", 30),
    ("geetest", "text", 29),
    ("recaptcha-v2", "checkbox", 1.85),
    ("hcaptcha", "checkbox", 1.85),
    ("turnstile", "checkbox", 1.85),
    ("mtcaptcha", "text", 9.8),
    ("recaptcha-v2", "audio", 28.4),
    ("hcaptcha", "image", 25),
    ("hcaptcha", None, 25),
    ("recaptcha-v2", "image", 10.3),
    ("aws-waf", "image", 10.3),
    ("recaptcha-v2", None, 3.53),
    ("mtcaptcha", None, 9.8),
    ("text-image-generic", None, 9.8),
    ("turnstile", None, 0),
    ("recaptcha-v3", None, 0),
    ("recaptcha-v2", "invisible", 0),
    ("arkose", "invisible", 0),
    ("hcaptcha", "slider", 0),
    ("arkose", "game", 30),
    ("arkose", "slider", 30),
    ("geetest", "slider", 29),
    ("geetest", "wait", 29),
    ("datadome", "slider", 0),
    ("hcaptcha", "game", 0),
    ("turnstile", "wait", 0),
    ("aws-waf", "game", 0),
    ("mtcaptcha", "wait", 0),
]


@pytest.mark.parametrize(("platform", "variant", "seconds"), CAPTCHAS)
def test_v16_a_captcha_takes_the_seconds_of_its_sort(platform, variant, seconds):
    assert timed(Count("captcha", platform, variant, n=1)) == pytest.approx(seconds)


@pytest.mark.parametrize(("platform", "variant", "seconds"), CAPTCHAS)
def test_v17_a_challenge_has_its_vendors_price_and_pictures_alone_have_labels(platform, variant, seconds):
    prices = {25: 0.00299, 10.3: 0.002, 9.8: 0.0007, 28.4: 0.0005, 30: 0.00299, 29: 0.00299}
    result = worth(Count("captcha", platform, variant, n=1))
    assert result.F3.central == pytest.approx(prices.get(seconds, 0) / 1.10)
    assert (result.F4.central > 0) is (seconds in (25, 10.3))


def test_a_dotted_kind_is_the_kind_and_its_variant():
    assert timed(Count("captcha.image", "recaptcha-v2", n=1)) == pytest.approx(10.3)
    assert timed(Count("captcha.audio", "recaptcha-v2", n=1)) == pytest.approx(28.4)
    assert timed(Count("captcha.game", "arkose", n=1)) == pytest.approx(30)
    assert timed(Count("captcha.slider", "datadome", n=1)) == 0
