"""What a platform's page adds to the log: every act once, an undo subtracted, everything else not at all."""

from collections import Counter

import pytest

from tests.browser.person import IDLE
from tests.browser.sites import redirect_once, status

pytestmark = pytest.mark.browser

YOUTUBE, X = "https://www.youtube.com/watch?v=a", "https://x.com/home"
FACEBOOK = "https://www.facebook.com/"
REDDIT, OLD_REDDIT = "https://www.reddit.com/r/a/comments/b/", "https://old.reddit.com/r/a/comments/b/"

COUNTED = {
    "youtube": [
        (YOUTUBE, ["like"], {"like": 1}),
        (YOUTUBE, ["like", "like"], {}),
        (YOUTUBE, ["like", "dislike"], {"like": 1, "dislike": 1}),
        ("https://m.youtube.com/watch?v=a", ["beacon"], {"like": 1}),
        (YOUTUBE, ["comment"], {"comment": 1}),
    ],
    "x": [
        (X, ["like"], {"like": 1}),
        (X, ["like", "like"], {}),
        (X, ["post"], {"post": 1}),
        (X, ["reply"], {"comment": 1}),
        (X, ["quote"], {"quote": 1}),
    ],
    "facebook": [
        (FACEBOOK, ["like"], {"like": 1}),
        (FACEBOOK, ["like", "like"], {}),
        (FACEBOOK, ["love"], {"like": 1}),
        (FACEBOOK, ["love", "clear"], {}),
        (FACEBOOK, ["comment"], {"comment": 1}),
    ],
    "reddit": [
        (REDDIT, ["up"], {"upvote": 1}),
        (REDDIT, ["down", "down"], {}),
        (REDDIT, ["comment"], {"comment": 1}),
        (OLD_REDDIT, ["up"], {"upvote": 1}),
        (OLD_REDDIT, ["down", "down"], {}),
        (OLD_REDDIT, ["comment"], {"comment": 1}),
    ],
}
NOT_COUNTED = {
    "reading": [(YOUTUBE, []), (X, []), (FACEBOOK, []), (REDDIT, []), (OLD_REDDIT, [])],
    "opening a menu, a form, a post": [
        (YOUTUBE, ["share", "report"]),
        (X, ["menu", "draft"]),
        (FACEBOOK, ["open"]),
    ],
    "a click that sends nothing": [(YOUTUBE, ["logged-out", "cancel"])],
    "a mutation at page load": [(FACEBOOK + "?auto", [])],
}


@pytest.mark.parametrize("platform", COUNTED)
async def test_each_act_is_counted_once_and_an_undo_subtracted(person, platform):
    before, expected = person.collector.tally(), Counter()
    for address, controls, growth in COUNTED[platform]:
        await person.use(address, controls)
        expected.update({(platform, kind): n for kind, n in growth.items()})
        await person.arrived(before, expected)
    await person.counted(expected, before)


async def test_everything_else_is_not_counted(person):
    before = person.collector.tally()
    for visits in NOT_COUNTED.values():
        for address, controls in visits:
            await person.use(address, controls)
    await person.counted({}, before)


async def test_script_that_clicks_for_the_person_is_not_counted(person):
    before = person.collector.tally()
    page = await person.browser.open(FACEBOOK)
    await page.run("document.getElementById('like').click()")
    await page.until(IDLE)
    await page.close()
    await person.counted({}, before)


async def test_refused_request_is_not_counted(person, sites):
    before = person.collector.tally()
    with sites.answering("/youtubei/v1/like/like", status(500)):
        await person.use(YOUTUBE, ["like"])
    with sites.answering("/api/graphql/", status(403)):
        await person.use(FACEBOOK, ["like", "comment"])
    with sites.answering("/youtubei/v1/like/dislike", redirect_once(302, "/signin")):
        await person.use(YOUTUBE, ["dislike"])
    with sites.answering("/svc/shreddit/graphql", status(429)):
        await person.use(REDDIT, ["up"])
    await person.counted({}, before)


async def test_redirected_request_is_counted_once(person, sites):
    before = person.collector.tally()
    like = "/youtubei/v1/like/like"
    with sites.answering(like, redirect_once(307, f"{like}?again=1")):
        await person.use(YOUTUBE, ["like"])
        assert sites.posts("www.youtube.com")[-3:].count(like) == 2
    await person.counted({("youtube", "like"): 1}, before)
