"""Changes that cannot be taken back go in two steps: the first says how much it is, the second does it."""

from aiohttp import web

from pointeuse.collector.app_keys import SESSION, SESSIONS
from pointeuse.collector.sessions import ACTION_SECONDS


def ask_back(request: web.Request, purpose: str, action_token: str | None) -> dict | None:
    """Return what the first step answers, or None for the second: its token is used up then.

    The token is good for `purpose` alone, so that what is done is what was asked. Raises Forbidden.
    """
    sessions, session = request.app[SESSIONS], request[SESSION]
    if action_token is None:
        return {"action_token": sessions.ask(session, purpose), "seconds": int(ACTION_SECONDS)}
    sessions.confirm(session, purpose, action_token)
    return None
