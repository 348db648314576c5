"""Fixtures of the site."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.cms.sites import SiteCast, make_site_cast
from wards.models import Municipality


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: Any) -> Iterator[SiteCast]:
    """A site that the tests of a module share: founding one takes about a thousand statements.

    It lies in a transaction around theirs, so that each test undoes what it did. Tests that commit found their own, in
    a module of their own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_site_cast()
        transaction.set_rollback(True)


@pytest.fixture
def site(founded: SiteCast, db: None) -> SiteCast:
    """A municipality with a site, two wards, and sections in English and isiZulu."""
    return SiteCast(founded.cast, Municipality.objects.get(pk=founded.municipality.pk))
