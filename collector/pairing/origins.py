"""Which extensions may pair."""

import json

from pointeuse.collector.catalogue import EXTENSION


def trusted_origin(origin: str, allowed: str | None = None) -> bool:
    """Say whether the extension behind `origin` may pair.

    Chromium's ids are known: those listed, the folder's own first and then what each store gave, and the one
    that the person allowed. Firefox makes one up per install, so
    the first is trusted, and pinned to its key from then on.
    """
    if origin.startswith("moz-extension://"):
        return True
    identity = json.loads((EXTENSION / "contract" / "identity.json").read_text("utf-8"))
    return origin in {f"chrome-extension://{known}" for known in (*identity["chromium"], allowed) if known}
