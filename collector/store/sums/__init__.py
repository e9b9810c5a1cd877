"""The sums kept beside the acts, in the transaction that stores or takes away."""
