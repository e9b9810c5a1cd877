"""Which acts a command is about: days, platforms and kinds, as they are typed."""

import datetime
from dataclasses import dataclass

import msgspec

from pointeuse.collector.commands.log import period
from pointeuse.collector.errors import Malformed
from pointeuse.collector.routes.log_bodies import Chosen


@dataclass(frozen=True)
class Choice:
    """What was said of each; an empty list is every one."""

    first: datetime.datetime | None = None
    last: datetime.datetime | None = None
    platforms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def body(self) -> dict:
        """Return it as the collector is asked. Raises Malformed for what it would not understand."""
        named = {"platforms": self.platforms, "kinds": self.kinds}
        body = period(self.first, self.last) | {name: list(ids) for name, ids in named.items() if ids}
        try:
            msgspec.convert(body, Chosen)
        except msgspec.ValidationError as error:
            raise Malformed("A platform or kind is named by its id, such as youtube or like.") from error
        return body
