"""Tabs that are used again: in Firefox a new one costs three times as much as leading an old one elsewhere.

Only where nothing of one use can be taken for a repetition of the one before: on another platform, say.
"""

from tests.browser.driving import Browser, Page


class Tabs:
    """A row of tabs of one browser. `begin` starts with the first of them again."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.open: list[Page] = []
        self.used = 0

    def begin(self) -> None:
        self.used = 0

    async def to(self, url: str) -> Page:
        """Lead the next tab of the row to `url`, in front; open one where the row ends."""
        self.used += 1
        if self.used > len(self.open):
            self.open.append(await self.browser.open(url))
        else:
            await self.open[self.used - 1].front()
            await self.open[self.used - 1].go(url)
        return self.open[self.used - 1]

    async def close(self) -> None:
        while self.open:
            await self.open.pop().close()
