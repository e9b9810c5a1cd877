"""What is watched, as a person sees and changes it: platforms, rules, servers, what may have gone blind."""

import json
import shutil

import pytest

from tests.browser.driving import until
from tests.extension.catalogue_module import UNCOUNTED
from tests.extension.conftest import EXTENSION, Alive, launch
from tests.extension.test_pages import said, shows, text

pytestmark = pytest.mark.browser

SEEN = """async (seen) => {
  const db = await new Promise((ok, no) => {
    const opening = indexedDB.open("pointeuse", 1);
    [opening.onsuccess, opening.onerror] = [() => ok(opening.result), no];
  });
  const tx = db.transaction("state", "readwrite");
  tx.objectStore("state").put(seen, "seen");
  await new Promise((ok, no) => ([tx.oncomplete, tx.onerror] = [ok, no]));
  db.close();
}"""
LONG_ON = """(id) => chrome.storage.local.get("since").then(({ since }) =>
  chrome.storage.local.set({ since: { ...since, [id]: Date.now() - 10 * 86400000 } }))"""
TODAY_LOCAL = "Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / 86400000)"


async def switched_on(alive, *platforms):
    await alive.tell("consent", answer="accepted")
    await alive.switch_on(*platforms)


async def test_who_accepted_an_older_text_is_told_so_and_asked_again(alive):
    old = "chrome.storage.local.set({consent: {version: 1, at: 1, answer: 'accepted'}})"
    await alive.remote.evaluate(old)
    page = await alive.open("welcome/welcome.html")
    assert await page.is_visible("#renewed") and not await page.is_visible("#nothing-yet")
    assert not await page.is_visible("#platforms")
    await page.click("#accept")
    await page.wait_for_selector("#platforms:not([hidden])")
    assert not await page.is_visible("#renewed")


async def test_platforms_stand_by_category_and_narrow_as_one_types(alive):
    await alive.tell("consent", answer="accepted")
    page = await alive.open("welcome/welcome.html")
    total = len((await alive.tell("state"))["platforms"])
    assert await page.locator("li.platform").count() == total
    assert await text(page, "#count") == f"0 of {total} on"
    headings = [await each.inner_text() for each in await page.query_selector_all("#platform-list h3")]
    assert headings[0] == said("category_social") and len(set(headings)) == len(headings) > 1
    await page.fill("#find", "YOUT")
    assert await page.locator("li.platform:visible").all_inner_texts() == ["YouTube"]
    assert await page.locator("#platform-list h3:visible").all_inner_texts() == [said("category_video")]
    await shows(page, "#found", said("platforms_found_one"))
    await page.fill("#find", "nothing is called so")
    assert await page.locator("li.platform:visible").count() == 0
    await shows(page, "#found", said("platforms_unfound"))
    await page.fill("#find", "")
    assert await page.locator("li.platform:visible").count() == total


async def test_every_platform_is_switched_on_by_one_click_and_one_question(alive):
    await alive.tell("consent", answer="accepted")
    await alive.answer_yes(*[each["id"] for each in (await alive.tell("state"))["platforms"]])
    page = await alive.open("welcome/welcome.html")
    await page.click("#all")
    await page.wait_for_selector("#all", state="hidden")
    facts = await alive.tell("state")
    assert facts["on"] == len(facts["platforms"])
    assert await text(page, "#count") == f"{facts['on']} of {facts['on']} on"
    since = (await alive.remote.evaluate("chrome.storage.local.get('since')"))["since"]
    assert since.keys() >= {each["id"] for each in facts["platforms"]}


async def test_an_open_row_stays_open_and_the_keyboard_is_enough(alive):
    await switched_on(alive, "youtube")
    page = await alive.open("options/options.html", 390)
    await page.focus("#details-youtube summary")
    await page.keyboard.press("Enter")
    assert await page.is_visible('[id="rule-youtube.like"]')
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.wait_for_function("document.getElementById('rule-youtube.like').checked === false")
    assert await page.is_visible('[id="rule-youtube.like"]')
    assert await page.evaluate("document.activeElement.id") == "rule-youtube.like"


async def test_a_rule_is_kept_only_where_the_person_has_it_otherwise(alive):
    await switched_on(alive, "youtube")
    kept = "chrome.storage.local.get('rules').then(({rules}) => rules)"
    assert (await alive.tell("rule", id="youtube.like", on=False))["on"] is False
    assert await alive.remote.evaluate(kept) == {"youtube.like": False}
    await alive.tell("rule", id="youtube.like", on=True)
    assert await alive.remote.evaluate(kept) == {}
    assert await alive.tell("rule", id="youtube.nothing", on=True) == {"error": "unknown"}
    assert await alive.tell("rule", id="youtube.share-open", on=True) == {"error": "unknown"}, "never counted"
    assert await alive.remote.evaluate(kept) == {}


