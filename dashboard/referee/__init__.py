"""The page for a referee: one invented year, each assumption moved, and what then changes. `make docs`."""
