"""Settings of the measured processes: those of `make run`, with folders and cache keys of their own."""

import os
from pathlib import Path

from cms.settings.local import *  # noqa: F403
from cms.settings.local import CACHES

_FOLDER = Path(os.environ["IMBIZO_BENCH_FOLDER"])

STATIC_ROOT = _FOLDER / "static"
MEDIA_ROOT = _FOLDER / "media"
PRIVATE_ROOT = _FOLDER / "private"
CACHES = {"default": {**CACHES["default"], "KEY_PREFIX": os.environ["IMBIZO_BENCH_NAME"]}}
