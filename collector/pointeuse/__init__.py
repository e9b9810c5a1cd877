"""Pointeuse in a notebook."""