async def test_each_rule_says_what_it_counts_how_sure_it_is_and_when_it_fired(alive):
    await switched_on(alive, "youtube")
    await alive.remote.evaluate(SEEN, {"days": {"youtube.like": [20_000]}, "ms": {}})
    page = await alive.open("options/options.html")
    await page.click("#details-youtube summary")
    rule = '[data-rule="youtube.{}"]'.format
    assert "sure · last seen 4 Oct 2024" in await text(page, rule("like"))
    assert f"{said('sure_med')} · {said('rule_nothing')}" in await text(page, rule("feedback"))
    assert said("rule_uncounted") in await text(page, rule("share-open"))
    assert not await page.locator(rule("share-open") + " input").count()
    uncertain = [
        captcha for captcha in (await alive.tell("watched"))["captchas"] if captcha["confidence"] == "LOW"
    ]
    assert uncertain and not any(captcha["on"] for captcha in uncertain)
    first = f'[data-rule="{uncertain[0]["id"]}"]'
    await page.click(f"{first} summary")
    assert said("sure_low") in await text(page, first)
    await page.click(f"{first} input")

    async def is_kept() -> bool:
        kept = await alive.remote.evaluate("chrome.storage.local.get('rules')")
        return kept.get("rules") == {uncertain[0]["id"]: True}

    await until(is_kept, 10, "the rule is switched on")
    assert await page.is_checked(f"{first} input")


async def test_a_platform_that_gives_no_signal_is_named_and_its_count_is_no_zero(alive):
    await switched_on(alive, "youtube", "x")
    await alive.remote.evaluate(LONG_ON, "youtube")
    today = await alive.remote.evaluate(TODAY_LOCAL)
    long = {"youtube": {str(today): 700_000}, "x": {str(today): 700_000}}
    await alive.remote.evaluate(SEEN, {"days": {}, "ms": long})
    popup = await alive.open("popup/popup.html", 340)
    await shows(popup, "#blind-text", "No signal for 7 days: YouTube. The count may be blind there.")
    await popup.click("#see-blind")
    options = await alive.found("options/options.html")
    await options.click("#details-youtube summary")
    like = '[data-rule="youtube.like"]'
    assert said("rule_silent") in await text(options, like) and "0" not in await text(options, like)
    advertisement = await text(options, '[data-rule="youtube.ad"]')
    assert said("rule_silent") not in advertisement, "a blocker keeps them away"
    assert said("platforms_ads") == await text(options, "#ads")
    assert said("platform_blind") in await text(options, "#row-youtube")
    await alive.remote.evaluate(SEEN, {"days": {"youtube.like": [today - 1]}, "ms": long})
    popup = await alive.open("popup/popup.html", 340)
    assert not await popup.is_visible("#blind-line")


async def test_a_permission_taken_back_reads_so_and_is_given_again_by_a_click(alive):
    await switched_on(alive, "youtube")
    origins = next(e["origins"] for e in (await alive.tell("state"))["platforms"] if e["id"] == "youtube")
    await alive.take_back(*origins)
    page = await alive.open("options/options.html")
    await shows(page, "#row-youtube .remark", f"{said('platform_taken')} {said('platform_again')}")
    assert not await page.is_checked("#switch-youtube")
    await alive.answer_yes("youtube")
    if await page.is_visible("#again-youtube"):  # a grant given beforehand is one already
        await page.click("#again-youtube")
    await until(lambda: alive.is_on("youtube"), 10, "youtube is on again")
    await page.click("#switch-youtube")
    await page.wait_for_function("!document.getElementById('switch-youtube').checked")
    assert not await page.locator("#row-youtube .remark").count(), "who switches off takes nothing back"


async def test_a_server_is_refused_with_a_reason_or_added_once(alive):
    await alive.tell("consent", answer="accepted")
    page = await alive.open("options/options.html", 320)
    wrong = {"": "empty", "http://social.example.org": "http", "social.example.org:444": "port"}
    for typed, reason in (wrong | {"10.0.0.1": "number", "www.youtube.com": "known", "what": "bad"}).items():
        await page.fill("#server", typed)
        await page.click("#server-add")
        await shows(page, "#server-note", said(f"address_{reason}"))
    await alive.allow("https://social.example.org/*")
    for note in ("server_added", "address_twice"):
        await page.fill("#server", "https://social.example.org/about")
        await page.press("#server", "Enter")
        await shows(page, "#server-note", said(note))
    await until(lambda: is_server(alive, "unknown"), 20, "the server's page was looked at")
    assert await page.locator("#server-list li").count() == 1
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    await page.click('[id="server_remove-social.example.org"]')
    await shows(page, "#server-note", said("server_removed"))
    assert (await alive.tell("servers"))["servers"] == []
    held = (await alive.remote.evaluate("chrome.permissions.getAll()"))["origins"]
    assert "https://social.example.org/*" not in held


