"""The private PostgreSQL + PostGIS cluster of this checkout: unix socket only, no password, its folder is the lock."""

import contextlib
import shutil
import signal
from pathlib import Path
from urllib.parse import quote

from launch import checkout, processes, server
from launch.messages import RefusedError
from launch.processes import Process

VERSION = "15"
PROGRAMS = Path("/usr/lib/postgresql", VERSION, "bin")
ROLE = DATABASE = "imbizo"
SOCKET = ".s.PGSQL.5432"

CONFIGURATION = """\
# Written anew at every start by bin/services. Changes made here are lost.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 80
shared_buffers = 64MB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] '
cluster_name = 'imbizo-{hash}'
"""

# In template1, so that the databases which tests make have them too. All of it can be run again.
PREPARATION = """\
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
SELECT 'CREATE DATABASE imbizo' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'imbizo') \\gexec
"""


def folder() -> Path:
    return checkout.data_folder() / "postgres"


def log_file() -> Path:
    return checkout.data_folder() / "postgres.log"


def running() -> Process | None:
    """The server on our data folder, if it is alive and its socket can be reached."""
    written = _pid_file()
    if len(written) < 5 or not written[0].isdigit():
        return None
    for process in processes.working_in(folder(), "postgres"):
        if process.pid == int(written[0]) and (_sockets() / SOCKET).exists():
            return process
    return None


def url() -> str:
    """The address of our database as django-environ reads it: up to the last slash stands the socket's folder."""
    return f"postgis://{ROLE}@/{quote(str(_sockets()))}/{DATABASE}"


def _sockets() -> Path:
    """Where the server listens, or would."""
    written = _pid_file()
    return Path(written[4]) if len(written) > 4 and written[4] else checkout.socket_folder()


def _pid_file() -> list[str]:
    """Its lines: process, data folder, start, port, socket folder."""
    try:
        return (folder() / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def start() -> Process:
    """Start the server, after clearing away what an earlier one left when it was killed.

    Raises:
        RefusedError: it does not start; the message carries the server's own reason.
    """
    owner = checkout.server_account()
    is_new = not (folder() / "PG_VERSION").exists()
    checkout.refuse_full_disk(folder(), megabytes=300 if is_new else 50)
    checkout.make_private(checkout.data_folder(), owner)
    sockets = checkout.make_private(checkout.socket_folder(), owner)
    _clear_leftovers()
    if is_new:
        _create()
    _configure(sockets)
    _run(
        [PROGRAMS / "pg_ctl", "start", "-s", "-w", "-t", "120", "-D", ".", "-l", "../postgres.log"],
        failure="the private database does not start",
    )
    _run(
        [PROGRAMS / "psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-h", sockets, "-U", ROLE, "-d", "template1"],
        failure="the private database cannot be prepared",
        script=PREPARATION,
    )
    process = running()
    if process is None:
        raise RefusedError(f"the private database ended again. Its log: {log_file()}")
    return process


def stop() -> None:
    """Stop the server: open transactions are rolled back, everything else is written."""
    if process := running():
        processes.end([process], number=signal.SIGINT, patience=30)
    _clear_leftovers()


def _clear_leftovers() -> None:
    """End what works on our data without a live server, and remove a dead server's pid file and sockets."""
    processes.end(processes.working_in(folder(), "postgres"), number=signal.SIGQUIT, patience=5)
    for place in {_sockets(), checkout.socket_folder()}:
        if place.name == checkout.socket_folder().name:  # a copied checkout brings the pid file of another's
            (place / SOCKET).unlink(missing_ok=True)
            (place / f"{SOCKET}.lock").unlink(missing_ok=True)
    (folder() / "postmaster.pid").unlink(missing_ok=True)


def _create() -> None:
    """Make an empty cluster. It gets its final name only when it is complete, so that a kill leaves no half of one."""
    fresh = folder().with_name("postgres.new")
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(fresh)
    if folder().exists():
        raise RefusedError(f"{folder()} exists and holds no database. Move it away and start again.")
    _run(
        [
            *[PROGRAMS / "initdb", "-D", fresh, "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--no-instructions"],
            *["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=und"],
        ],
        failure="the private database cannot be created",
        inside=checkout.data_folder(),
    )
    fresh.rename(folder())


def _configure(sockets: Path) -> None:
    place = folder() / "postgresql.conf"
    place.write_text(CONFIGURATION.format(sockets=str(sockets).replace("'", "''"), hash=checkout.HASH))


def _run(command: list[str | Path], *, failure: str, inside: Path | None = None, script: str | None = None) -> None:
    """Run a program of PostgreSQL's in the data folder: a relative name of it keeps a path with spaces or quotes out
    of the shell command that pg_ctl builds."""
    done = server.run(command, inside=inside or folder(), script=script)
    if done.returncode:
        raise RefusedError(f"{failure}: {server.reason(done.stdout, log_file())}")
