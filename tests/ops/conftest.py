"""Checkouts to try the scripts on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ops.checkouts import Checkout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    """A fresh checkout whose path holds what paths may hold."""
    made = Checkout(tmp_path_factory.mktemp("a person's check out"))
    yield made
    made.erase()


@pytest.fixture
def other_folder(tmp_path: Path) -> Path:
    return tmp_path / "other"
