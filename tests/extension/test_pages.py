"""The four pages as a person meets them: consent first, then pairing, and a popup that says how it stands."""

import json
import re
from pathlib import Path

import pytest

from tests.browser.driving import until
from tests.suite.access import violations

pytestmark = pytest.mark.browser

LOCALES = Path(__file__).resolve().parents[2] / "extension" / "_locales"
SAY = {lang: json.loads((LOCALES / lang / "messages.json").read_text()) for lang in ("en", "fr")}
TICKET = "AAECAwQFBgcICQoLDA0ODw"
PAGES = ("welcome/welcome.html", "connect/connect.html", "popup/popup.html", "options/options.html")
TODAY = {
    **{"day": 20_000, "acts": 12, "ms": 42 * 60_000, "wage_needed": False, "refused": 0},
    "value": {"currency": "EUR", "piece_price": 0.0123, "captured": 0.456, "time_at_wage": 8.12},
}


def said(key: str, language: str = "en") -> str:
    return SAY[language][key]["message"]


async def text(page, selector: str) -> str:
    return (await page.inner_text(selector)).strip()


async def shows(page, selector: str, expected: str) -> None:
    """Wait until the element says what is expected, values left aside."""
    parts = re.split(r"(\{\w+\})", expected)
    pattern = re.compile("".join(".*" if part.startswith("{") else re.escape(part) for part in parts))

    async def is_said() -> bool:
        return bool(pattern.fullmatch((await page.text_content(selector)).strip()))

    await until(is_said, 10, f"{selector} says {expected!r}, not {await page.text_content(selector)!r}")


async def ticket(alive, ledger, page="connect/connect.html"):
    """Open the collector's pairing page and return what the extension opens."""
    tab = await alive.context.new_page()
    await tab.goto(f"http://127.0.0.1:{ledger.port}/pair#t={TICKET}")
    connect = await alive.found(page)
    await tab.wait_for_function("location.hash === ''")
    return connect


async def connected(alive, ledger):
    await alive.tell("consent", answer="accepted")
    connect = await ticket(alive, ledger)
    await connect.click("#connect")
    await connect.wait_for_selector("#connected:not([hidden])")
    return connect


async def test_the_first_thing_seen_is_the_question(installed):
    page = await installed.found("welcome/welcome.html")
    assert await page.is_visible("#accept") and not await page.is_visible("#platforms")
    assert (await installed.tell("state"))["consent"] is None


async def test_no_is_taken_for_an_answer_and_leaves_a_way_back(alive):
    page = await alive.open("welcome/welcome.html")
    await page.click("#decline")
    await shows(page, "#answer", said("declined_text"))
    await page.close()
    popup = await alive.open("popup/popup.html", 340)
    assert await text(popup, "#clock-line") == said("waiting_consent")
    assert not await popup.is_visible("#pauses") and not await popup.is_visible("#connect")
    await popup.click("#read-consent")
    again = await alive.found("welcome/welcome.html")
    await again.click("#accept")
    await again.wait_for_selector("#platforms:not([hidden])")
    assert (await alive.tell("state"))["consent"] == "accepted"


async def test_consent_is_kept_with_its_version_and_time(alive):
    await alive.tell("consent", answer="accepted")
    kept = (await alive.remote.evaluate("chrome.storage.local.get('consent')"))["consent"]
    now = await alive.remote.evaluate("Date.now()")
    assert kept == {"version": 3, "answer": "accepted", "at": kept["at"]}
    assert 0 <= now - kept["at"] < 60_000


async def test_a_ticket_that_comes_before_consent_waits_for_it(alive, ledger):
    page = await ticket(alive, ledger, "welcome/welcome.html")
    await page.click("#accept")
    await page.click("#go-connect")
    connect = await alive.found("connect/connect.html")
    await connect.click("#connect")
    await connect.wait_for_selector("#connected:not([hidden])")
    assert [path for path, _ in ledger.arrivals] == ["/v1/pair", "/v1/hello", "/v1/hello"]


