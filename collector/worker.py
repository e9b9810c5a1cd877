"""A worker process: what is heavy runs beside the serving process, bounded in time and memory, and ends.

run            start a module, give it bytes, return what it prints
bound_memory   called by a worker: refuse to grow past a number of bytes
"""

import asyncio
import sys

from pointeuse.collector.errors import Busy


async def run(module: str, *arguments: str, given: bytes = b"", seconds: float, otherwise: str) -> bytes:
    """Run `python -m module` to its end and return its output. Raises Busy, saying `otherwise`.

    It says so when the worker fails or takes longer than `seconds`; a worker that is late is ended.
    """
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", module, *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        printed, _ = await asyncio.wait_for(worker.communicate(given), seconds)
    except TimeoutError:
        raise Busy(otherwise, "not-made") from None
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()
    if worker.returncode != 0:
        raise Busy(otherwise, "not-made")
    return printed


def bound_memory(size: int) -> None:
    """Refuse to grow past `size` bytes, where the system knows such a limit (Windows does not)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
