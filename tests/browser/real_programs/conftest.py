"""Programs that nobody of us wrote, each behind a host name of its own on the stand-in for the web."""

from collections.abc import AsyncIterator

import pytest

from tests.browser.real_programs import dokuwiki, mediawiki
from tests.browser.real_programs.front import front


@pytest.fixture(scope="session")
async def wiki(sites, tmp_path_factory) -> AsyncIterator[str]:
    """A fresh MediaWiki; its address."""
    server = await mediawiki.start_mediawiki(tmp_path_factory.mktemp("mediawiki"))
    with sites.served(mediawiki.HOST, front(server.origin)):
        yield f"https://{mediawiki.HOST}"
    await server.stop()


@pytest.fixture(scope="session")
async def notes(sites, tmp_path_factory) -> AsyncIterator[str]:
    """A fresh DokuWiki; its address."""
    server = await dokuwiki.start_dokuwiki(tmp_path_factory.mktemp("dokuwiki"))
    with sites.served(dokuwiki.HOST, front(server.origin)):
        yield f"https://{dokuwiki.HOST}"
    await server.stop()
