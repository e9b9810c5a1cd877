"""What the dashboard does with the acts of the log, request by request: two steps, answers, bad input."""

import json
import time

import pytest
from raw_http import without

from pointeuse.collector.app_keys import STORE
from pointeuse.collector.exports.tickets import MOST, Downloads
from pointeuse.collector.store.acts import remembered
from pointeuse.collector.store.acts.selection import EVERYTHING

NOW = time.time_ns() // 1_000_000
DAY_MS = 86_400_000


class Page:
    """The dashboard in one session."""

    def __init__(self, world):
        self._world, self._session = world, world.session()

    async def ask(self, path: str, content: dict | None = None, status: int = 200) -> dict:
        """Post what there is to post, else get; return the answer."""
        body = None if content is None else json.dumps(content).encode()
        headers = self._world.by_page(self._session, body)
        answer = await self._world.send("GET" if body is None else "POST", path, headers, body)
        assert answer.status == status, answer.body
        return answer.json

    def navigation(self) -> list:
        """Return the headers of a download: it carries the cookie, and no key."""
        return without(self._world.by_page(self._session, None), "X-Page-Key")

    async def twice(self, path: str, content: dict) -> tuple[dict, dict]:
        """Take both steps; return both answers."""
        first = await self.ask(path, content)
        assert first["seconds"] == 60
        since = {"since": first["since"]} if "since" in first else {}
        return first, await self.ask(path, content | since | {"action_token": first["action_token"]})

    async def acts(self, **chosen) -> list[int]:
        return [act["seq"] for act in (await self.ask("/v1/acts", chosen))["acts"]]


def an_act(seq: int, **fields) -> dict:
    like = {"kind": "like", "platform": "youtube", "rule": "youtube.like"}
    return {"seq": seq, **like, "at": NOW - 2 * DAY_MS + seq, "offset_min": 0, "ms": 0, "n": 1, **fields}


SOLVED = {"outcome": "solved", "labels": 3}
ACTS = [
    an_act(1),
    an_act(2, kind="share", platform="reddit", rule="reddit.share"),
    an_act(3, at=NOW - 60_000),
    an_act(
        4,
        kind="captcha.image",
        platform="hcaptcha",
        rule="hcaptcha",
        detail=SOLVED,
    ),
]


@pytest.fixture
async def page(world, client):
    """A dashboard on a log that holds exactly ACTS of one browser."""
    page = Page(world)
    await page.twice("/v1/erase", {})
    # Erasing is remembered; these acts are the same ones for each test.
    await world.app[STORE].write(lambda conn: [conn.execute(f"DELETE FROM {t}") for t in remembered.TABLES])
    await world.ask(client, "/v1/hello", {"device": client.device})
    batch = world.batch(client) | {"acts": ACTS}
    answer = await world.ask(client, "/v1/ingest", batch)
    assert answer.json["stored"] == [[1, 4]], answer.body
    return page


async def test_acts_are_browsed_page_by_page(page, client):
    whole = await page.ask("/v1/acts", {})
    assert [act["seq"] for act in whole["acts"]] == [4, 3, 2, 1]
    assert (whole["next"], whole["whole"], whole["horizon"]) == (None, 4, None)
    first = whole["acts"][0]
    assert first.pop("id") > 0
    assert first == {"device": client.device, "browser": client.browser, "by_hand": False, **ACTS[3]}
    two = await page.ask("/v1/acts", {"limit": 2})
    assert [act["seq"] for act in two["acts"]] == [4, 3] and two["next"] == two["acts"][1]["id"]
    rest = await page.ask("/v1/acts", {"limit": 2, "before": two["next"]})
    assert [act["seq"] for act in rest["acts"]] == [2, 1] and rest["whole"] == 4


async def test_acts_are_chosen_by_days_platforms_and_kinds(page):
    day = (NOW - 60_000) // DAY_MS
    assert await page.acts(first_day=day) == [3]
    assert await page.acts(last_day=day - 1) == [4, 2, 1]
    assert await page.acts(platforms=["reddit", "hcaptcha"]) == [4, 2]
    assert await page.acts(kinds=["like"], last_day=day - 1) == [1]
    assert await page.acts(kinds=["never"]) == []


