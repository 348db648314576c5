"""Fixtures that every test may use."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

from cms.celery import app as celery_app


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files named by IMBIZO_REAL_DATA; the test is skipped where it is unset."""
    folder = os.environ.get("IMBIZO_REAL_DATA")
    if not folder:
        pytest.skip("IMBIZO_REAL_DATA is not set: the real files are not read")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests that commit are cleaned up by TRUNCATE, which the guard of the timeline refuses: here it is put aside.

    `tests/engagement/models/test_constraints.py` switches it on again and tries it. Where no test asks for a database,
    as in the browser's folder alone, pytest-django makes none, and the one behind the connection is not ours to change.
    """
    if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE engagement_timelineevent DISABLE TRIGGER engagement_timeline_truncate_guard")


@pytest.fixture(scope="session", autouse=True)
def _known_tasks() -> None:
    """Tasks run where they are called; for that they must be known, as they are to a worker."""
    celery_app.loader.import_default_modules()
