"""One collector for one data folder: a lock that ends with the process, however the process ends."""

import errno
import os
import sys
from pathlib import Path

from pointeuse.collector.errors import AlreadyRunning, StartupError
from pointeuse.collector.folder import is_alive, read_running

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# File systems on which neither locks nor the shared memory of the write-ahead log can be trusted.
REMOTE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "davfs"}
MOUNTS = Path("/proc/self/mountinfo")
# What systems answer to the locking where another process holds it.
HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class Lock:
    """The exclusive lock on the log of `folder`, held until `release` or the end of the process.

    Folders are locked, for nobody takes one away by mistake while a log is in it: the data folder, and where
    the log is a symbolic link the one that it really lies in. The file `lock` is for systems that lock none.
    """

    def __init__(self, folder: Path):
        """Take the lock at once. Raises AlreadyRunning, or StartupError where nothing can be locked."""
        self._files: list[int] = []
        try:
            for place in _places(folder):
                self._files.append(_opened(folder, place))
                _lock(folder, self._files[-1])
        except StartupError:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back. The file stays: removing it could let two processes hold two locks."""
        while self._files:
            os.close(self._files.pop())


def _places(folder: Path) -> list[Path]:
    """Return what is locked, each once. Raises StartupError where the log is a link to nothing."""
    log = folder / "pointeuse.db"
    if log.is_symlink() and not log.exists():
        raise StartupError(
            f"{log} leads to {log.resolve()}, which is not there. Connect the disk that it lies on, "
            "or remove the link.",
            "dangling",
        )
    real = {folder.resolve(), log.resolve().parent} if sys.platform != "win32" else set()
    return [folder / "lock", *sorted(real)]


def _opened(folder: Path, place: Path) -> int:
    try:
        if place.name == "lock":
            return os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        return os.open(place, os.O_RDONLY)
    except OSError as error:
        raise _unlockable(folder, error) from error


def _lock(folder: Path, file: int) -> None:
    try:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        raise _refusal(folder, error) from error


def _unlockable(folder: Path, error: OSError) -> StartupError:
    return StartupError(
        f"{folder} cannot be locked ({os.strerror(error.errno or 0)}): two programs could write to it. "
        "Look at whose it is and where it lies, or choose another folder with --data.",
        "no-lock",
    )


def _refusal(folder: Path, error: OSError) -> StartupError:
    if error.errno not in HELD:
        return _unlockable(folder, error)
    running = read_running(folder)
    who = f" (process {running.pid})" if running and is_alive(running.pid) else ""
    return AlreadyRunning(
        f"Pointeuse already runs with {folder}{who}. Open that one, or choose another folder with --data."
    )


def refuse_unsafe_place(path: Path) -> None:
    """Raise StartupError for a log on a network file system, one with a second name, or what is no file."""
    kind = _file_system(path.resolve().parent, MOUNTS.read_text() if MOUNTS.exists() else "")
    if kind in REMOTE:
        raise StartupError(
            f"{path.parent} lies on a network file system ({kind}), where a log can be damaged. "
            "Choose a folder on this computer with --data.",
            "network-folder",
        )
    if path.exists() and not path.is_file():
        raise StartupError(
            f"{path} is a folder or a device, not a log. Move it away, or choose another folder with --data.",
            "no-file",
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
