"""Two requests to Linux that Python has no words for, so that no process outlives what started it."""

import ctypes
import os
import signal

_SET_PARENT_DEATH_SIGNAL = 1
_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """Have a TERM signal sent to us when our parent ends, however it ends."""
    parent = os.getppid()
    _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we had asked
        os.kill(os.getpid(), signal.SIGTERM)


def adopt_orphans() -> None:
    """Make what our descendants leave behind our own children instead of the first process's, so that we find it."""
    _libc.prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
