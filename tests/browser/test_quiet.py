"""The background sleeps through what concerns no rule: its filters are compiled from the rules."""

import pytest

from tests.browser.driving import until
from tests.replicas import sender

pytestmark = pytest.mark.browser

NOISE = {
    "https://www.youtube.com": ("/youtubei/v1/log_event", "/youtubei/v1/player", "/api/stats/qoe"),
    "https://x.com": ("/i/api/graphql/a/HomeTimeline", "/i/api/1.1/jot/client_event.json"),
    "https://www.reddit.com": ("/svc/shreddit/events", "/svc/shreddit/token"),
    "https://claude.ai": ("/api/event_logging/batch", "/api/organizations/a/usage"),
}
SEND = """const paths = args[0];
for (let sent = 0; sent < args[1]; sent += 10)
  await Promise.all(Array.from({ length: 10 }, (_, i) =>
    fetch(paths[(sent + i) % paths.length], { method: "POST", body: "{}" })));"""


def awake(still):
    async def look() -> bool:
        return not await still()

    return look


async def test_thousand_requests_that_concern_no_rule_wake_nobody(person, sites):
    before, browser = person.collector.tally(), person.browser
    with sites.everywhere(sender.answer):
        pages = [(await browser.open(host + sender.PATH), paths) for host, paths in NOISE.items()]
        async with browser.asleep() as still:
            for page, paths in pages:
                await page.run(SEND, paths, 1000 // len(pages))
            assert await still()
            await pages[0][0].run("await fetch('/youtubei/v1/like/like', { method: 'POST' })")
            await until(awake(still), 5, "a request that concerns a rule wakes it, so the look was right")
        for page, _ in pages:
            await page.close()
    await person.counted({("youtube", "like"): 1}, before)
