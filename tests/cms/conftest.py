"""Fixtures of the site."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cms.sites import SiteCast, make_site_cast
from tests.standing import standing
from wards.models import Municipality


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: Any) -> Iterator[SiteCast]:
    """A site that the tests of a module share: founding one takes about a thousand statements."""
    with standing(django_db_blocker):
        yield make_site_cast()


@pytest.fixture
def site(founded: SiteCast, db: None) -> SiteCast:
    """A municipality with a site, two wards, and sections in English and isiZulu."""
    return SiteCast(founded.cast, Municipality.objects.get(pk=founded.municipality.pk))
