"""Fixtures of the engagement floor."""

import pytest

from tests.engagement.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody in place."""
    return assemble()
