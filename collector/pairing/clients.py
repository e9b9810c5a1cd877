"""The paired browsers. All are in memory, because the gate looks one up for every request."""

import secrets
import time

from msgspec.structs import replace

from pointeuse.collector.signing import new_nonce
from pointeuse.collector.store import Store
from pointeuse.collector.store.kept.clients import Client, add_client, list_clients, revoke, set_label


class Clients:
    """The clients of one store: those that may sign, and those that were revoked."""

    def __init__(self, store: Store, everyone: list[Client]):
        self._store = store
        self._everyone = {client.id: client for client in everyone}
        self._greeted: dict[str, tuple[str, int]] = {}

    @classmethod
    async def load(cls, store: Store) -> "Clients":
        """Read the clients that earlier runs have paired."""
        return cls(store, await store.read(list_clients))

    def find(self, cid: str) -> Client | None:
        """Return the client that may sign as `cid`."""
        client = self._everyone.get(cid)
        return client if client and client.revoked_at is None else None

    def everyone(self) -> list[Client]:
        """Return all clients, the newest first."""
        return sorted(self._everyone.values(), key=lambda client: -client.paired_at)

    async def pair(self, device: str, origin: str, browser: str) -> Client:
        """Make a client and its key. A device has one key: one that it had before is revoked."""
        for old in [c for c in self._everyone.values() if c.device == device and c.revoked_at is None]:
            await self.revoke(old.id)
        client = Client(
            id=new_nonce(),
            key=secrets.token_bytes(32),
            device=device,
            origin=origin,
            browser=browser,
            label=browser,
            paired_at=_now(),
            revoked_at=None,
        )
        await self._store.write(lambda conn: add_client(conn, client))
        self._everyone[client.id] = client
        return client

    async def label(self, cid: str, label: str) -> bool:
        """Call a client what the person calls it, or by its browser; say whether there is one to call so."""
        client = self.find(cid)
        if client is None:
            return False
        named = replace(client, label=label or client.browser)
        await self._store.write(lambda conn: set_label(conn, cid, named.label))
        self._everyone[cid] = named
        return True

    def greet(self, cid: str, generation: tuple[str, int] | None = None) -> None:
        """Note that a client has compared what it holds with the log as it was in `generation`, or is now."""
        self._greeted[cid] = generation or self._store.generation

    def must_greet(self, cid: str) -> bool:
        """Say whether the client has yet to compare itself with the log there is.

        It has in each run, when another log took the place of the one before, and when days were erased:
        meanwhile a batch that somebody kept brings nothing back.
        """
        return self._greeted.get(cid) != self._store.generation

    async def revoke(self, cid: str) -> bool:
        """Take the key away, at once and for good; say whether there was one to take."""
        if self.find(cid) is None:
            return False
        at = _now()
        del self._everyone[cid]
        await self._store.write(lambda conn: revoke(conn, cid, at))
        self._everyone = {client.id: client for client in await self._store.read(list_clients)}
        return True


def _now() -> int:
    return time.time_ns() // 1_000_000
