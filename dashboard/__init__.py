"""The dashboard: the pages of the collector, and what they are made of."""

if __name__ != "pointeuse.dashboard":
    raise ImportError("Say `pointeuse.dashboard`: this folder has no other name.")
