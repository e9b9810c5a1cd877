"""Nothing is lost and nothing is counted twice, whatever stops in between."""

import pytest

pytestmark = pytest.mark.browser

YOUTUBE, X = "https://www.youtube.com/watch?v=a", "https://x.com/home"


async def like_and_post(person, found_after: float = 0) -> dict:
    """Do two acts and return what they add to the log. The first control is found after so many seconds."""
    await person.use(YOUTUBE, ["like"], found_after)
    await person.use(X, ["post"])
    return {("youtube", "like"): 1, ("x", "post"): 1}


async def test_collector_that_is_away_misses_nothing(person):
    before = person.collector.tally()
    await person.collector.stop()
    expected = await like_and_post(person)
    await person.collector.start()
    await person.send_now()
    await person.counted(expected, before)


async def test_collector_killed_in_between_misses_nothing(person):
    before = person.collector.tally()
    first = await like_and_post(person)
    await person.collector.kill()
    second = await like_and_post(person)
    await person.collector.start()
    await person.send_now()
    await person.counted({act: n + second[act] for act, n in first.items()}, before)


async def test_background_stopped_in_between_misses_nothing(person):
    before = person.collector.tally()
    await person.collector.stop()
    await person.browser.stop_background()
    expected = await like_and_post(person, found_after=1)  # the page wakes it, before the act
    await person.waiting(2)
    await person.browser.stop_background()
    await person.collector.start()
    await person.send_now()
    await person.counted(expected, before)


@pytest.mark.slow
async def test_browser_killed_in_between_keeps_what_was_done(another_person):
    person = another_person
    before = person.collector.tally()
    await person.collector.stop()
    expected = await like_and_post(person)
    await person.waiting(2)
    await person.browser.kill()
    await person.collector.start()
    await person.browser.start()
    await person.counted(expected, before)
