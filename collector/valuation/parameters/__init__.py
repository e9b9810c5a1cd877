"""The figures, each with its source: read, checked, changed by a person, seen at one bound."""
