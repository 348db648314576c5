"""Fixtures of the engagement floor."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engagement.cast import Cast, assemble
from tests.engagement.smsserver import PASSWORD, USER, Provider, sms_server


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody in place."""
    return assemble()


@pytest.fixture
def photo_folder(settings: Any) -> Iterator[Path]:
    """Where photos lie: empty before and after."""
    folder = Path(settings.SENDFILE_ROOT)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def fresh_counts(settings: Any) -> None:
    """Limits count anew in each test: its keys in the cache are its own."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider of text messages, and a site that uses it."""
    with sms_server() as (provider, address):
        settings.SMS_URL, settings.SMS_USER, settings.SMS_PASSWORD = address, USER, PASSWORD
        yield provider