async def is_server(alive, state: str) -> bool:
    return [each["state"] for each in (await alive.tell("servers"))["servers"]] == [state]


async def test_the_length_of_prompts_is_noted_only_for_who_asks(alive):
    await alive.tell("consent", answer="accepted")
    page = await alive.open("options/options.html")
    assert not await page.is_checked("#prompt-length")
    await page.check("#prompt-length")
    await page.reload()
    await page.wait_for_selector("html[data-ready]", state="attached")
    assert await page.is_checked("#prompt-length")


REASONS = {
    "youtube": [
        {"kinds": ["survey", "rating"], "why": "not-known", "looked_on": "2026-10-04"},
        {
            "kinds": ["message"],
            "why": "not-possible",
            "because": {"en": "Talk goes another way.", "fr": "Les mots passent ailleurs."},
            "looked_on": "2026-10-04",
        },
        {"kinds": ["prompt"], "why": "does-not-exist", "looked_on": "2026-10-04"},
        # A rule that never counts says something of a kind that stands in an entry too.
        {
            "kinds": ["message"],
            "why": "not-possible",
            "because": {"en": "A draft.", "fr": "Un brouillon."},
            "looked_on": "2026",
        },
    ],
    "x": [{"kinds": ["rating"], "why": "not-known", "looked_on": "2026-10-04"}],
    "tiktok": [],
}


@pytest.fixture
async def partly_known(playwright, tmp_path):
    """The extension with a catalogue in which these are the kinds that no rule counts."""
    copy = shutil.copytree(EXTENSION, tmp_path / "extension")
    (copy / UNCOUNTED.relative_to(EXTENSION)).write_text(json.dumps(REASONS), "utf-8")
    context = await launch(playwright, copy, tmp_path / "profile")
    yield await Alive(context).start()
    await context.close()


SHOWN = {
    "en": """Not counted: 4 kinds, 2 of them unknown
Nobody knows yet
Survey answer and Rating
Last looked for on 4 Oct 2026.
Cannot be counted
Message
Talk goes another way.
Message
A draft.
Does not exist there, or counts as another kind
Prompt to an AI""",
    "fr": """Non compté : 4 sortes, dont 2 inconnues
Personne ne le sait encore
Réponse à un sondage et Note
Dernière recherche le 4 oct. 2026.
Impossible à compter
Message
Les mots passent ailleurs.
Message
Un brouillon.
N’y existe pas, ou compte comme une autre sorte
Requête à une IA""",
}


@pytest.mark.parametrize("language", SHOWN)
async def test_what_is_not_counted_is_folded_below_the_rules_with_its_reason(partly_known, language):
    await partly_known.tell("language", language=language)
    await partly_known.tell("consent", answer="accepted")
    page = await partly_known.open("options/options.html", 390)
    total = len((await partly_known.tell("state"))["platforms"])
    on_top = said("uncounted_all_other", language).replace("{count}", "3").replace("{platforms}", str(total))
    assert await text(page, "#unknown") == on_top
    await page.focus("#details-youtube > summary")
    await page.keyboard.press("Enter")
    fold = page.locator("#uncounted-youtube")
    assert not await fold.locator(".rows").first.is_visible()
    await page.focus("#uncounted-youtube > summary")
    await page.keyboard.press("Enter")
    lines = (await fold.inner_text()).replace("\u00a0", " ").split("\n")
    assert "\n".join(filter(None, lines)) == SHOWN[language]
    await page.focus('[id="rule-youtube.like"]')
    await page.keyboard.press("Space")
    await page.wait_for_function("document.getElementById('rule-youtube.like').checked === false")
    assert await fold.locator(".rows").first.is_visible(), "what is open stays open"
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert await page.locator("#uncounted-x").count() == 1
    assert await page.locator("#uncounted-tiktok, #uncounted-facebook").count() == 0


async def test_where_nothing_is_unknown_no_number_is_shown(partly_known, tmp_path):
    known = {"youtube": [{"kinds": ["prompt"], "why": "does-not-exist", "looked_on": "2026-10-04"}]}
    file = tmp_path / "extension" / UNCOUNTED.relative_to(EXTENSION)
    file.write_text(json.dumps(known), "utf-8")
    await partly_known.tell("consent", answer="accepted")
    page = await partly_known.open("options/options.html")
    assert await text(page, "#unknown") == ""
    await page.click("#details-youtube > summary")
    assert await text(page, "#uncounted-youtube > summary") == "Not counted: 1 kind"
