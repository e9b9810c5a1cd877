"""How the three methods are told apart, and the axis of their money. No chart by itself."""

DECADES = [10.0**power for power in range(-6, 8)]
"""The ticks of a logarithmic axis: one for each power of ten."""

MARKS = ["circle", "diamond", "square"]
"""The shape of each method's points, in the order of the methods."""
