"""Words to the person at the terminal."""

import contextlib
import errno
import getpass
import os
import sys


class RefusedError(Exception):
    """The start cannot go on. Its text is one message: what is wrong, and what to do."""


def say(text: str) -> None:
    """Print a line. A terminal that is gone must not keep us from tidying up."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def complain(text: str) -> None:
    """Print an error line."""
    with contextlib.suppress(OSError):
        print(f"imbizo: {text}", file=sys.stderr, flush=True)


def explain(error: OSError) -> str:
    """Turn an operating system's error into a sentence that says what to do."""
    place = error.filename or "a file"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full, so that {place} cannot be written. Free some space and start again."
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            f"{account()} has no right to use {place}. Give the right (for a whole checkout: "
            f"chown -R {account()} FOLDER), or run this from a checkout of your own."
        )
    if error.errno == errno.EROFS:
        return f"{place} is on a read-only disk. Run this from a checkout that can be written."
    return f"{place}: {error.strerror or error}."


def account() -> str:
    """The name of the account we run as."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"account {os.getuid()}"
