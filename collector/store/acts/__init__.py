"""Single acts: stored, compared, remembered, read back."""
