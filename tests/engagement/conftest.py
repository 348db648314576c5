"""Fixtures of the engagement floor."""

import uuid
from typing import Any

import pytest

from tests.engagement.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody in place."""
    return assemble()


@pytest.fixture(autouse=True)
def fresh_counts(settings: Any) -> None:
    """Limits count anew in each test: its keys in the cache are its own."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}
