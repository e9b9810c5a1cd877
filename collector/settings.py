"""What the person may set before the program starts: one list, read once, then frozen.

Each setting comes from the command line, else from the environment, else from its default here.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_dir

from pointeuse.collector.errors import StartupError


@dataclass(frozen=True)
class Setting:
    """One row of `SETTINGS`: its name, its environment variable, its default in words and its help."""

    name: str
    variable: str
    default: str
    help: str


SETTINGS = (
    Setting("data", "POINTEUSE_DATA", "the user's own data folder", "Folder that holds the log."),
    Setting("port", "POINTEUSE_PORT", "chosen once per folder", "Port on 127.0.0.1."),
    Setting("open_browser", "POINTEUSE_BROWSER", "yes, where there is a screen", "Open the dashboard."),
    Setting("allow_extension", "POINTEUSE_EXTENSION", "ours only", "Id of one more extension that may pair."),
)

OTHERS_WRITE = 0o022
NO = {"0", "no", "false", "off"}


@dataclass(frozen=True)
class Settings:
    """Settings of one run. `data` is made for its owner only; `port` None means the folder's own port."""

    data: Path
    port: int | None = None
    open_browser: bool = True
    allow_extension: str | None = None

    def ready(self) -> "Settings":
        """Make the data folder and return the settings. Raises OSError when the folder cannot be made.

        One that is there keeps its mode, which is the person's own; every file in it is the owner's only.
        Raises StartupError where others may write into it: they could put another log in the place of this.
        """
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name != "nt" and self.data.stat().st_mode & OTHERS_WRITE:
            raise StartupError(
                f"Other users may write to {self.data}; run `chmod go-w` on it, or choose another folder.",
                "shared-folder",
            )
        return self


def read_settings(given: Mapping[str, object], environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of `given` (command line, None = not said) over `environ` over the defaults."""

    def said(name: str) -> object:
        row = next(s for s in SETTINGS if s.name == name)
        return given[name] if given.get(name) is not None else environ.get(row.variable)

    port, browser = said("port"), said("open_browser")
    return Settings(
        data=Path(str(said("data") or user_data_dir("pointeuse", appauthor=False))).expanduser().absolute(),
        port=int(str(port)) if port is not None else None,
        open_browser=browser if isinstance(browser, bool) else str(browser).lower() not in NO,
        allow_extension=str(said("allow_extension")) if said("allow_extension") else None,
    )
