"""The measurements behind what we say about speed: ratios within one run of one machine."""
