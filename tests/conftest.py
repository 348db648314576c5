"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files named by IMBIZO_REAL_DATA; the test is skipped where it is unset."""
    folder = os.environ.get("IMBIZO_REAL_DATA")
    if not folder:
        pytest.skip("IMBIZO_REAL_DATA is not set: the real files are not read")
    return Path(folder).resolve()
