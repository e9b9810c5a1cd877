"""The card with country, age, currency and wage, in a real browser."""

import pytest

from pointeuse.collector.store.kept.preferences import preferences, set_preference
from tests.dashboard.looking import until

pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "adults": "Leave empty for the statutory minimum for adults: €12.31 an hour, gross.",
        "pupil": "Leave empty for the statutory minimum at 16: €9.85 an hour, gross.",
        "only": "For this country we know the adult wage only. Leave empty for it: €8.22 an hour, gross.",
        "none": "The law sets no minimum at 16 in this country: give an amount per hour",
        "saved": "Saved.",
        "unknown": "“EL” was kept here before, and is no country",
    },
    "fr": {
        "adults": "Laissez vide pour le minimum légal des adultes : 12,31 € brut de l’heure.",
        "pupil": "Laissez vide pour le minimum légal à 16 ans : 9,85 € brut de l’heure.",
        "only": "Pour ce pays, nous ne connaissons que le salaire des adultes.",
        "none": "La loi ne fixe pas de minimum à 16 ans dans ce pays",
        "saved": "Enregistré.",
        "unknown": "« EL » était enregistré ici et n’est le code d’aucun pays",
    },
}


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_an_age_is_chosen_by_the_keyboard_and_names_its_wage(served, look, language):
    await served.store.write(lambda conn: set_preference(conn, "country", "EL"))
    words = WORDS[language]
    seen = await look(language=language, width=390, card="#settings")

    async def helps(key: str) -> bool:
        return plain(await seen.text("#wage-help")).startswith(words[key])

    assert plain(await seen.text("#country-help")).startswith(words["unknown"])
    await seen.page.select_option("#country", "FR")
    await until(lambda: helps("adults"), "the wage of adults")
    await seen.page.focus("#country")
    await seen.page.keyboard.press("Tab")
    await seen.page.keyboard.type("16")
    await until(lambda: helps("pupil"), "the wage at sixteen")
    for country, key in (("ES", "only"), ("DE", "none"), ("FR", "pupil")):
        await seen.page.select_option("#country", country)
        await until(lambda key=key: helps(key), f"{country}: {key}")
    await seen.page.focus("#wage")
    await seen.page.keyboard.press("Enter")
    await until(lambda: said(seen, words["saved"]), "saved")
    kept = await served.store.read(preferences)
    assert (kept.country, kept.age) == ("FR", 16)
    assert await seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    again = await look(language=language, card="#settings")
    assert await again.page.input_value("#age") == "16"
    assert not await again.page.is_visible("#country-help")


async def said(seen, text: str) -> bool:
    return text in plain(await seen.text("#settings-state"))
