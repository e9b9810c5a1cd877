"""Reading the sums for any period: which days, which platforms and kinds, how much."""
