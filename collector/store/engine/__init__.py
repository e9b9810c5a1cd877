"""SQLite itself: connections, the lock of the folder; it knows of no act."""
