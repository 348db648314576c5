"""Who works in the workspace of the site."""

import pytest
from django.test import Client

from engagement.enums import Role
from tests.cms.sites import SiteCast
from tests.cms.views.translating import signed_in


@pytest.fixture
def publisher(site: SiteCast) -> Client:
    """The browser of somebody who writes and publishes."""
    return signed_in(site, Role.EDITOR, Role.PUBLISHER)


@pytest.fixture
def editor(site: SiteCast) -> Client:
    """The browser of somebody who writes."""
    return signed_in(site, Role.EDITOR)
