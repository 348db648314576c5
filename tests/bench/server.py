"""The web server as the Procfile starts it, on a free port of this machine alone."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.scratch import ROOT, Scratch


@contextmanager
def served(place: Scratch, **variables: str) -> Iterator[int]:
    """Serve the scratch database while this lasts. Gives the port.

    Args:
        variables: of the environment, beside those of every measured process.

    Raises:
        SystemExit: the server does not answer within a minute.
    """
    place.manage("collectstatic", "--verbosity=0", "--no-input")
    port = _free_port()
    process = subprocess.Popen(
        ["sh", "-c", _command("web")],
        cwd=ROOT,
        env={**place.environment(), **variables, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


@contextmanager
def working(place: Scratch) -> Iterator[None]:
    """Run the worker as the Procfile starts it, while this lasts."""
    process = subprocess.Popen(
        ["sh", "-c", _command("worker")],
        cwd=ROOT,
        env=place.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(name: str) -> str:
    """What stands behind a name in the Procfile."""
    lines = (ROOT / "Procfile").read_text().splitlines()
    command = next(line.removeprefix(f"{name}:").strip() for line in lines if line.startswith(f"{name}:"))
    return command if command.startswith("exec ") else f"exec {command}"


def workers() -> int:
    """How many processes serve: the Procfile's own number unless WEB_CONCURRENCY says otherwise."""
    return int(os.environ.get("WEB_CONCURRENCY") or 2)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server does not answer: start it by hand with `make run` to see why.")