async def test_the_choices_are_the_catalogue_and_what_was_met(page):
    choices = await page.ask("/v1/acts/choices")
    platforms, kinds = ({row["id"]: row for row in choices[name]} for name in ("platforms", "kinds"))
    assert platforms["hcaptcha"] | {"name": ""} == {
        **{"id": "hcaptcha", "name": "", "captcha": True, "known": True, "met": True}
    }
    assert (platforms["reddit"]["met"], platforms["facebook"]["met"]) == (True, False)
    assert kinds["attention"]["time"] and kinds["captcha.image"]["captcha"] and kinds["like"]["met"]
    assert kinds["like"]["label"].keys() == {"en", "fr"}


async def test_striking_takes_two_steps_and_can_be_undone(page, client):
    wanted = [{"device": client.device, "seq": seq} for seq in (1, 3, 77)]
    first, done = await page.twice("/v1/acts/strike", {"acts": wanted})
    assert (first["acts"], done["struck"], done["seconds"]) == (2, 2, 600)
    assert await page.acts() == [4, 2]
    assert await page.ask("/v1/acts/undo", {"undo_token": done["undo_token"]}) == {"restored": 2}
    assert await page.acts() == [4, 3, 2, 1]
    error = await page.ask("/v1/acts/undo", {"undo_token": done["undo_token"]}, status=404)
    assert error["error"]["code"] == "undo"


async def test_an_act_is_added_by_hand(page):
    wanted = {"kind": "comment", "platform": "youtube", "at": NOW, "offset_min": 60, "n": 2, "minutes": 5}
    act = (await page.ask("/v1/acts/add", wanted))["act"]
    assert (act["by_hand"], act["browser"], act["ms"], act["n"]) == (True, None, 300_000, 2)
    assert (await page.ask("/v1/acts", {"kinds": ["comment"]}))["acts"] == [act]
    ahead = wanted | {"at": NOW + 3_600_000}
    assert (await page.ask("/v1/acts/add", ahead, status=400))["error"]["code"] == "future"


async def test_the_last_minutes_are_forgotten_with_what_was_not_sent(page, world, client):
    first, done = await page.twice("/v1/acts/forget", {"minutes": 600})
    assert (first["acts"], done) == (1, {"forgotten": 1, "unsent": "dropped"})
    assert await page.acts() == [4, 2, 1]
    late = world.batch(client) | {"acts": [an_act(3, at=NOW - 60_000), an_act(9, at=NOW - 120_000)]}
    assert (await world.ask(client, "/v1/ingest", late)).json["duplicate"] == [[3, 3], [9, 9]]


