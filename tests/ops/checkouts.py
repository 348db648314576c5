"""Throw-away checkouts, so that the scripts of bin/ are tried as a person uses them."""

import contextlib
import fcntl
import hashlib
import json
import os
import pty
import select
import shutil
import signal
import socket
import subprocess
import sys
import termios
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from launch import prctl, processes
from launch.processes import Process

ROOT = Path(__file__).resolve().parents[2]

# What `make test` and pytest put into the environment, and a person's shell does not.
FOREIGN = {
    "DATABASE_URL",
    "REDIS_URL",
    "DJANGO_SETTINGS_MODULE",
    "PORT",
    "IMBIZO_RUN",
    "MAKELEVEL",
    "MAKEFLAGS",
    "MFLAGS",
}
# How long a test waits before it calls something hung. A first start on a busy machine takes minutes.
PATIENCE = 400


def surroundings(**more: str) -> dict[str, str]:
    """A plain shell's environment."""
    return {name: value for name, value in os.environ.items() if name not in FOREIGN} | more


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def wait_until(true: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait for something that happens by itself; fail, naming it, where it does not."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"waited {patience} s in vain: {what}"
        time.sleep(0.1)


class Checkout:
    """A copy of this checkout's files, with its `.venv`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        (folder / ".venv").symlink_to(Path(sys.prefix))

    @property
    def hash(self) -> str:
        return hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:12]

    @property
    def data(self) -> Path:
        return Path("/var/lib/imbizo", self.hash) if os.geteuid() == 0 else self.folder / ".imbizo" / "data"

    def call(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command there to its end. Both its channels are in `stdout`."""
        return subprocess.run(
            words,
            cwd=self.folder,
            env=surroundings(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def sql(self, statement: str) -> str:
        """What the private database answers in a plain shell, with no variable set."""
        done = self.call(".venv/bin/python", "manage.py", "dbshell", "--", "-qtAc", statement)
        assert done.returncode == 0, done.stdout
        return done.stdout.strip()

    def servers(self) -> list[Process]:
        """PostgreSQL and Redis of this checkout, with their children."""
        return [process for name in ("postgres", "redis-") for process in self._working(name)]

    def _working(self, program: str) -> list[Process]:
        return processes.working_in(self.data / ("postgres" if program == "postgres" else "redis"), program)

    def site(self) -> list[Process]:
        """Web, worker, beat and what watches over them."""
        return [process for process in processes.every() if self._is_of_site(process)]

    def _is_of_site(self, process: Process) -> bool:
        words = Path("/proc", str(process.pid), "cmdline")
        with contextlib.suppress(OSError):
            launched = f"{self.folder.resolve()}/bin/launch/main.py".encode() in words.read_bytes()
            return launched or processes.environment(process).get("IMBIZO_RUN") == self.hash
        return False

    def leftovers(self) -> list[Path]:
        """Sockets, pid files and lock files."""
        folders = [Path("/run"), Path("/tmp"), Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp")]
        sockets = [folder / f"imbizo-{self.hash}" for folder in folders]
        names = ("*.pid", "*.lock", "*.sock", ".s.PGSQL*")
        held = [
            found for name in names for place in (self.folder / ".imbizo", self.data) for found in place.rglob(name)
        ]
        return [path for path in (*sockets, *held) if path.exists()]

    def erase(self) -> None:
        done = self.call("bin/services", "erase")
        assert done.returncode == 0, done.stdout

    @contextlib.contextmanager
    def running(self, port: int | None = None, *, terminal: bool = False, background: bool = False) -> Iterator["Run"]:
        """`make run`, ready. Whatever the test does to it, nothing of it outlives the test."""
        run = Run(self, port or free_port(), terminal=terminal, background=background)
        try:
            run.wait_until_ready()
            yield run
        finally:
            run.end()


class Run:
    """One `make run`: at a terminal of its own, in the background of a shell script, or neither."""

    def __init__(self, checkout: Checkout, port: int, *, terminal: bool = False, background: bool = False) -> None:
        self.checkout = checkout
        self.port = port
        self._said: list[bytes] = []
        self._closing = threading.Event()
        inner, outer = pty.openpty() if terminal else os.pipe()
        self.terminal = inner if terminal else None
        self._make = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=checkout.folder,
            # The letters written by hand alone: what is started here is the same, and sooner.
            env=surroundings(DEMO_LETTERS="0"),
            stdin=outer if terminal else subprocess.DEVNULL,
            stdout=outer,
            stderr=outer,
            start_new_session=True,
            preexec_fn=_own_terminal if terminal else _without_interrupts if background else prctl.die_with_parent,
        )
        os.close(outer)
        self._reader = threading.Thread(target=self._read, args=(inner,), daemon=True)
        self._reader.start()

    def _read(self, handle: int) -> None:
        """Collect what is said, never waiting inside a read: a terminal that is being read cannot be closed."""
        with contextlib.suppress(OSError, ValueError):
            while not self._closing.is_set():
                if select.select([handle], [], [], 0.1)[0]:
                    said = os.read(handle, 65536)
                    if not said:
                        return
                    self._said.append(said)

    @property
    def said(self) -> str:
        return b"".join(self._said).decode(errors="replace")

    def wait_until_ready(self) -> None:
        wait_until(lambda: "Imbizo is ready" in self.said or self._make.poll() is not None, f"ready: {self.said}")
        assert "Imbizo is ready" in self.said, self.said

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def is_able_to_work(self) -> bool:
        """Whether /readyz says so."""
        try:
            return set(json.loads(self.get("/readyz")).values()) == {"ok"}
        except urllib.error.HTTPError:
            return False

    def process(self, part: str) -> Process:
        """The process of this run whose command line holds `part`; the eldest, where it has children like itself."""
        if part == "make":
            found = processes.look(self._make.pid)
            assert found
            return found
        for process in sorted(self.checkout.site(), key=lambda process: (process.started, process.pid)):
            words = Path("/proc", str(process.pid), "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if part in words:
                return process
        raise AssertionError(f"no process with {part!r} runs")

    def kill(self, part: str) -> None:
        processes.tell(self.process(part), signal.SIGKILL)

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to `make`, as a service manager or `kill` does."""
        self._make.send_signal(number)

    def kill_group(self) -> None:
        self.tell_all(signal.SIGKILL)

    def tell_all(self, number: signal.Signals) -> None:
        """Send a signal to `make` and all that it started, as Ctrl-C does."""
        os.killpg(self._make.pid, number)

    def press_ctrl_c(self) -> None:
        assert self.terminal is not None
        os.write(self.terminal, b"\x03")

    def close_terminal(self) -> None:
        assert self.terminal is not None
        self._closing.set()
        self._reader.join()
        os.close(self.terminal)

    def wait(self) -> int:
        return self._make.wait(PATIENCE)

    def end(self) -> None:
        if self._make.poll() is None:
            self._make.terminate()
        self._make.wait(PATIENCE)
        processes.wait_for_end(self.checkout.site(), 30)


def _own_terminal() -> None:
    """In the child: make its standard input the terminal that Ctrl-C is pressed in, and listen to it.

    Tests may themselves run under `nohup` or in the background; a person's shell does not hand that on.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    prctl.die_with_parent()


def _without_interrupts() -> None:
    """In the child: ignore interrupts, as a shell script has whatever it starts with `&` do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prctl.die_with_parent()
