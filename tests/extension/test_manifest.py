"""What the manifest asks for, and what it must never ask for."""

import base64
import hashlib
import json
import re
import struct
import subprocess
import tomllib
from pathlib import Path

import pytest

from pointeuse.collector.pairing import origins, trusted_origin

ROOT = Path(__file__).resolve().parents[2]
EXTENSION = ROOT / "extension"
IDENTITY = json.loads((EXTENSION / "contract" / "identity.json").read_text())
MANIFEST = json.loads((EXTENSION / "manifest.json").read_text())
CATALOGUE = [json.loads(path.read_text()) for path in (EXTENSION / "catalogue").glob("*/*.json")]
PLATFORMS = [file for file in CATALOGUE if "acts" in file]
CAPTCHAS = [file for file in CATALOGUE if "captcha" in file]


def test_permissions_are_exactly_those_decided():
    assert MANIFEST["permissions"] == [
        *("storage", "unlimitedStorage", "alarms", "idle", "scripting", "webRequest")
    ]
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*"]
    assert MANIFEST["optional_host_permissions"] == ["https://*/*"]
    assert "optional_permissions" not in MANIFEST


def test_pages_can_neither_see_nor_reach_the_extension():
    absent = {"web_accessible_resources", "externally_connectable", "sandbox", "devtools_page", "omnibox"}
    assert not absent & MANIFEST.keys()
    assert MANIFEST["incognito"] == "not_allowed"
    code = "".join(path.read_text() for path in EXTENSION.rglob("*.js"))
    assert not re.search(r"onMessageExternal|onConnectExternal|userScripts|world: *[\"']MAIN", code)


def test_the_id_is_that_of_the_key():
    digest = hashlib.sha256(base64.b64decode(MANIFEST["key"])).hexdigest()[:32]
    assert IDENTITY["chromium"][0] == "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
    assert IDENTITY["gecko"][0] == MANIFEST["browser_specific_settings"]["gecko"]["id"]


def test_an_id_of_the_browsers_needs_no_domain():
    assert re.fullmatch(r"\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}", IDENTITY["gecko"][0])


def test_every_id_that_is_listed_may_pair(tmp_path, monkeypatch):
    stores = {**IDENTITY, "chromium": [*IDENTITY["chromium"], "p" * 32]}
    (tmp_path / "contract").mkdir()
    (tmp_path / "contract" / "identity.json").write_text(json.dumps(stores))
    assert not trusted_origin(f"chrome-extension://{'p' * 32}")
    monkeypatch.setattr(origins, "EXTENSION", tmp_path)
    assert trusted_origin(f"chrome-extension://{'p' * 32}")
    assert trusted_origin(f"chrome-extension://{IDENTITY['chromium'][0]}")
    assert not trusted_origin(f"chrome-extension://{'o' * 32}")


def test_one_background_for_both_browsers():
    background = MANIFEST["background"]
    assert background["scripts"] == [background["service_worker"]] and background["type"] == "module"
    assert (
        (EXTENSION / background["service_worker"]).read_text().rstrip().endswith("globalThis.READY = true;")
    )


def test_firefox_is_told_what_is_collected():
    gecko = MANIFEST["browser_specific_settings"]["gecko"]
    assert gecko["data_collection_permissions"] == {"required": ["browsingActivity", "websiteActivity"]}
    assert gecko["strict_min_version"] == "140.0"


def test_version_is_the_projects():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert MANIFEST["version"] == project["version"]


def test_our_pages_run_our_files_only_and_reach_the_collector_only():
    parts = MANIFEST["content_security_policy"]["extension_pages"].split(";")
    policy = dict(part.strip().split(" ", 1) for part in parts)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert policy["connect-src"] == "'self' http://127.0.0.1:*"
    for page in EXTENSION.rglob("*.html"):
        text = page.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|\bon\w+=|\bstyle=|https?://", text), page.name


def frame_patterns(file):
    """The narrowest patterns that take in each frame of a vendor, with whatever query. A page has none."""
    for frame in file["captcha"]["frames"]:
        for path in frame.get("path", ()):
            wide = re.sub(r"\*+", "*", path)
            yield from (f"https://{host}{wide.removesuffix('*')}*" for host in file["hosts"])


def test_content_scripts_run_where_the_collector_and_the_captchas_are_and_nowhere_else():
    pairing, captcha = MANIFEST["content_scripts"]
    assert pairing["matches"] == ["http://127.0.0.1/*"] and "all_frames" not in pairing
    assert captcha["matches"] == sorted({pattern for file in CAPTCHAS for pattern in frame_patterns(file)})
    assert captcha["all_frames"] is True


def test_every_file_the_manifest_names_is_there():
    named = re.findall(r'"([\w./-]+\.(?:js|html|png))"', (EXTENSION / "manifest.json").read_text())
    assert len(named) > 8
    assert [name for name in named if not (EXTENSION / name).is_file()] == []


@pytest.mark.parametrize("size", MANIFEST["icons"])
def test_icons_have_their_size(size):
    header = (EXTENSION / MANIFEST["icons"][size]).read_bytes()[:24]
    assert struct.unpack(">II", header[16:24]) == (int(size), int(size))


def test_only_the_catalogues_hosts_are_ever_requested():
    code = (
        "import { originsOf } from './extension/shared/addresses/places.js';"
        "import { readFileSync } from 'node:fs';"
        "console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(originsOf)));"
    )
    ran = subprocess.run(
        ["node", "--input-type=module", "--eval", code],
        input=json.dumps(PLATFORMS),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for platform, found in zip(PLATFORMS, json.loads(ran.stdout), strict=True):
        named = set(re.findall(r'"((?:\*\.)?[\w-]+(?:\.[\w-]+)+)"', json.dumps(platform)))
        assert found and {origin.removeprefix("https://").removesuffix("/*") for origin in found} <= named
    asking = [path.name for path in EXTENSION.rglob("*.js") if "permissions.request" in path.read_text()]
    assert sorted(asking) == ["connect.js", "platform-list.js"], "nobody else may ask for a host"
    users = [path.name for path in EXTENSION.rglob("*.js") if re.search(r"\bask\(\[", path.read_text())]
    assert sorted(users) == ["platform-list.js", "servers.js"], (
        "the catalogue's, and the server that was typed"
    )


def test_content_scripts_import_nothing():
    for path in (EXTENSION / "content").rglob("*.js"):
        assert not re.search(r"^\s*import\b|\bimport\(", path.read_text(), re.M), path.name


def test_shared_modules_need_no_browser_but_those_of_the_pages():
    touching = re.compile(r'/browser\.js"|/pages/|\b(?:browser|chrome|document|window|indexedDB)\.\w')
    found = set()
    for path in (EXTENSION / "shared").rglob("*.js"):
        code = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        if touching.search(code):
            found.add(path.relative_to(EXTENSION / "shared").parts)
    assert {parts for parts in found if parts[0] != "pages"} == {("browser.js",)} and len(found) > 2


def test_pages_leave_the_outbox_to_the_background():
    for folder in ("popup", "welcome", "connect", "options", "shared/pages"):
        for path in (EXTENSION / folder).glob("*.js"):
            assert "/background/" not in path.read_text() and "indexedDB" not in path.read_text(), path.name


def test_nothing_enters_a_page_as_markup():
    for path in EXTENSION.rglob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text()
        )
