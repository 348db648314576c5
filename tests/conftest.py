"""Fixtures that every test may use."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.models.signals import post_migrate
from wagtail.models import Collection, Locale, Page, Site
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy
from wagtail_localize.models import Translation

from cms.celery import app as celery_app
from launch import catalogues
from tests.template import template

# Wagtail's permission policies keep their type of content, and TRUNCATE gives it another number.
BaseDjangoAuthPermissionPolicy._content_type = property(
    lambda policy: ContentType.objects.get_for_model(policy.auth_model)
)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, once and before workers start: Django knows a language by its compiled catalogue."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_stale()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files named by IMBIZO_REAL_DATA; the test is skipped where it is unset."""
    folder = os.environ.get("IMBIZO_REAL_DATA")
    if not folder:
        pytest.skip("IMBIZO_REAL_DATA is not set: the real files are not read")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: Any
) -> None:
    """Test databases are copies of one that is migrated already; Django walks what a copy lacks, which is nothing.

    With --reuse-db Django brings the database of the last run up to date instead.
    """
    if request.config.getoption("reuse_db") and not request.config.getoption("create_db"):
        return
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template()


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


@pytest.fixture(autouse=True)
def _hosts_of_this_test() -> None:
    """Wagtail keeps in the cache where each site's pages begin; what a test before it rolled back stays there."""
    Site.clear_site_root_paths_cache()


@pytest.fixture
def kept_pages(settings: Any) -> Iterator[None]:
    """Public pages are kept, as outside tests, under keys that no other test reads."""
    prefix = f"test-{uuid.uuid4().hex}"
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": prefix}}
    settings.KEEP_PAGES_SECONDS = 300
    yield
    cache.delete_pattern("*")


def plant_the_site(**_signal: Any) -> None:
    """Make what Wagtail's migrations make and nothing else brings back: language, pages, collection, permission."""
    if Page.objects.exists():
        return
    Locale.objects.get_or_create(language_code="en")
    home = Page.add_root(title="Root", slug="root").add_child(title="Home", slug="home")
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    Collection.add_root(name="Root")
    translation = ContentType.objects.get_for_model(Translation)
    Permission.objects.get_or_create(content_type=translation, codename="submit_translation")


@pytest.fixture(scope="session", autouse=True)
def _site_after_each_truncate() -> Iterator[None]:
    """Django says `post_migrate` after it emptied the tables behind a test that commits."""
    core = apps.get_app_config("wagtailcore")
    post_migrate.connect(plant_the_site, sender=core)
    yield
    post_migrate.disconnect(plant_the_site, sender=core)


@pytest.fixture(scope="session", autouse=True)
def _known_tasks() -> None:
    """Tasks run where they are called; for that they must be known, as they are to a worker."""
    celery_app.loader.import_default_modules()
