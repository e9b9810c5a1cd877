"""The formulas, each in a file of its own; none knows of the others' results."""
