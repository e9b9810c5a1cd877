"""Exports, what is brought back from them, and backups, on the page in a real Chromium."""

import json

import pytest

from tests.dashboard.data_page import noon, rows, says, until_rows, whole
from tests.dashboard.seeded import act, acts_of, fill

pytestmark = pytest.mark.browser


async def exported(looked, form):
    async with looked.page.expect_download() as started:
        await looked.page.click(f"[data-export={form}]")
    download = await started.value
    return download.suggested_filename, await download.path()


@pytest.mark.parametrize("form", ["json", "csv"])
async def test_an_export_holds_the_log_and_comes_back_without_duplicates(looking, served, today, form):
    await fill(served.store, acts_of(range(today - 30, today)))
    ever = await whole(served)
    looked = await looking()
    name, path = await exported(looked, form)
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == ever + (form == "csv")
    await says(looked, "#export-state", name)
    await bring_back(looked, path, name)
    await says(looked, "#restore-state", f"0 acts were added. {ever:,} were here already.")
    assert await whole(served) == ever
    assert await looked.page.is_hidden("#restore-refused")


async def test_what_is_no_act_is_said_apart_from_the_acts_of_an_export(looking, served, today):
    at = noon(today - 1)
    unasked = [act(seq, at, "captcha.invisible", "turnstile", "turnstile") for seq in range(2, 98)]
    ads = [act(seq, at, "ad", "x", "x.ad") for seq in (98, 99)]
    await fill(served.store, [act(1, at, "like", "x", "x.like"), *unasked, *ads])
    looked = await looking()
    _, path = await exported(looked, "json")
    assert len(path.read_text("utf-8").splitlines()) == 99
    await says(looked, "#export-state", "1 act is on its way to")
    apart = "With them 96 checks that passed unasked and are no acts. With them 2 advertisements seen, which"
    await says(looked, "#export-state", apart)


async def bring_back(looked, path, name):
    file = {"name": name, "mimeType": "text/plain", "buffer": path.read_bytes()}
    await looked.page.set_input_files("#restore-file", file)
    await looked.page.click("#restore-form button[type=submit]")


async def test_the_export_is_what_is_chosen(looking, some):
    looked = await looking(query="?platforms=reddit")
    _, path = await exported(looked, "json")
    assert {json.loads(line)["platform"] for line in path.read_text("utf-8").splitlines()} == {"reddit"}


async def test_what_was_struck_stays_out_of_a_restore_unless_it_is_wanted(looking, some):
    looked = await looking()
    name, path = await exported(looked, "json")
    await rows(looked).first.locator(".deed button").click()
    await says(looked, "#log-state", "Struck.")
    await bring_back(looked, path, name)
    await says(looked, "#restore-state", "1 stays out, because it was struck")
    await looked.page.check("#restore-erased")
    await looked.page.click("#restore-form button[type=submit]")
    await says(looked, "#restore-state", "1 act was added. 14 were here already.")
    assert await whole(some) == 15


async def test_lines_that_are_refused_are_listed_with_the_reason(looking, some, tmp_path):
    looked = await looking()
    name, path = await exported(looked, "json")
    lines = path.read_text("utf-8").splitlines()
    spoilt = tmp_path / "spoilt.jsonl"
    far = json.loads(lines[0]) | {"seq": 500, "at": 9_000_000_000_000}
    spoilt.write_text("\r\n".join([*lines, "not json", json.dumps(far), ""]), "utf-8")
    await bring_back(looked, spoilt, name)
    await says(looked, "#restore-state", "15 were here already. 2 lines were refused.")
    await looked.page.click("#restore-refused summary")
    assert [row[0] for row in await looked.cells("restore-lines")] == ["16", "17"]
    assert (await looked.cells("restore-lines"))[0][1] == "It is not JSON."


async def test_without_a_file_nothing_is_restored(looking, served):
    looked = await looking()
    await looked.page.click("#restore-form button[type=submit]")
    await says(looked, "#restore-state", "Choose a file first.")


async def test_a_backup_is_made_and_gone_back_to(looking, some, today):
    looked = await looking()
    await says(looked, "#backups", "There is no backup yet.")
    await looked.page.click("#backup")
    await says(looked, "#backups-state", "15 acts")
    (made,) = some.store.backup_folder.iterdir()
    made.rename(made.with_name("pointeuse-20260101T000000Z.db"))  # two of one second have one name
    await looked.page.reload()
    await fill(some.store, [act(99, noon(today - 2), "like", "youtube", "youtube.like")])
    await looked.page.click("#backups-table button")
    await says(looked, ".sure", "(15 acts). The log of now (16 acts) is kept as a backup first.")
    await looked.page.click(".sure .grave")
    await says(looked, "#backups-state", "15 acts. The log of before is among the backups.")
    await until_rows(looked, 15)
    assert await whole(some) == 15
    assert [row[2] for row in await looked.cells("backups-table")] == ["16", "15"]


async def test_a_backup_that_is_gone_says_so(looking, some):
    looked = await looking()
    await looked.page.click("#backup")
    await says(looked, "#backups-state", "15 acts")
    (backup,) = (await (await some.get("/v1/backups")).json())["backups"]
    (some.store.backup_folder / backup["name"]).unlink()
    await looked.page.click("#backups-table button")
    await says(looked, "#backups-state", "This backup cannot be used, and nothing was changed.")
    assert await whole(some) == 15
