"""What a platform's page adds to the log: every act once, an undo subtracted, everything else not at all."""

import pytest

from tests.browser.sites import redirect, status

pytestmark = pytest.mark.browser

YOUTUBE, X = "https://www.youtube.com/watch?v=a", "https://x.com/home"
FACEBOOK = "https://www.facebook.com/"
REDDIT, OLD_REDDIT = "https://www.reddit.com/r/a/comments/b/", "https://old.reddit.com/r/a/comments/b/"

COUNTED = {
    "like": (YOUTUBE, ["like"], {("youtube", "like"): 1}),
    "like and take it back": (YOUTUBE, ["like", "like"], {}),
    "like, then dislike": (YOUTUBE, ["like", "dislike"], {("youtube", "like"): 1, ("youtube", "dislike"): 1}),
    "like by beacon": ("https://m.youtube.com/watch?v=a", ["beacon"], {("youtube", "like"): 1}),
    "comment": (YOUTUBE, ["comment"], {("youtube", "comment"): 1}),
    "like on X": (X, ["like"], {("x", "like"): 1}),
    "like on X and take it back": (X, ["like", "like"], {}),
    "post": (X, ["post"], {("x", "post"): 1}),
    "reply": (X, ["reply"], {("x", "comment"): 1}),
    "quote": (X, ["quote"], {("x", "quote"): 1}),
    "react": (FACEBOOK, ["like"], {("facebook", "like"): 1}),
    "react and take it back": (FACEBOOK, ["like", "like"], {}),
    "react, as multipart": (FACEBOOK, ["love"], {("facebook", "like"): 1}),
    "take back a reaction of another day": (FACEBOOK, ["clear"], {}),
    "comment on Facebook": (FACEBOOK, ["comment"], {("facebook", "comment"): 1}),
    "upvote": (REDDIT, ["up"], {("reddit", "upvote"): 1}),
    "downvote and take it back": (REDDIT, ["down", "down"], {}),
    "comment on Reddit": (REDDIT, ["comment"], {("reddit", "comment"): 1}),
    "vote on old Reddit": (OLD_REDDIT, ["up"], {("reddit", "vote"): 1}),
    "comment on old Reddit": (OLD_REDDIT, ["comment"], {("reddit", "comment"): 1}),
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


async def use(person, address: str, controls: list[str]) -> None:
    """Open the page, click the controls one after the other as a person would, and close it."""
    page = await person.browser.open(address)
    await page.until("return !Number(document.body.dataset.busy)")
    for control in controls:
        if control in ("comment", "post", "reply", "quote"):
            await page.type("#words", "hi")
        await page.click(f"#{control}")
        await page.until("return !Number(document.body.dataset.busy)")
        await page.run(
            "await new Promise((done) => setTimeout(done, 800))"
        )  # beyond the window of a double click
    await page.close()


@pytest.mark.parametrize("what", COUNTED)
async def test_act_is_counted_once(person, what):
    address, controls, expected = COUNTED[what]
    before = person.collector.tally()
    await use(person, address, controls)
    await person.counted(expected, before)


async def test_everything_else_is_not_counted(person):
    before = person.collector.tally()
    for visits in NOT_COUNTED.values():
        for address, controls in visits:
            await use(person, address, controls)
    await person.counted({}, before)


async def test_script_that_clicks_for_the_person_is_not_counted(person):
    before = person.collector.tally()
    page = await person.browser.open(FACEBOOK)
    await page.run("document.getElementById('like').click()")
    await page.until("return !Number(document.body.dataset.busy)")
    await page.close()
    await person.counted({}, before)


async def test_refused_request_is_not_counted(person, sites):
    before = person.collector.tally()
    with sites.answering("/youtubei/v1/like/like", status(500)):
        await use(person, YOUTUBE, ["like"])
    with sites.answering("/api/graphql/", status(403)):
        await use(person, FACEBOOK, ["like", "comment"])
    with sites.answering("/svc/shreddit/graphql", status(429)):
        await use(person, REDDIT, ["up"])
    await person.counted({}, before)


async def test_redirected_request_is_counted_once(person, sites):
    before = person.collector.tally()
    there = "/youtubei/v1/like/like"
    with sites.answering(there, redirect(307, f"https://m.youtube.com{there}")):
        await use(person, YOUTUBE, ["comment"])
    await person.counted({("youtube", "comment"): 1}, before)
