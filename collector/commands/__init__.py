"""What each command of `pointeuse` does; `pointeuse.collector.__main__` says how it is called."""
