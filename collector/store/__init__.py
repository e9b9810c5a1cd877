"""The log: one SQLite database, one thread that writes it, and the sums kept beside the acts."""

from pointeuse.collector.store.database import Store

__all__ = ["Store"]