async def test_erasing_says_first_how_much_it_is(page):
    chosen = {"platforms": ["reddit", "hcaptcha"], "kinds": ["share"]}
    first, done = await page.twice("/v1/erase", chosen)
    assert (first["acts"], first["summed"], first["unsent"]) == (1, 0, "kept")
    assert done == {"erased": 1, "summed": 0, "unsent": "kept"}
    assert await page.acts() == [4, 3, 1]
    first, done = await page.twice("/v1/erase", {"last_day": NOW // DAY_MS})
    assert (first["acts"], done) == (3, {"erased": 3, "summed": 0, "unsent": "dropped"})


TWO_STEPS = {
    "/v1/erase": ({"kinds": ["like"]}, {"kinds": ["share"]}),
    "/v1/acts/forget": ({"minutes": 5, "since": NOW}, {"minutes": 5, "since": NOW - 1}),
    "/v1/retention": ({"keep_months": 3}, {"keep_months": 1}),
}


@pytest.mark.parametrize("path", TWO_STEPS)
async def test_a_token_is_good_for_what_was_asked_alone(page, world, path):
    meant, other = TWO_STEPS[path]
    before = world.fingerprint()
    for content in (other, meant):
        token = (await page.ask(path, meant))["action_token"]
        if content is meant:
            await page.ask(path, meant | {"action_token": "x" * 22}, status=403)
        error = await page.ask(path, content | {"action_token": token}, status=403)
        assert error["error"]["code"] == "action"
    assert world.fingerprint() == before


async def test_a_download_is_the_log_as_it_was_chosen(page, world, client):
    told = await page.ask("/v1/export", {"format": "json", "kinds": ["like", "captcha.image"]})
    assert (told["acts"], told["seconds"]) == (3, 60)
    assert told["name"] == time.strftime("pointeuse-%Y-%m-%d.jsonl")
    path = f"/v1/export?ticket={told['ticket']}"
    stranger = without(world.by_page(world.session(), None), "X-Page-Key")
    for others in (stranger, world.headers(None)):
        assert (await world.send("GET", path, others)).status in (401, 404), "another session, or none"
    headers = page.navigation()
    answer = await world.send("GET", path, headers)
    assert answer.status == 200
    assert answer.one("Content-Disposition") == f'attachment; filename="{told["name"]}"'
    assert answer.one("Cache-Control") == "no-store"
    lines = [json.loads(line) for line in answer.body.decode().splitlines()]
    assert lines == [{"device": client.device, **ACTS[seq - 1]} for seq in (1, 3, 4)]
    assert (await world.send("GET", path, headers)).status == 404
    for odd in ("", "?ticket=", "?ticket=" + "x" * 21, "?ticket=" + "%00" * 22, "?other=1"):
        assert (await world.send("GET", f"/v1/export{odd}", headers)).status == 400, odd


async def test_a_download_of_csv_and_of_nothing(page, world):
    told = await page.ask("/v1/export", {"format": "csv", "kinds": ["never"]})
    answer = await world.send("GET", f"/v1/export?ticket={told['ticket']}", page.navigation())
    assert answer.body == b"device,seq,kind,platform,rule,at,offset_min,ms,n,detail\n"
    assert answer.one("Content-Type") == "text/csv; charset=utf-8"


def test_tickets_for_downloads_end():
    now = [0.0]
    downloads = Downloads(lambda: now[0])
    first = downloads.issue("a", EVERYTHING, "json", "a")
    others = [downloads.issue("a", EVERYTHING, "json", "b") for _ in range(MOST)]
    now[0] = 59.0
    assert downloads.redeem("a", others[0]).name == "b"
    now[0] = 60.0
    for ticket in (first, others[0], others[1]):
        with pytest.raises(Exception, match="no longer there"):
            downloads.redeem("a", ticket)


async def test_an_export_is_restored_and_bad_lines_are_named(page, world, client):
    ticket = (await page.ask("/v1/export", {"format": "csv"}))["ticket"]
    answer = await world.send("GET", f"/v1/export?ticket={ticket}", page.navigation())
    header, *lines = answer.body.decode().splitlines()
    await page.twice("/v1/erase", {"kinds": ["like"]})
    piece = {"format": "csv", "header": header, "lines": [*lines, "what is this", ""], "first_line": 2}
    assert await page.ask("/v1/restore", piece) == {
        **{"stored": 0, "duplicate": 2, "erased": 2, "conflict": []},
        "refused": [{"line": 6, "reason": "csv"}],
    }
    assert (await page.ask("/v1/restore", piece | {"with_erased": True}))["stored"] == 2
    assert sorted(await page.acts()) == [1, 2, 3, 4]
    error = await page.ask("/v1/restore", piece | {"header": "a,b"}, status=400)
    assert error["error"]["code"] == "header"


async def test_retention_is_chosen_in_two_steps(page, world, client):
    old = world.batch(client) | {"acts": [an_act(20, at=NOW - 100 * DAY_MS)]}
    await world.ask(client, "/v1/ingest", old)
    before = await page.ask("/v1/retention")
    assert (before["keep_months"], before["horizon"]) == (None, None)
    assert before["oldest_day"] == (NOW - 100 * DAY_MS) // DAY_MS
    first, done = await page.twice("/v1/retention", {"keep_months": 2})
    assert first["acts"] == 1 and done == {"keep_months": 2, "removed": 1}
    after = await page.ask("/v1/retention")
    assert (after["keep_months"], after["horizon"]) == (2, first["before"])
    assert (await page.ask("/v1/acts", {}))["horizon"] == first["before"]
    first, done = await page.twice("/v1/retention", {"keep_months": None})
    assert (first["acts"], first["before"], done["removed"]) == (0, None, 0)


async def test_a_backup_is_made_listed_and_put_back(page, world, client):
    made = (await page.ask("/v1/backups", {}))["backup"]
    assert made["acts"] == 4
    assert made in (await page.ask("/v1/backups"))["backups"]
    await world.ask(client, "/v1/ingest", world.batch(client) | {"acts": [an_act(30)]})
    greeting = (await world.ask(client, "/v1/hello", {"device": client.device})).json
    first, done = await page.twice("/v1/backups/restore", {"name": made["name"]})
    assert first["backup"] == made and first["acts"] == 5
    assert done["restored"] and await page.acts() == [4, 3, 2, 1]

    # A browser that has not noticed is told to wait, says hello, learns what is missing and sends it again.
    again = world.batch(client) | {"acts": [an_act(31)]}
    assert (await world.ask(client, "/v1/ingest", again)).status == 503
    hello = (await world.ask(client, "/v1/hello", {"device": client.device})).json
    assert hello["instance_id"] != greeting["instance_id"]
    again["acts"].insert(0, an_act(30))
    assert (await world.ask(client, "/v1/ingest", again)).json["stored"] == [[30, 31]]
    unknown = {"name": "pointeuse-19700101T000000Z.db"}
    assert (await page.ask("/v1/backups/restore", unknown, status=404))["error"]["code"] == "backup"


async def test_a_browser_is_called_what_the_person_calls_it(page, client):
    wanted = {"client_id": client.id, "label": "  My <b>laptop</b> é "}
    assert await page.ask("/v1/clients/label", wanted) == {"label": "My <b>laptop</b> é"}
    row = next(c for c in (await page.ask("/v1/clients"))["clients"] if c["id"] == client.id)
    assert row["label"] == "My <b>laptop</b> é" and row["last_at"] is not None
    assert (await page.ask("/v1/acts", {}))["acts"][0]["browser"] == "My <b>laptop</b> é"
    await page.ask("/v1/clients/label", wanted | {"label": ""})
    assert (await page.ask("/v1/acts", {}))["acts"][0]["browser"] == client.browser
    await page.ask("/v1/clients/label", {"client_id": "x" * 22, "label": "x"}, status=404)


ODD = [
    ("/v1/acts", {"limit": 0}),
    ("/v1/acts", {"limit": 201}),
    ("/v1/acts", {"before": -1}),
    ("/v1/acts", {"platforms": []}),
    ("/v1/acts", {"platforms": ["<script>"]}),
    ("/v1/acts", {"kinds": ["x"] * 101}),
    ("/v1/acts", {"first_day": "2026-01-01"}),
    ("/v1/acts/strike", {"acts": []}),
    ("/v1/acts/strike", {"acts": [{"device": "short", "seq": 1}]}),
    ("/v1/acts/strike", {"acts": [{"device": "A" * 22, "seq": 0}]}),
    ("/v1/acts/undo", {"undo_token": "'; DROP TABLE act"}),
    ("/v1/acts/add", {"kind": "like", "platform": "youtube", "at": 5, "offset_min": 0}),
    ("/v1/acts/add", {"kind": "like", "platform": "youtube", "at": NOW, "offset_min": 900}),
    ("/v1/acts/add", {"kind": "like", "platform": "youtube", "at": NOW, "offset_min": 0, "n": 1001}),
    ("/v1/acts/add", {"kind": "like", "platform": "youtube", "at": NOW, "offset_min": 0, "minutes": 1441}),
    ("/v1/acts/add", {"kind": "hologram", "platform": "youtube", "at": NOW, "offset_min": 0}),
    ("/v1/acts/add", {"kind": "like", "platform": "nowhere", "at": NOW, "offset_min": 0}),
    ("/v1/acts/forget", {"minutes": 0}),
    ("/v1/acts/forget", {"minutes": 20_161}),
    ("/v1/erase", {"platform": ["youtube"]}),
    ("/v1/export", {"format": "xml"}),
    ("/v1/restore", {"format": "json", "lines": []}),
    ("/v1/restore", {"format": "json", "lines": [""] * 2001}),
    ("/v1/restore", {"format": "csv", "lines": ["x"]}),
    ("/v1/retention", {"keep_months": 0}),
    ("/v1/retention", {"keep_months": 121}),
    ("/v1/backups/restore", {"name": "../../etc/passwd"}),
    ("/v1/clients/label", {"client_id": "x" * 22, "label": "a\nb"}),
    ("/v1/clients/label", {"client_id": "x" * 22, "label": "\u202egpj"}),
    ("/v1/clients/label", {"client_id": "x" * 22, "label": "x" * 41}),
]


@pytest.mark.parametrize(("path", "content"), ODD)
async def test_odd_input_is_refused_and_changes_nothing(page, world, path, content):
    before = world.fingerprint()
    assert (await page.ask(path, content, status=400))["error"]["message"]
    assert world.fingerprint() == before
