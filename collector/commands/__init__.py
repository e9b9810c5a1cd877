"""What each command of `pointeuse` does; `collector.__main__` says how it is called."""
