"""Two towns that must see nothing of each other."""

from pathlib import Path

import pytest

from tests.cms.workspace.towns import Town, make_town

OWN, OTHER = "Antelopia", "Zebravale"


@pytest.fixture
def towns(db: None, settings, tmp_path: Path) -> tuple[Town, Town]:
    """One's own town and the other one."""
    settings.MEDIA_ROOT = tmp_path
    return make_town(OWN, 1), make_town(OTHER, 2)


@pytest.fixture
def own(towns: tuple[Town, Town]) -> Town:
    """The town whose staff look."""
    return towns[0]


@pytest.fixture
def other(towns: tuple[Town, Town]) -> Town:
    """The town that must not be seen."""
    return towns[1]
