"""The private servers together: started once, shared by whoever needs them, stopped by the last one.

`make services` starts them to stay. `make run` and `make test` use what is there and stop only what nobody asked
to stay and nobody else uses.
"""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from launch import broker, checkout, cluster, locks, signals
from launch.messages import RefusedError, say

SERVERS: dict[str, ModuleType] = {"DATABASE_URL": cluster, "REDIS_URL": broker}
TITLES = {"DATABASE_URL": "PostgreSQL", "REDIS_URL": "Redis"}
ADDRESSES = checkout.STATE / "services.env"
STAYING = checkout.STATE / "staying.json"


def needed() -> list[str]:
    """The variables that name no server, or name our own: for these we start a private one."""
    return [name for name, server in SERVERS.items() if os.environ.get(name) in (None, "", server.url())]


def start(*, to_stay: bool) -> dict[str, str]:
    """Start what is needed and does not run.

    Returns the addresses as variables. With `to_stay`, the servers outlive everybody who uses them.
    """
    _make_state_folder()
    with locks.held(locks.CHANGING_SERVICES):
        staying = _staying()
        for name in needed():
            process = SERVERS[name].running()
            if process is None:
                say(f"Starting the private {TITLES[name]} ...")
                process = SERVERS[name].start()
                staying.pop(name, None)
            if to_stay:
                staying[name] = asdict(process)
        addresses = {name: SERVERS[name].url() for name in needed()}
        # A plain shell reads the file: one that runs for it stays there while a command uses another server.
        known = addresses | {name: SERVERS[name].url() for name in staying}
        _write(ADDRESSES, "".join(f"{name}={value}\n" for name, value in known.items()))
        if staying:
            _write(STAYING, json.dumps(staying) + "\n")
    return addresses


def stop() -> None:
    """Stop every private server of this checkout.

    Raises:
        RefusedError: `make run` or `make test` is using them.
    """
    with _unused():
        _stop(list(SERVERS))


def erase() -> None:
    """Stop every private server of this checkout and erase its data: the next start begins with an empty database.

    Raises:
        RefusedError: `make run` or `make test` is using them.
    """
    with _unused():
        _stop(list(SERVERS))
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(checkout.data_folder())


@contextlib.contextmanager
def _unused() -> Iterator[None]:
    """Keep everybody from using and changing the servers while this lasts."""
    _make_state_folder()
    with locks.held(locks.CHANGING_SERVICES):
        use = locks.take(locks.USING_SERVICES)
        if use is None:
            raise RefusedError("`make run` or `make test` is using the private servers. End that first (Ctrl-C there).")
        try:
            yield
        finally:
            os.close(use)


@contextlib.contextmanager
def in_use() -> Iterator[dict[str, str]]:
    """Have the servers while this lasts; the last user stops those that were not started to stay.

    Gives their addresses as variables.
    """
    _make_state_folder()
    with locks.held(locks.USING_SERVICES, shared=True) as use:
        try:
            yield start(to_stay=False)
        finally:
            with locks.held(locks.CHANGING_SERVICES):
                if locks.upgrade(use):
                    _stop([name for name in SERVERS if name not in _staying()])


def run_with(command: list[str]) -> int:
    """Run a command that needs the servers. Returns its exit code."""
    with in_use() as addresses, signals.passed_on() as child:
        process = subprocess.Popen(command, cwd=checkout.ROOT, env={**os.environ, **addresses})
        child.append(process)
        return process.wait()


def describe() -> list[str]:
    """One line for each server: what it is, whether it runs, where its data and log are."""
    lines = []
    for name, server in SERVERS.items():
        if name not in needed():
            lines.append(f"{TITLES[name]}: {name} in the environment names a server; none is started here.")
        elif process := server.running():
            stays = "stays until `make services-stop`" if name in _staying() else "ends with its last user"
            lines.append(f"{TITLES[name]}: runs (process {process.pid}, {stays}), {server.url()}")
        else:
            lines.append(f"{TITLES[name]}: does not run")
        lines.append(f"    data {server.folder()}, log {server.log_file()}")
    return lines


def _stop(names: list[str]) -> None:
    for name in names:
        SERVERS[name].stop()
    if not any(server.running() for server in SERVERS.values()):
        ADDRESSES.unlink(missing_ok=True)
        STAYING.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            checkout.socket_folder().rmdir()


def _staying() -> dict[str, dict[str, int]]:
    """Which running servers were started to stay. A server that died and was started anew is not among them."""
    try:
        noted = json.loads(STAYING.read_text())
    except (OSError, ValueError):
        return {}
    live = {name: process for name in noted if (process := SERVERS[name].running())}
    return {name: noted[name] for name, process in live.items() if noted[name]["started"] == process.started}


def _make_state_folder() -> None:
    if not os.access(checkout.ROOT, os.W_OK) and not checkout.STATE.exists():
        raise PermissionError(13, "Permission denied", str(checkout.ROOT))
    if not checkout.STATE.exists() and checkout.data_folder().exists():
        say(f"An earlier checkout here left its data in {checkout.data_folder()}; `bin/services erase` removes it.")
    checkout.STATE.mkdir(mode=0o755, exist_ok=True)


def _write(place: Path, text: str) -> None:
    """Write a file that is either the old one or the new one, whenever we are killed."""
    fresh = place.with_name(f"{place.name}.new")
    fresh.write_text(text)
    fresh.replace(place)
