"""A fresh MediaWiki from Debian's package, on a database of its own, as many run one."""

import asyncio
import subprocess
from pathlib import Path

from tests.browser.real_programs.php import Php
from tests.browser.real_programs.programs import need_wiki

HOST = "wiki.example"
NAME, PASSWORD = "Ada", "a pass phrase of Ada's own"
SETTINGS = """
$wgArticlePath = '/wiki/$1';
$wgMainCacheType = CACHE_NONE; // the machine may have no cache server
$wgCacheDirectory = __DIR__ . '/cache'; // else the messages are read anew for every page
"""
INDEX = """<?php // addresses of articles have no script's name in them
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/w/index.php';
chdir( __DIR__ . '/w' );
require 'index.php';
"""
OVER_TLS = "<?php $_SERVER['HTTPS'] = 'on';\n"


async def start_mediawiki(folder: Path) -> Php:
    """Install a wiki with one member into `folder` and serve it. Skips or fails without the program."""
    program = need_wiki("mediawiki")
    await asyncio.to_thread(_install, program, folder)
    (folder / "web" / "w").symlink_to(program)
    (folder / "web" / "index.php").write_text(INDEX)
    (folder / "before.php").write_text(OVER_TLS)
    with (folder / "LocalSettings.php").open("a") as settings:
        settings.write(SETTINGS)
    environment = {"MW_CONFIG_FILE": str(folder / "LocalSettings.php")}
    return await Php(folder / "web", folder / "before.php", folder / "log", environment).start()


def _install(program: Path, folder: Path) -> None:
    for name in ("data", "cache", "web"):
        (folder / name).mkdir()
    places = ["--dbtype", "sqlite", "--dbpath", folder / "data", "--dbname", "wiki", "--confpath", folder]
    site = ["--server", f"https://{HOST}", "--scriptpath", "/w", "--pass", PASSWORD, "Wiki", NAME]
    command = ["php", program / "maintenance" / "install.php", *places, *site]
    subprocess.run([str(word) for word in command], cwd=folder, check=True, capture_output=True)
