"""What a stored period is worth: its sums under a set of assumptions."""
