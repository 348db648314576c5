"""Demo mode: a setting that only the settings of `make run` turn on."""

from django.conf import settings
from django.core.management.base import CommandError


def require_demo_mode() -> None:
    """Let a command go on in demo mode alone.

    Raises:
        CommandError: this is somebody's real installation.
    """
    if not settings.DEMO:
        raise CommandError("This is not the demo: its data would mix with real data. Only `make run` has demo mode.")
