"""`make run`: everything set up, web, worker and beat served, and all of it ended when we are."""

import contextlib
import http.client
import os
import socket
import subprocess
import threading
import time

from launch import checkout, locks, prctl, processes, services, setup, signals, virtualenv
from launch.messages import RefusedError, say

HOST = "127.0.0.1"
# Every process of a run carries it, so that the next start finds what a killed one left.
MARK = "IMBIZO_RUN"
PATIENCE_FOR_WEB = 120
# Honcho gives its children five seconds before it kills them.
PATIENCE_FOR_HONCHO = 8


def run() -> int:
    """Set up, serve, tidy up. Returns the exit code: 0 when we were asked to end, 1 when something ended by itself.

    Raises:
        RefusedError: something stands in the way; the message says what and what to do.
    """
    port = read_port(os.environ.get("PORT", ""))
    if "MAKELEVEL" in os.environ:
        prctl.die_with_parent()  # `make` passes on TERM, but cannot pass on a KILL
    lock = _only_run(port)
    try:
        _end_leftovers()
        refuse_taken(port)
        setup.ensure()
        with services.in_use() as addresses:
            surroundings = _surroundings(addresses, port)
            if code := _prepare(surroundings):
                return code
            refuse_taken(port)
            return _serve(surroundings, port)
    except signals.Ended:
        say("Imbizo has ended.")
        return 0
    finally:
        os.close(lock)


def read_port(text: str) -> int:
    """The port to serve on; 8000 where none is given.

    Raises:
        RefusedError: it is no port number.
    """
    if not text:
        return 8000
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise RefusedError(f"PORT must be a whole number from 1 to 65535, not {text!r}.")
    return int(text)


def refuse_taken(port: int) -> None:
    """Make sure that we can serve there.

    Raises:
        RefusedError: another program does, or the system keeps the port for root.
    """
    try:
        _bind(port)
    except PermissionError:
        raise RefusedError(f"only root may serve on port {port}. Choose another: make run PORT=8000") from None
    except OSError:
        free = next((other for other in range(port + 1, min(port + 100, 65536)) if _is_free(other)), 8000)
        raise RefusedError(f"port {port} is taken by another program. Choose another: make run PORT={free}") from None


def _bind(port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((HOST, port))
        line.listen()


def _is_free(port: int) -> bool:
    try:
        _bind(port)
    except OSError:
        return False
    return True


def _only_run(port: int) -> int:
    """Take the place of this checkout's one run, giving a run that is just ending the time to do so.

    Raises:
        RefusedError: there is another, alive and well.
    """
    lock = locks.take(locks.ONE_RUN, patience=1)
    if lock is None and not _answers(_port_of_run() or port):
        say("An earlier run of this checkout is still starting or ending; waiting for it ...")
        lock = locks.take(locks.ONE_RUN, patience=20)
    if lock is None:
        where = f" on http://{HOST}:{other}/" if (other := _port_of_run()) else ""
        raise RefusedError(f"this checkout already runs{where}. Use that, or end it first (Ctrl-C there).")
    return lock


def _port_of_run() -> int | None:
    """The port of the run that is alive. Honcho gives each further process a higher one."""
    found = (processes.environment(process).get("PORT", "") for process in processes.marked(MARK, checkout.HASH))
    return min((int(port) for port in found if port.isdigit()), default=None)


def _end_leftovers() -> None:
    """End what a killed run of this checkout left. We hold the lock, so that none of it can be a live run's."""
    left = processes.marked(MARK, checkout.HASH)
    if left:
        say(f"Ending {len(left)} processes that a killed run left behind ...")
        processes.end(left, patience=5)


def _surroundings(addresses: dict[str, str], port: int) -> dict[str, str]:
    given = {**os.environ, **addresses, MARK: checkout.HASH, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    given.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    given.setdefault("BASE_URL", f"http://{HOST}:{port}")
    return given


def _prepare(surroundings: dict[str, str]) -> int:
    """Bring database, demo and files up to date. Returns 0, or another code after a message about what went wrong."""
    script = os.fspath(checkout.ROOT / "bin" / "launch" / "prepare.py")
    words = [] if "DATABASE_URL" in services.needed() else ["--given-database"]
    done = subprocess.run([virtualenv.PYTHON, "-P", script, *words], cwd=checkout.ROOT, env=surroundings, check=False)
    return done.returncode


def _serve(surroundings: dict[str, str], port: int) -> int:
    """Run the Procfile until one of its processes or a private server ends."""
    servers = {name: process for name in services.needed() if (process := services.SERVERS[name].running())}
    prctl.adopt_orphans()
    honcho = subprocess.Popen(
        [
            *("setpriv", "--pdeathsig", "TERM"),  # told to end when we do, however we do
            *(virtualenv.PYTHON, "-m", "honcho", "start", "--env", os.devnull, "--port", str(port)),
        ],
        cwd=checkout.ROOT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us alone; we end it in order
    )
    threading.Thread(target=_announce, args=(port, honcho), daemon=True).start()
    try:
        while honcho.poll() is None:
            time.sleep(0.5)
            _refuse_dead(servers)
        say("One of the processes ended by itself; its reason stands above. The others were ended too.")
        return 1
    finally:
        _end(honcho)


def _refuse_dead(servers: dict[str, processes.Process]) -> None:
    for name, process in servers.items():
        if not processes.alive(process):
            log = services.SERVERS[name].log_file()
            raise RefusedError(f"the private {services.TITLES[name]} ended (its log: {log}). Start again.")


def _end(honcho: subprocess.Popen) -> None:
    """End what honcho runs, and whatever of it honcho could not."""
    signals.ignore()
    if honcho.poll() is None:
        honcho.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            honcho.wait(PATIENCE_FOR_HONCHO)
    processes.end(processes.descendants(), patience=3)
    processes.end(processes.marked(MARK, checkout.HASH), patience=1)


def _announce(port: int, honcho: subprocess.Popen) -> None:
    """Say where the site is as soon as it answers there."""
    deadline = time.monotonic() + PATIENCE_FOR_WEB
    while honcho.poll() is None and time.monotonic() < deadline:
        if _answers(port):
            say(
                f"\n    Imbizo is ready:  http://{HOST}:{port}/\n"
                f"    Demo sign-ins and every message sent:  http://{HOST}:{port}/demo/\n"
                "    Ctrl-C ends it.\n"
            )
            return
        time.sleep(0.3)


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
