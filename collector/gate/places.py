"""Sixty-four places for connections, and who has to go for the next one.

Whoever comes when they are taken gets the place of the one that deserves its own the least: that has shown no
key, and sends nothing or reads nothing. So nobody keeps the paired browser and the command line out.
"""

from aiohttp import web

MOST_CONNECTIONS = 64
UNREAD_SECONDS = 120.0  # a person may hold a download for a while
SWEEP_SECONDS = 5.0


class Place(web.RequestHandler):
    """A connection that knows what it deserves its place by.

    `is_known` once a key or a session was shown; `is_open` until the system has let go of it.
    """

    __slots__ = ("_wire", "_since", "_unread", "_stuck_since", "is_known", "is_open")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._wire = None
        self._since = self._stuck_since = self._loop.time()
        self._unread = 0
        self.is_known = self.is_open = False

    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        self._wire, self.is_open = transport, True

    def connection_lost(self, exc) -> None:
        self.is_open = False  # its handler may go on for a while
        super().connection_lost(exc)

    def is_whole(self) -> bool:
        """Say whether the request that came last is here."""
        raise NotImplementedError

    def worth(self) -> tuple[bool, bool, float]:
        """Return whether the caller is known, whether it is being answered, and since when it is here."""
        is_read = self._wire is not None and self._wire.get_write_buffer_size() == 0
        return self.is_known, self._current_request is not None and self.is_whole() and is_read, self._since

    def end(self) -> None:
        """End the connection at once, whatever it has not read yet."""
        self.force_close()
        if self._wire is not None:
            self._wire.abort()

    def sweep(self, now: float) -> None:
        """End the connection when nothing of its answer was read for two minutes."""
        unread = self._wire.get_write_buffer_size() if self._wire is not None else 0
        if unread == 0 or unread != self._unread:
            self._unread, self._stuck_since = unread, now
        elif now - self._stuck_since > UNREAD_SECONDS:
            self.end()


class Server(web.Server):
    """aiohttp offers no other way to say which class, `kind`, speaks to a connection."""

    kind: type[Place]
    _sweeping = None

    def __call__(self) -> Place:
        return self.kind(self, loop=self._loop, **self._kwargs)

    def has_room_for(self, newest: Place) -> bool:
        """Make room for a connection that has just come, if need be; False where nobody can be sent away."""
        if self._sweeping is None:
            self._sweeping = self._loop.call_later(SWEEP_SECONDS, self._sweep)
        others = [one for one in self.connections if one is not newest and one.is_open]
        if len(others) < MOST_CONNECTIONS:
            return True
        least = min(others, key=Place.worth)
        if least.worth()[:2] == (True, True):
            return False
        least.end()
        return True

    def _sweep(self) -> None:
        """Look through the connections, again and again for as long as there are any."""
        self._sweeping = None
        for one in list(self.connections):
            one.sweep(self._loop.time())
        if self.connections:
            self._sweeping = self._loop.call_later(SWEEP_SECONDS, self._sweep)
