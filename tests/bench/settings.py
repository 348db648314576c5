"""Settings of the measured processes: those of `make run`, with folders and cache keys of their own."""

import os
from pathlib import Path

from cms.settings.local import *  # noqa: F403
from cms.settings.local import CACHES

_FOLDER = Path(os.environ["IMBIZO_BENCH_FOLDER"])

STATIC_ROOT = _FOLDER / "static"
MEDIA_ROOT = _FOLDER / "media"
PRIVATE_ROOT = _FOLDER / "private"
JOURNAL_ROOT = _FOLDER / "journal"
# Each invented resident has a network address of their own, as behind a municipality's web server.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
# What a measured process asks for reaches no worker of the checkout.
CELERY_TASK_DEFAULT_QUEUE = os.environ["IMBIZO_BENCH_NAME"]
CACHES = {"default": {**CACHES["default"], "KEY_PREFIX": os.environ["IMBIZO_BENCH_NAME"]}}
