"""A migrated database that those of the tests are copied from: to walk all migrations takes a worker half a minute."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

PREFIX = f"{TEST_DATABASE_PREFIX}template_"
_LOCK = 7_262_646
"""PostgreSQL's advisory lock of whoever looks for the template: the first worker makes it, the others wait."""


def template() -> str:
    """The name of the template, which is made where there is none for the code as it stands.

    Its name tells what it was made from, so that a stale one is never taken; those are dropped. One that was not
    finished has another name.
    """
    name = f"{PREFIX}{fingerprint()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])  # until this connection closes
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        there = [row[0] for row in cursor.fetchall()]
        if name not in there:
            for stale in there:
                cursor.execute(f"DROP DATABASE {connection.ops.quote_name(stale)} WITH (FORCE)")
            making = f"{PREFIX}making"
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(making)}")
            with _connected_to(making), _nothing_collected():
                call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
            cursor.execute(
                f"ALTER DATABASE {connection.ops.quote_name(making)} RENAME TO {connection.ops.quote_name(name)}"
            )
    return name


def fingerprint() -> str:
    """A digest of what a migrated database follows from: our code, and everybody's migrations."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for path in sorted(_sources(app)):
            digest.update(f"{app.label} {path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(app: AppConfig) -> Iterator[Path]:
    folder = Path(app.path)
    is_ours = folder.parent == settings.BASE_DIR
    yield from folder.rglob("*.py") if is_ours else folder.glob("migrations/*.py")


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Each migration makes its models anew; looking for garbage among them takes a third of the walk."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
