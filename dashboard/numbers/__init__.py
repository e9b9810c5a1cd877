"""What the numbers of several cards are made of: one snapshot of the log, and how it is read."""
