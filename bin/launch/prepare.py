"""Bring the database, the demo and the files up to date. Runs under `.venv`'s Python: the one module here that may."""

import gc
import hashlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))  # the checkout, where bin/run starts us

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command, get_commands
from django.db import OperationalError

# Said by whoever starts us where the database is not this checkout's own.
GIVEN_DATABASE = "--given-database"
# What the static files were when they were last collected. Written last, so that a kill leaves it absent or true.
COLLECTED = Path(".imbizo", "collected")


def main() -> None:
    """Take each step, and say how long it took. A step that the machine's state forbids ends in one line."""
    gc.set_threshold(100_000)  # migrations make every model anew: looking for garbage often takes a third of the walk
    django.setup()
    for title, step in STEPS.items():
        begun = time.monotonic()
        try:
            step()
        except (CommandError, OperationalError, OSError) as error:
            sys.exit(f"imbizo: {title} could not be prepared: {_first_line(error)}")
        print(f"Prepared {title} ({time.monotonic() - begun:.1f} s)", flush=True)


def refuse_a_database_in_use() -> None:
    """Demo mode in a municipality's database would add accounts with known passwords, and keep real messages back.

    Our own private cluster may hold anything; what a variable names is somebody's until it holds the demo.

    Raises:
        CommandError: it is.
    """
    from cms.demo.loading import is_in_use_by_others

    if GIVEN_DATABASE in sys.argv[1:] and is_in_use_by_others():
        raise CommandError(
            "the one that DATABASE_URL names is in use and holds no demo. `make run` is for trying Imbizo: unset"
            " DATABASE_URL, or name an empty database. docs/deploy.md says how to serve a municipality."
        )


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def load_demo() -> None:
    if "load_demo" in get_commands():
        call_command("load_demo", verbosity=0)


def collect_static() -> None:
    """Collect only what changed since: hashing and compressing every file takes half of a start."""
    now = _fingerprint()
    if COLLECTED.exists() and COLLECTED.read_text() == now and Path(settings.STATIC_ROOT).exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    COLLECTED.write_text(now)


def _fingerprint() -> str:
    """Name, size and time of every static file, and how they are stored."""
    found = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = os.stat(storage.path(name))  # noqa: PTH116 - thousands of files, at every start
            found.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()


STEPS: dict[str, Callable[[], None]] = {
    "the database": refuse_a_database_in_use,
    "the database's tables": migrate,
    "the demo": load_demo,
    "static files": collect_static,
}


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    if "No space left on device" in text:
        return "the disk is full. Free some space and start again."
    return text.splitlines()[0]


if __name__ == "__main__":
    main()
