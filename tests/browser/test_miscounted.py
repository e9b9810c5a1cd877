"""What is easily miscounted, in real browsers: stopped answers, forms, things, long and hidden bodies."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.browser.driving import Page, until
from tests.browser.sites import blank

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>page</title>
<button id=go style="width: 200px; height: 60px">Go</button><script>
var headers = { "content-type": "application/json" };
var post = (path, body, more = {}) =>
  fetch(path, { method: "POST", headers, body: JSON.stringify(body), ...more });
var pause = (ms) => new Promise((done) => setTimeout(done, ms));
document.getElementById("go").addEventListener("click", async () => {
  await new Function(`return (async () => { ${window.todo} })()`)().catch(() => undefined);
  window.done = true;
});
</script>"""
HELD_S = 60
LEADS = {"/w/index.php": "/wiki/A", "/o/r/star": "/o/r", "/o/r2/star": "/login?return_to=%2Fo%2Fr2"}
FORGET = {"type": "forget", "minutes": 60}
CLAUDE, LEMMY, X = "https://claude.ai", "https://lemmy.world", "https://x.com"
COMPLETION = "/api/organizations/o/chat_conversations/c/completion"


@pytest.fixture
async def asked(sites) -> AsyncIterator[list[str]]:
    """A web that answers slowly where it is asked to, and the paths at which an answer has begun.

    What marks the end of a test, the page of X, stays as it is.
    """
    begun: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path == "/page":
            return web.Response(content_type="text/html", text=PAGE)
        if request.host == "x.com":
            return await sites.handlers["x.com"](request)
        if request.method == "GET":
            return await blank(request)
        if request.path in LEADS:
            return web.Response(status=303, headers={"Location": LEADS[request.path]})
        if request.path == COMPLETION:
            return await streamed(request, begun)
        return web.json_response({})

    with sites.everywhere(answer):
        yield begun


async def streamed(request: web.Request, begun: list[str]) -> web.StreamResponse:
    if "late" in request.query:
        begun.append("late")
        await asyncio.sleep(HELD_S)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await response.write(b"data: a word\n\n")
    begun.append(request.path)
    await asyncio.sleep(HELD_S)
    return response


async def does(person, origin: str, todo: str) -> Page:
    """Open a page of a platform and have it do something at a real click."""
    page = await person.browser.open(f"{origin}/page")
    await page.run("window.todo = args[0]", todo)
    await page.click("#go")
    return page


async def did(person, origin: str, todo: str) -> None:
    """The same, waiting until it is done, in a tab that is closed then."""
    page = await does(person, origin, todo)
    await page.until("return window.done === true")
    await page.close()


async def test_an_answer_that_is_stopped_was_asked_for(person, asked):
    before = person.collector.tally()
    stopped = f"""const stop = new AbortController();
      const answer = await post("{COMPLETION}", {{ prompt: "x" }}, {{ signal: stop.signal }});
      await answer.body.getReader().read();
      stop.abort();"""
    await did(person, CLAUDE, stopped)
    page = await does(person, CLAUDE, f'await post("{COMPLETION}", {{ prompt: "x" }});')
    await until(lambda: has_begun(asked, 2), 15, "the answer begins")
    await page.close()
    await person.counted({("claude", "prompt"): 2}, before)


async def test_what_nobody_answers_is_not_counted(person, asked):
    before = person.collector.tally()
    unanswered = f"""const stop = new AbortController();
      setTimeout(() => stop.abort(), 400);
      await post("{COMPLETION}?late", {{ prompt: "x" }}, {{ signal: stop.signal }});"""
    await did(person, CLAUDE, unanswered)
    assert asked == ["late"]
    await person.counted({}, before)


async def has_begun(begun: list[str], times: int) -> bool:
    return len(begun) >= times


@pytest.mark.usefixtures("asked")
async def test_a_form_by_script_is_led_elsewhere(person):
    before = person.collector.tally()
    wiki = """const form = new URLSearchParams({ wpTextbox1: "x", wpSave: "x", wpEditToken: "x" });
      await fetch("/w/index.php?title=A&action=submit", { method: "POST", body: form });"""
    await did(person, "https://en.wikipedia.org", wiki)
    star = """const form = new FormData();
      form.append("context", "repository");
      await fetch("/o/r/star", { method: "POST", body: form });
      await fetch("/o/r2/star", { method: "POST", body: form });"""
    await did(person, "https://github.com", star)
    await person.counted({("wikimedia", "edit"): 1, ("github", "like"): 1}, before)


