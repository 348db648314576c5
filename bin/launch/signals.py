"""Being told to end, and telling our children."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(BaseException):
    """Somebody asked us to end: Ctrl-C, a TERM signal, or the terminal is gone."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


def listen() -> None:
    """Turn each of these signals into `Ended`.

    A hang-up that we were started to ignore (nohup) stays ignored. An interrupt does not: a shell script starts what it
    puts into the background with interrupts ignored, and `kill -INT` is still how somebody ends it.
    """
    for number in ENDINGS:
        if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _raise)
    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=_watch_terminal, args=(sys.stdin.fileno(),), daemon=True).start()


def _watch_terminal(terminal: int) -> None:
    """Tell ourselves when our terminal is gone: where `make` is its first process (ssh -t), only `make` is told."""
    line = select.poll()
    line.register(terminal, 0)
    if any(event & select.POLLHUP for _, event in line.poll()):
        os.kill(os.getpid(), signal.SIGHUP)


def _raise(number: int, _frame: object) -> None:
    ignore()  # a second Ctrl-C must not interrupt the tidying up
    raise Ended(number)


def ignore() -> None:
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def passed_on() -> Iterator[list[subprocess.Popen]]:
    """While this lasts, signals go to the children in the given list, and we wait for these to end by themselves."""
    children: list[subprocess.Popen] = []

    def pass_on(number: int, _frame: object) -> None:
        for child in children:
            if child.poll() is None:
                child.send_signal(number)

    before = {number: signal.getsignal(number) for number in ENDINGS}
    try:
        for number in ENDINGS:
            if before[number] is not signal.SIG_IGN:
                signal.signal(number, pass_on)
        yield children
    finally:
        for number in ENDINGS:
            signal.signal(number, before[number])


@contextlib.contextmanager
def deferred() -> Iterator[None]:
    """While this lasts, signals wait: for steps that must not be left half done."""
    waiting: list[int] = []
    before = {number: signal.getsignal(number) for number in ENDINGS}
    try:
        for number in ENDINGS:
            if before[number] is not signal.SIG_IGN:
                signal.signal(number, lambda received, _frame: waiting.append(received))
        yield
    finally:
        for number in ENDINGS:
            signal.signal(number, before[number])
    if waiting:
        _raise(waiting[0], None)
