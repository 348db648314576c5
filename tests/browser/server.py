"""The whole product behind a real address, on a database of its own that holds the demo."""

import contextlib
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

from celery.contrib.testing.worker import start_worker
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import override_settings, setup_databases, teardown_databases
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from cms.celery import app
from cms.demo.loading import load

SUFFIX = "browser"
_QUEUE = {
    "broker_url": "memory://",
    "broker_transport_options": {"polling_interval": 0.05},
    "task_always_eager": False,
    "worker_hijack_root_logger": False,
}


@contextlib.contextmanager
def test_database(*, keep: bool) -> Iterator[None]:
    """The test database. pytest-django makes it when a collected test is marked for it; where none is, it is made here.

    Args:
        keep: leave it for the next run, and take the one that an earlier run left.
    """
    if connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
        yield
        return
    made = setup_databases(verbosity=0, interactive=False, keepdb=keep, aliases={DEFAULT_DB_ALIAS})
    try:
        yield
    finally:
        if not keep:
            teardown_databases(made, verbosity=0)


@contextlib.contextmanager
def database_of_its_own() -> Iterator[None]:
    """A copy of the test database. Pages are served by threads with connections of their own, which see only what is
    committed; on a copy, nothing has to be wiped afterwards, and the tests beside find theirs untouched.
    """
    creation, original = connection.creation, connection.settings_dict["NAME"]
    copy = creation.get_test_db_clone_settings(SUFFIX)["NAME"]
    _drop(copy)
    creation.clone_test_db(SUFFIX, verbosity=0)
    connection.settings_dict["NAME"] = copy  # read by every thread that connects
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        _drop(copy)


@contextlib.contextmanager
def demo_running() -> Iterator[str]:
    """The demo, loaded and served in demo mode with a worker beside it; gives its address."""
    demo = {
        "DEMO": True,
        "EMAIL_BACKEND": "cms.demo.mailbox.EmailBackend",
        "SMS_TRANSPORT": "cms.demo.phones.Transport",
        "CACHES": _own_cache(),
    }
    with TemporaryDirectory() as media, override_settings(**demo, **_files_in(media)), _own_queue():
        load(at=timezone.now())
        app.control.purge()  # loading has delivered what it wrote, so that the worker is woken for nothing
        with start_worker(app, perform_ping_check=False), _served() as address:
            yield address


@contextlib.contextmanager
def _served() -> Iterator[str]:
    server = LiveServer("127.0.0.1")
    try:
        with override_settings(WAGTAILADMIN_BASE_URL=server.url):
            yield server.url
    finally:
        server.stop()


@contextlib.contextmanager
def _own_queue() -> Iterator[None]:
    """A queue in this process, for the worker that runs in one of its threads."""
    before = {name: app.conf[name] for name in _QUEUE}
    app.conf.update(_QUEUE)
    try:
        yield
    finally:
        app.conf.update(before)


def _own_cache() -> dict[str, dict[str, str]]:
    """A cache that no other process shares: used codes and counted attempts are forgotten between tests."""
    return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": SUFFIX}}


def _files_in(folder: str) -> dict[str, Any]:
    """Pictures and documents as files, which `/media/` serves."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {"STORAGES": {**settings.STORAGES, "default": files}, "MEDIA_ROOT": folder, "SERVE_MEDIA": True}


def _drop(name: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")
