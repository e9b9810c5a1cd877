"""One revenue, read in several ways: gross, net, the share that depends on tracking, what friends carry."""

from typing import TYPE_CHECKING

from pointeuse.dashboard.numbers.origins import with_origins
from pointeuse.dashboard.numbers.ranges import columns

if TYPE_CHECKING:
    from pointeuse.collector.valuation import Estimate, Parameter, Parameters

READINGS = ("F1_gross", "F1_search", "F1_net", "F1", "F1_offsite", "F1_friends")
SHARES = ("ALPHA_DATA", "ALPHA_META_OFFSITE", "SHARE_FRIENDS_FACEBOOK", "SHARE_FRIENDS_INSTAGRAM")
MARGIN = "MARGIN_"
MARGINS = ("id", "platform", "value", "year")
SAID = ("source", "url")


def readings(found: "Estimate", known: "Parameters") -> dict:
    """Return each reading with its range, the shares behind them, and the operating margins that were read.

    `known` says whether these figures have the reading at all: an older edition lacks some. A reading of
    None is "not computable", never zero; so is a share.
    """
    margins = [known[name] for name in found.parameters if name.startswith(MARGIN)]
    return {
        "reading": list(READINGS),
        "known": [name in found.panels for name in READINGS],
        **columns(found.panels.get(name) for name in READINGS),
        "shares": {name: known[name].value if name in known else None for name in SHARES},
        "margins": {
            **{column: [getattr(row, column) for row in margins] for column in MARGINS},
            **{column: [getattr(_origin(row.id, known), column) for row in margins] for column in SAID},
        },
    }


def _origin(name: str, known: "Parameters") -> "Parameter":
    """Return the row that a figure is from: its own, or the first with an address of those it is made of."""
    ids = with_origins([name], {row.id: row.source for row in known.values()})
    return next((known[one] for one in ids if known[one].url), known[name])
