"""The acts in files: the form that docs/export-format.md describes, written and read back."""
