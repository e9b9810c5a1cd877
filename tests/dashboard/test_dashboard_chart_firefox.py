"""The same charts in a real Firefox: figures on the areas, points by keyboard, a legend that filters."""

import os

import pytest

from tests.browser.driving import Launch
from tests.browser.firefox import Firefox
from tests.browser.programs import NoBrowser, find_program
from tests.dashboard.seeded import acts_of, fill

pytestmark = pytest.mark.browser

ARROW_RIGHT = "\ue014"
END = "\ue010"
DRAWN = "return document.querySelectorAll('#acts-chart .mark-rect.role-mark path').length > 20"
FILLS = """return [...document.querySelectorAll("#acts-chart .mark-rect.role-mark path")]
  .map((mark) => getComputedStyle(mark).fill)"""
SAID = """return [document.querySelector(".tip:not([hidden])")?.textContent,
  document.querySelector("#news").textContent, document.querySelectorAll("#acts-chart .ring").length]"""
# Dots of the second series' colour in a picture: between the lines of its figure, the paper shines through.
INSIDE = """
const { picture, pixels } = await import("/static/drawing/picture.js");
const made = await picture({ id: "acts", name: "acts_by_kind", drawing: {
  rows: [{ kind: "a", slot: 1, acts: 1 }], title: "T", period: { first: 1, last: 1 } } });
const image = await createImageBitmap(await pixels(made));
const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
pen.drawImage(image, 0, 0);
const { data } = pen.getImageData(0, 0, image.width, image.height);
const seen = new Map();
for (let at = 0; at < data.length; at += 4) {
  const colour = data.slice(at, at + 3).join();
  seen.set(colour, (seen.get(colour) ?? 0) + 1);
}
return [image.width, seen.get("179,54,27") ?? 0, seen.size]"""


@pytest.fixture
async def firefox(tmp_path):
    """The Firefox of this machine. Without one the test is left out, or fails if browsers are required."""
    try:
        program = find_program("firefox")
    except NoBrowser as missing:
        if os.environ.get("REQUIRE_BROWSERS"):
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))  # a contributor without it may run the rest; CI may not
    browser = Firefox(Launch(program, tmp_path / "profile", extension=None, port=9, spki=""))
    await browser.start()
    yield browser
    await browser.close()


async def test_figures_keys_legend_and_pictures(firefox, served, today):
    await fill(served.store, acts_of(range(today - 40, today + 1)))
    page = await firefox.open(served.link())
    await page.until("return location.pathname === '/'")
    await page.go(f"{served.base}/work?period=month&lang=en")
    await page.until(DRAWN)
    assert {fill for fill in await page.run(FILLS) if "url" in fill} == {
        f'url("#slot-{n}")' for n in range(1, 8)
    }
    await page.type("#acts-chart", ARROW_RIGHT)
    shown, said, rings = await page.run(SAID)
    assert shown == said
    assert rings == 1
    await page.type("#acts-chart", END)
    assert (await page.run(SAID))[1] != said
    await page.click("#acts-legend li:nth-child(2) button")
    await page.until(f"{FILLS}.every((fill) => !fill.includes('#slot-1'))")
    width, solid, colours = await page.run(INSIDE)
    assert (width, colours > 50) == (2000, True)
    assert solid > 5_000