async def test_pairing_shows_the_port_and_tells_the_collector_who_we_are(alive, ledger):
    await alive.tell("consent", answer="accepted")
    connect = await ticket(alive, ledger)
    assert str(ledger.port) in await text(connect, "#where")
    await connect.click("#connect")
    await connect.wait_for_selector("#connected:not([hidden])")
    _, body = ledger.arrivals[0]
    assert body == {
        **{"ticket": TICKET, "browser": "chromium", "extension": "0.1.0"},
        "device": body["device"],
    }
    kept = await alive.remote.evaluate("chrome.storage.local.get(null)")
    assert kept["collector"] == {"port": ledger.port, "clientId": ledger.client, "instanceId": "first"}
    assert ledger.key_text not in json.dumps(kept)


PAIRING_ERRORS = {401: "error_expired", 409: "error_used", 403: "error_not_ours", 503: "error_busy"}


@pytest.mark.parametrize("status, key", PAIRING_ERRORS.items())
async def test_a_pairing_that_fails_says_why(alive, ledger, status, key):
    await alive.tell("consent", answer="accepted")
    connect = await ticket(alive, ledger)
    ledger.script = [status]
    await connect.click("#connect")
    await shows(connect, "#note", said(key))
    assert not (await alive.tell("state"))["paired"]
    assert not await connect.is_visible("#ask"), "a ticket is used up whatever comes of it"


async def test_an_answer_without_proof_is_no_pairing(alive, ledger):
    await alive.tell("consent", answer="accepted")
    connect = await ticket(alive, ledger)
    ledger.proves = False
    await connect.click("#connect")
    await shows(connect, "#note", said("error_unproven"))
    assert "collector" not in await alive.remote.evaluate("chrome.storage.local.get(null)")


async def test_a_code_can_be_typed_instead(alive, ledger):
    await alive.tell("consent", answer="accepted")
    connect = await alive.open("connect/connect.html")
    await connect.fill("#port", str(ledger.port))
    await connect.fill("#code", "abcd 2345")
    await connect.click("#send")
    await connect.wait_for_selector("#connected:not([hidden])")
    assert ledger.arrivals[0][1]["code"] == "ABCD2345" and "ticket" not in ledger.arrivals[0][1]


async def test_a_wrong_code_and_a_silent_port_are_told_apart(alive, ledger):
    await alive.tell("consent", answer="accepted")
    connect = await alive.open("connect/connect.html")
    await connect.fill("#port", str(ledger.port))
    await connect.fill("#code", "ABCD2345")
    ledger.script = [401]
    await connect.click("#send")
    await shows(connect, "#note", said("error_wrong_code"))
    await connect.fill("#port", "1024")
    await connect.click("#send")
    await shows(connect, "#note", said("error_silent"))


async def test_looking_for_the_collectors_page_finds_its_ticket(alive, ledger):
    await alive.tell("consent", answer="accepted")
    connect = await alive.open("connect/connect.html")
    await connect.click("#look")
    await shows(connect, "#note", said("connect_not_found"))
    await ticket(alive, ledger)
    await connect.click("#look")
    await connect.wait_for_selector("#ask:not([hidden])")


async def test_the_popup_shows_the_collectors_numbers_with_the_name_of_each_method(alive, ledger):
    ledger.today = TODAY
    await connected(alive, ledger)
    popup = await alive.open("popup/popup.html", 340)
    assert [await text(popup, f"#{name}") for name in ("acts", "minutes")] == ["12", "42"]
    assert await text(popup, "#range") == "€0.01 to €8.10"
    shown = [await text(popup, f"#{name}") for name in ("piece_price", "captured", "time_at_wage")]
    assert shown == ["€0.01", "€0.46", "€8.10"]
    assert said("value_piece_price") in await text(popup, ".methods")
    assert await text(popup, "#link-line") == said("link_connected")


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_popup_needs_no_scrolling(alive, ledger, language):
    ledger.today = TODAY | {"acts": 1234, "ms": 300 * 60_000}
    await connected(alive, ledger)
    await alive.switch_on("x")
    await alive.tell("language", language=language)
    popup = await alive.open("popup/popup.html", 340)
    assert await popup.is_visible("#range")
    assert await popup.evaluate("document.body.offsetHeight") <= 600, "a browser shows no higher popup"


