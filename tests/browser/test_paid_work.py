"""Paid microwork: time in tasks is one thing, time between them another, and a task handed in is counted."""

import pytest

from tests.browser.test_every_rule import press
from tests.replicas import sender

pytestmark = pytest.mark.browser

MARKET = "https://worker.mturk.com"
TASK = f"{MARKET}/projects/a/tasks/b?assignment_id=c"
STAY = "await new Promise((done) => setTimeout(done, args[0]))"


async def test_time_in_tasks_is_kept_apart_from_time_between_them(person, sites):
    log = person.collector
    before = log.tally(), log.attention().get("mturk", 0), log.attention("task-time").get("mturk", 0)
    with sites.everywhere(sender.answer):
        page = await person.browser.open(f"{MARKET}{sender.PATH}")
        await page.click("body")  # somebody is there: other tests may have left this browser alone for long
        await page.run(STAY, 3000)
        await page.go(TASK)
        await page.run(STAY, 5000)
        await page.go(f"{MARKET}{sender.PATH}")
        await press(page, [{"url": "/mturk/externalSubmit", "form": {"answer": "1"}}])
        await page.run(STAY, 2000)
        await page.close()
    await person.counted({("mturk", "task-accept"): 1, ("mturk", "task-submit"): 1}, before[0])
    between = log.attention()["mturk"] - before[1]
    within = log.attention("task-time")["mturk"] - before[2]
    assert 4000 <= within <= 8000
    assert 3500 <= between <= 10_000
