"""Finding and ending processes of this checkout, told by facts that no other process shares, never by a name alone."""

import contextlib
import errno
import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """A process told apart from a later one that got the same number: its start is part of its name.

    `started` counts clock ticks since the machine booted.
    """

    pid: int
    started: int
    parent: int


def look(pid: int) -> Process | None:
    """The process of that number, or None where there is none or only its remains wait to be collected."""
    try:
        text = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    # The second field is the program's name in brackets and may itself hold spaces and brackets.
    fields = text.rpartition(")")[2].split()
    if fields[0] in "ZX":
        return None
    return Process(pid, started=int(fields[19]), parent=int(fields[1]))


def every() -> Iterator[Process]:
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (process := look(int(entry.name))):
            yield process


def working_in(folder: Path, program: str) -> list[Process]:
    """Processes of `program` whose working folder is exactly this one: the mark of a server on its data."""
    place = os.path.realpath(folder)
    return [process for process in every() if _works_in(process, place, program)]


def _works_in(process: Process, folder: str, program: str) -> bool:
    entry = PROC / str(process.pid)
    try:
        if str((entry / "cwd").readlink()) != folder:
            return False
        # An upgrade under a running server leaves "/usr/.../postgres (deleted)".
        return (entry / "exe").readlink().name.removesuffix(" (deleted)").startswith(program)
    except OSError:
        return False


def environment(process: Process) -> dict[str, str]:
    """The variables a process was started with; nothing where we may not look."""
    try:
        raw = (PROC / str(process.pid) / "environ").read_bytes()
    except OSError:
        return {}
    pairs = (os.fsdecode(item).partition("=") for item in raw.split(b"\0") if item)
    return {name: value for name, _, value in pairs}


def marked(name: str, value: str) -> list[Process]:
    """Processes that carry this variable with this value, other than ourselves."""
    return [process for process in every() if process.pid != os.getpid() and environment(process).get(name) == value]


def descendants() -> list[Process]:
    """Everything that we started, and what it started."""
    children: dict[int, list[Process]] = {}
    for process in every():
        children.setdefault(process.parent, []).append(process)
    found: list[Process] = []
    waiting = [os.getpid()]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += [process.pid for process in below]
    return found


def alive(process: Process) -> bool:
    now = look(process.pid)
    return now is not None and now.started == process.started


def tell(process: Process, number: signal.Signals) -> None:
    """Send a signal to this very process, and to no later one of the same number."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        try:
            handle = os.pidfd_open(process.pid)
        except OSError as error:
            if error.errno != errno.ENOSYS:
                raise
            # Some sandboxes have no such handle; between looking and telling lie microseconds.
            if alive(process):
                os.kill(process.pid, number)
            return
        try:
            if alive(process):
                signal.pidfd_send_signal(handle, number)
        finally:
            os.close(handle)


def end(group: Iterable[Process], *, number: signal.Signals = signal.SIGTERM, patience: float) -> None:
    """Ask each to end, and after `patience` seconds make it."""
    group = list(group)
    for process in group:
        tell(process, number)
    if not wait_for_end(group, patience):
        for process in group:
            tell(process, signal.SIGKILL)
        wait_for_end(group, 10)


def wait_for_end(group: Iterable[Process], patience: float) -> bool:
    """True as soon as none of them is left; False after `patience` seconds."""
    group = list(group)
    deadline = time.monotonic() + patience
    while any(alive(process) for process in group):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
