"""Which folders are packages, and under which name: `collector/store` is `pointeuse.collector.store`.

The rest is in pyproject.toml. This is a program and no list, so that a new folder needs no line anywhere.
"""

from setuptools import find_namespace_packages, setup

ROOMS = ("collector", "dashboard", "extension")
PUBLIC = "collector.pointeuse"  # `import pointeuse`

found = find_namespace_packages(include=[*ROOMS, *(f"{room}.*" for room in ROOMS)], exclude=["*__pycache__*"])
public = [name for name in found if name == PUBLIC or name.startswith(f"{PUBLIC}.")]

setup(
    packages=[
        *(f"pointeuse{name.removeprefix(PUBLIC)}" for name in public),
        *(f"pointeuse.{name}" for name in found if name not in public),
    ],
    package_dir={"pointeuse": PUBLIC.replace(".", "/")} | {f"pointeuse.{room}": room for room in ROOMS},
)
