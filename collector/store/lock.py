"""One collector for one data folder: a lock that ends with the process, however the process ends."""

import os
from pathlib import Path

from ..errors import AlreadyRunning, StartupError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

# File systems on which neither locks nor the shared memory of the write-ahead log can be trusted.
REMOTE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "davfs"}
MOUNTS = Path("/proc/self/mountinfo")


class Lock:
    """The exclusive lock on `folder`, held until `release` or the end of the process."""

    def __init__(self, folder: Path):
        """Take the lock at once. Raises AlreadyRunning when another process holds it."""
        self._file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise AlreadyRunning(
                f"Pointeuse already runs with {folder}. Open that one, or choose another folder with --data."
            ) from error

    def release(self) -> None:
        """Give the lock back. The file stays: removing it could let two processes hold two locks."""
        os.close(self._file)


def _lock(file: int) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)


def refuse_unsafe_place(path: Path) -> None:
    """Raise StartupError for a database on a network file system, or one that has a second name."""
    kind = _file_system(path.parent.resolve(), MOUNTS.read_text() if MOUNTS.exists() else "")
    if kind in REMOTE:
        raise StartupError(
            f"{path.parent} lies on a network file system ({kind}), where a log can be damaged. "
            "Choose a folder on this computer with --data.",
            "network-folder",
        )
    if path.exists() and path.stat().st_nlink > 1:
        raise StartupError(
            f"{path} has a second name (a hard link), and a log opened under two names can be damaged. "
            "Remove the other name and start again.",
            "hard-link",
        )


def _file_system(folder: Path, mounts: str) -> str | None:
    """Return the type of the file system that holds `folder`, from the text of mountinfo."""
    best, found = -1, None
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        mounted = Path(left.split(" ")[4].replace("\\040", " "))
        if folder.is_relative_to(mounted) and len(mounted.parts) >= best:
            best, found = len(mounted.parts), right.split(" ")[0]
    return found
