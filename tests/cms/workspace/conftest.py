"""Two towns that must see nothing of each other."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.cms.workspace.towns import Town, make_town, reloaded
from tests.standing import standing

OWN, OTHER = "Antelopia", "Zebravale"


@pytest.fixture(scope="module")
def towns(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Town, Town]]:
    """One's own town and the other one, which the tests of a module share: to make them takes seconds."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), standing(django_db_blocker):
        yield make_town(OWN, 1), make_town(OTHER, 2)


@pytest.fixture
def own(towns: tuple[Town, Town], db: None) -> Town:
    """The town whose staff look."""
    return reloaded(towns[0])


@pytest.fixture
def other(towns: tuple[Town, Town], db: None) -> Town:
    """The town that must not be seen."""
    return reloaded(towns[1])