INSIDE = """(rule) => {
  const { left, right, bottom } = rule.getBoundingClientRect();
  const card = rule.closest(".card").getBoundingClientRect();
  return left >= card.left && right <= card.right && bottom <= card.bottom;
}"""


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_counts_as_a_minute_is_said_beside_the_minutes(alive, language):
    await alive.tell("consent", answer="accepted")
    await alive.tell("language", language=language)
    popup = await alive.open("popup/popup.html", 340)
    assert not await popup.is_visible(".rule")
    await popup.focus("#minutes-label")
    await popup.keyboard.press("Enter")
    await shows(popup, ".rule", said("time_rule", language))
    assert await popup.eval_on_selector(".rule", INSIDE)
    settings = await alive.open("options/options.html")
    await shows(settings, "#time-rule", said("time_rule", language))


async def test_an_amount_that_there_is_no_coin_for_stands_in_full_in_its_tooltip(alive, ledger):
    ledger.today = TODAY | {"value": TODAY["value"] | {"piece_price": 0.00345}}
    await connected(alive, ledger)
    popup = await alive.open("popup/popup.html", 340)
    assert await text(popup, "#piece_price") == "less than €0.01"
    assert await text(popup, "#range") == "up to €8.10"
    titles = [await popup.get_attribute(f"#{name}", "title") for name in ("piece_price", "range", "captured")]
    assert titles == ["€0.0035", "€0.0035 to €8.10", ""]


async def test_a_method_without_a_figure_is_no_zero(alive, ledger):
    ledger.today = TODAY | {
        "wage_needed": True,
        "value": TODAY["value"] | {"captured": None, "time_at_wage": None},
    }
    await connected(alive, ledger)
    popup = await alive.open("popup/popup.html", 340)
    assert await text(popup, "#time_at_wage") == "no figure"
    assert await text(popup, "#no-value") == said("value_wage")


async def test_while_the_collector_is_away_the_popup_counts_by_itself(alive, ledger):
    await connected(alive, ledger)
    ledger.script = [503] * 10
    popup = await alive.open("popup/popup.html", 340)
    await shows(popup, "#link-line", said("link_away"))
    assert await text(popup, "#acts") == "0"
    assert await text(popup, "#no-value") == said("value_away")


async def test_the_popups_own_count_holds_nothing_that_passed_unasked(alive, ledger):
    await alive.tell("consent", answer="accepted")
    keep = """async () => {
      const { add } = await import(chrome.runtime.getURL("background/outbox/outbox.js"));
      const at = Date.now();
      const act = { at, offset_min: -new Date(at).getTimezoneOffset(), ms: 0, n: 1 };
      const unasked = { ...act, kind: "captcha.invisible", platform: "turnstile", rule: "turnstile" };
      await add([...Array.from({ length: 96 }, () => unasked),
        { ...act, kind: "like", platform: "x", rule: "x.like" }]);
    }"""
    await (await alive.open("popup/popup.html", 340)).evaluate(keep)
    popup = await alive.open("popup/popup.html", 340)
    assert await text(popup, "#acts") == "1"


@pytest.mark.parametrize("minutes, line", [(15, "paused_until"), (60, "paused_until"), (0, "paused_open")])
async def test_a_pause_is_shown_and_ended_by_one_click(alive, minutes, line):
    await alive.tell("consent", answer="accepted")
    popup = await alive.open("popup/popup.html", 340)
    await popup.click(f"#pause-{minutes}")
    await shows(popup, "#clock-line", said(line))
    await until(lambda: has_badge(alive, "II"), 5, "the badge is drawn")
    alarm = await alive.remote.evaluate("chrome.alarms.get('pause')")
    assert (alarm is not None) == bool(minutes)
    await popup.click("#resume")
    await shows(popup, "#clock-line", said("recording_none"))
    await until(lambda: has_badge(alive, ""), 5, "the badge is gone")


async def has_badge(alive, text: str) -> bool:
    return await alive.remote.evaluate("chrome.action.getBadgeText({})") == text