@pytest.mark.usefixtures("asked")
async def test_an_act_is_about_a_thing(person):
    before = person.collector.tally()
    vote = """const vote = (post_id, score) => post("/api/v3/post/like", { post_id, score });
      const save = (post_id, save) => post("/api/v3/post/save", { post_id, save }, { method: "PUT" });"""
    await did(
        person,
        LEMMY,
        f"""{vote}
        await vote(1, 1); await pause(100); await vote(2, -1); await pause(100); await vote(1, 0);
        await save(1, true); await save(2, true); await pause(200);
        await save(1, false); await save(1, true);""",
    )
    await did(person, LEMMY, f"{vote} await vote(2, 0); await save(2, false); await save(2, false);")
    await person.counted({("lemmy", "save"): 1}, before)


@pytest.mark.usefixtures("asked")
async def test_what_is_forgotten_does_not_stand(person):
    save = 'const save = (id, save) => post("/api/v3/post/save", { post_id: id, save }, { method: "PUT" });'
    await did(person, LEMMY, f"{save} await save(11, true); await save(12, true);")
    await person.settled()
    page = await person.extension_page("popup/popup.html")
    await page.run("await (globalThis.browser ?? chrome).runtime.sendMessage(args[0])", FORGET)
    await page.close()

    async def is_forgotten() -> bool:
        return person.collector.tally()[("lemmy", "save")] == 0

    await until(is_forgotten, 20, "the collector forgets as well")
    before = person.collector.tally()
    await did(person, LEMMY, f"{save} await save(13, true); await pause(800); await save(13, false);")
    await person.counted({}, before)


@pytest.mark.usefixtures("asked")
async def test_what_stands_behind_a_long_text_is_read(person, family):
    before = person.collector.tally()
    note = """const send = (body) => fetch("/i/api/graphql/q/CreateNoteTweet", { method: "POST", body });
      const text = (more) => JSON.stringify({ variables: { tweet_text: "é".repeat(20000), ...more } });"""
    await did(person, X, f'{note} await send(text({{ reply: {{ in_reply_to_tweet_id: "7" }} }}));')
    await did(person, X, f'{note} await send(text({{ attachment_url: "https://x.com/a/status/7" }}));')
    await did(person, X, f"{note} await send(new Blob([text({{}})]));")
    hidden = {"chromium": "post.unsorted", "firefox": "post"}
    await person.counted({("x", "comment"): 1, ("x", "quote"): 1, ("x", hidden[family]): 1}, before)


@pytest.mark.usefixtures("asked")
async def test_a_body_that_cannot_be_read_is_told_beside_its_rule(person):
    before, known = person.collector.tally(), await unread(person, "lemmy.follow")
    packed = """const zip = new CompressionStream("gzip");
      const body = new Response(new Blob(['{"community_id":1,"follow":true}']).stream().pipeThrough(zip));
      await fetch("/api/v3/community/follow", { method: "POST", body: await body.arrayBuffer() });"""
    await did(person, LEMMY, packed)
    await person.counted({}, before)
    assert await unread(person, "lemmy.follow") == known + 1


async def unread(person, rule: str) -> int:
    """How many requests a rule could not read, as its line in the settings says."""
    page = await person.extension_page("options/options.html")
    await page.until('return document.querySelector(`[data-rule="${args[0]}"]`)', rule)
    lines = await page.run(
        'return [...document.querySelectorAll(`[data-rule="${args[0]}"] p`)].map((line) => line.textContent)',
        rule,
    )
    await page.close()
    found = [re.match(r"(\d+) requests? of", line) for line in lines]
    return sum(int(each[1]) for each in found if each)


@pytest.mark.usefixtures("asked")
async def test_a_body_says_which_way(person, family):
    """Chromium shows no body of a DELETE: then nothing is taken back, and the settings say so."""
    before, known = person.collector.tally(), await unread(person, "lemmy.post")
    gone = """const gone = (deleted) =>
        post("/api/v4/post", { post_id: 1, deleted }, { method: "DELETE" });
      await post("/api/v4/post", { name: "x" }); await gone(true); await gone(false);"""
    await did(person, LEMMY, gone)
    await person.counted({("lemmy", "post"): 1} if family == "chromium" else {}, before)
    assert await unread(person, "lemmy.post") == known + (2 if family == "chromium" else 0)


@pytest.mark.usefixtures("asked")
async def test_each_element_of_a_list_counts(person):
    before = person.collector.tally()
    films = """const add = (addedVideoId) => ({ action: "ACTION_ADD_VIDEO", addedVideoId });
      await post("/youtubei/v1/browse/edit_playlist", { playlistId: "p", actions: [add("a"), add("b")] });"""
    await did(person, "https://www.youtube.com", films)
    await person.counted({("youtube", "curation"): 2}, before)
