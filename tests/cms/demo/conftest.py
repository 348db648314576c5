"""The demo, as it was loaded on one day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import override_settings
from wagtail.models import PageLogEntry
from wagtail.search.models import IndexEntry

from cms.demo.loading import load
from tests.standing import standing

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo stands in each test of a module, since loading it takes seconds."""
    kept_here = {"EMAIL_BACKEND": "cms.demo.mailbox.EmailBackend", "SMS_TRANSPORT": "cms.demo.phones.Transport"}
    with override_settings(DEMO=True, **kept_here), standing(django_db_blocker):
        load(at=AT)
        yield


def rows() -> dict[str, int]:
    """How many rows each table has; but for the search's index and the log of pages, which follow the others."""
    models = set(apps.get_models()) - {IndexEntry, PageLogEntry}
    return {model._meta.label: model._base_manager.count() for model in models}