async def test_a_pause_with_an_end_ends_by_itself(alive):
    await alive.tell("consent", answer="accepted")
    await alive.remote.evaluate("chrome.storage.local.set({pausedUntil: Date.now() + 1500})")
    popup = await alive.open("popup/popup.html", 340)
    assert await popup.is_visible("#resume")

    async def is_over() -> bool:
        state = await alive.tell("state")
        return state["pausedUntil"] <= await alive.remote.evaluate("Date.now()")

    await until(is_over, 10, "the pause is over")
    popup = await alive.open("popup/popup.html", 340)
    assert await text(popup, "#clock-line") == said("recording_none")


async def test_forgetting_asks_once_and_says_how_much(alive, ledger):
    await connected(alive, ledger)
    popup = await alive.open("popup/popup.html", 340)
    await popup.click("#forget")
    await popup.click("#forget-no")
    assert "/v1/forget" not in ledger.paths()
    await popup.click("#forget")
    await popup.click("#forget-yes")
    await shows(popup, "#note", "Erased: 0 acts and 0 minutes.")


async def test_the_dashboard_opens_with_a_ticket_of_its_own(alive, ledger):
    connect = await connected(alive, ledger)
    async with alive.context.expect_page() as opened:
        await connect.click("#dashboard")
    page = await opened.value
    assert page.url == f"http://127.0.0.1:{ledger.port}/open#t={'t' * 22}"


async def test_disconnecting_asks_and_leaves_what_waits(alive, ledger):
    await connected(alive, ledger)
    options = await alive.open("options/options.html")
    await options.click("#unpair")
    await options.click("#no")
    assert (await alive.tell("state"))["paired"]
    await options.click("#unpair")
    await options.click("#yes")
    await shows(options, "#unpair-note", said("unpaired_done"))
    assert not (await alive.tell("state"))["paired"]


async def test_withdrawing_asks_stops_and_offers_to_erase(alive):
    await alive.tell("consent", answer="accepted")
    options = await alive.open("options/options.html")
    await options.click("#withdraw")
    await options.click("#yes")
    await shows(options, "#erase-note", said("withdrawn_text"))
    await options.click("#erase")
    await options.click("#yes")
    await shows(options, "#erase-note", said("erase_done"))
    assert (await alive.tell("state"))["consent"] == "declined"


async def test_the_language_is_the_persons_choice_on_every_page(alive):
    options = await alive.open("options/options.html")
    await options.select_option("#language", "fr")
    await shows(options, "h1", said("options_title", "fr"))
    popup = await alive.open("popup/popup.html", 340)
    assert await popup.get_attribute("html", "lang") == "fr"
    assert await text(popup, "#read-consent") == said("read_consent", "fr")


ALL_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES = {"light": ALL_RULES, "dark": {"runOnly": ["color-contrast"]}}


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_every_page_can_be_read_by_everybody(alive, ledger, language):
    await alive.tell("language", language=language)
    for consent in (None, "accepted"):
        if consent:
            await connected(alive, ledger)
        for path in PAGES:
            page = await alive.open(path, 320)
            await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320, path
            for scheme in ("light", "dark") if language == "fr" else ("light",):  # colours are those of both
                await page.emulate_media(color_scheme=scheme)
                found = await violations(page, **SCHEMES[scheme])
                assert found == [], f"{path}, {consent}, {scheme}: {found}"
            await page.close()


PUT = """([name, value]) => new Promise((ok, no) => {
  const opening = indexedDB.open("pointeuse", 1);
  opening.onerror = no;
  opening.onsuccess = () => {
    const tx = opening.result.transaction("state", "readwrite");
    tx.objectStore("state").put(value, name);
    tx.oncomplete = () => { opening.result.close(); ok(); };
  };
})"""


async def test_a_forgetting_that_the_collector_has_not_heard_of_is_shown_until_it_has(alive, ledger):
    await connected(alive, ledger)
    await alive.remote.evaluate(PUT, ["attempted", 1])
    ledger.script = [503] * 50
    popup = await alive.open("popup/popup.html", 340)
    await popup.click("#forget")
    await popup.click("#forget-yes")
    await popup.wait_for_selector("#forget-line:not([hidden])")
    ledger.script.clear()
    await popup.reload()
    await popup.wait_for_selector("html[data-ready]", state="attached")

    async def is_told() -> bool:
        return "/v1/forget" in ledger.paths()

    await until(is_told, 10, "the collector is told")
    assert (await alive.tell("state"))["forgets"] == 0
