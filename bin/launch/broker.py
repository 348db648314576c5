"""The private Redis of this checkout: unix socket only, kept across restarts so that no queued work is lost."""

import contextlib
import os
import socket
import time
from pathlib import Path
from urllib.parse import quote

from launch import checkout, processes, server
from launch.messages import RefusedError
from launch.processes import Process

PROGRAM = Path("/usr/bin/redis-server")
SOCKET = "redis.sock"

CONFIGURATION = """\
# Written anew at every start by bin/services. Changes made here are lost.
port 0
unixsocket {sockets}/redis.sock
unixsocketperm 700
daemonize yes
pidfile redis.pid
logfile ../redis.log
save 300 1
stop-writes-on-bgsave-error no
maxmemory-policy noeviction
"""


def folder() -> Path:
    return checkout.data_folder() / "redis"


def log_file() -> Path:
    return checkout.data_folder() / "redis.log"


def running() -> Process | None:
    """The server on our data folder, if it is alive and answers."""
    found = processes.working_in(folder(), "redis-")
    numbers = {process.pid for process in found}
    servers = [process for process in found if process.parent not in numbers]  # a child writes the data to disk
    return servers[0] if len(servers) == 1 and _answers() else None


def url() -> str:
    """The address of our Redis, as redis-py reads it."""
    return f"unix://{quote(os.fspath(_socket()))}?db=0"


def _socket() -> Path:
    """Where the server that we configured last listens."""
    with contextlib.suppress(OSError):
        for line in (folder() / "redis.conf").read_text().splitlines():
            if line.startswith("unixsocket "):
                return Path(line.removeprefix("unixsocket "))
    return checkout.socket_folder() / SOCKET


def _answers() -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(os.fspath(_socket()))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith((b"+PONG", b"-LOADING"))
    except OSError:
        return False


def start() -> Process:
    """Start the server, after clearing away what an earlier one left when it was killed.

    Raises:
        RefusedError: it does not start; the message carries the server's own reason.
    """
    owner = checkout.server_account()
    checkout.make_private(checkout.data_folder(), owner)
    sockets = checkout.make_private(checkout.socket_folder(), owner)
    checkout.make_private(folder(), owner)
    _clear_leftovers()
    (folder() / "redis.conf").write_text(CONFIGURATION.format(sockets=sockets))
    done = server.run([PROGRAM, "redis.conf"], inside=folder())
    deadline = time.monotonic() + 30
    while not done.returncode and time.monotonic() < deadline:
        if process := running():
            return process
        time.sleep(0.05)
    raise RefusedError(f"the private Redis does not start: {server.reason(done.stdout, log_file())}")


def stop() -> None:
    """Stop the server; it writes what it holds to disk first."""
    processes.end(processes.working_in(folder(), "redis-"), patience=10)
    _clear_leftovers()


def _clear_leftovers() -> None:
    processes.end(processes.working_in(folder(), "redis-"), patience=5)
    place = _socket()
    if place.parent.name == checkout.socket_folder().name:
        place.unlink(missing_ok=True)
    for left in (folder() / "redis.pid", *folder().glob("temp-*.rdb")):
        left.unlink(missing_ok=True)
