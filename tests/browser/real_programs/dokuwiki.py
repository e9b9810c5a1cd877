"""A fresh DokuWiki from Debian's package, on a folder of its own, which everybody may edit."""

import shutil
from pathlib import Path

from tests.browser.real_programs.php import Php
from tests.browser.real_programs.programs import PROGRAMS, need_wiki

HOST = "notes.example"
SETTINGS = """<?php
$conf['useacl'] = 0;
$conf['updatecheck'] = 0;
$conf['savedir'] = '{folder}/data';
$conf['baseurl'] = 'https://{host}';
"""
BEFORE = """<?php
$_SERVER['HTTPS'] = 'on';
define('DOKU_MAIN_CONF', '{folder}/conf/');
define('DOKU_CONF', '{folder}/conf/');
"""


async def start_dokuwiki(folder: Path) -> Php:
    """Set up a wiki in `folder` and serve it. Skips or fails without the program."""
    program = need_wiki("dokuwiki")
    only_installed = shutil.ignore_patterns("users.auth.php", "acl.auth.php")  # links that lead nowhere yet
    shutil.copytree(PROGRAMS / "etc" / "dokuwiki", folder / "conf", ignore=only_installed)
    shutil.copytree(PROGRAMS / "var" / "lib" / "dokuwiki" / "data", folder / "data")
    (folder / "conf" / "local.php").write_text(SETTINGS.format(folder=folder, host=HOST))
    (folder / "before.php").write_text(BEFORE.format(folder=folder))
    return await Php(program, folder / "before.php", folder / "log").start()
