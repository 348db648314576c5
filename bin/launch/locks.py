"""Locks that a kill cannot leave behind: the kernel holds them on folders, so that there is no lock file at all."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from launch import checkout

ONE_RUN = checkout.ROOT
CHANGING_SERVICES = checkout.STATE
USING_SERVICES = checkout.STATE / "use"


@contextlib.contextmanager
def held(folder: Path, *, shared: bool = False) -> Iterator[int]:
    """Hold the lock on `folder`, waiting for it as long as it takes. Gives the handle, for `only_user`."""
    folder.mkdir(mode=0o755, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def take(folder: Path, *, patience: float = 0) -> int | None:
    """Take the lock on `folder` for as long as we live. None where another holds it for `patience` seconds."""
    folder.mkdir(mode=0o755, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    deadline = time.monotonic() + patience
    while not upgrade(handle):
        if time.monotonic() > deadline:
            os.close(handle)
            return None
        time.sleep(0.1)
    return handle


def upgrade(handle: int) -> bool:
    """Make a held lock ours alone, at once. False where others share it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
