"""Editions that no longer ship: each folder holds the figures, tables, words and formulas of one.

Nothing here changes any more: a set of assumptions that was kept under an edition computes as it did then.
"""
