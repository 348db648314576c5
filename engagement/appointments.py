"""Who must hear of it when somebody's work in a municipality changes.

Higher floors register a listener in `AppConfig.ready()`; `appoint_staff` calls each in its own transaction.
"""

from collections.abc import Callable
from typing import Any

from wards.models import Municipality

Listener = Callable[[Any, Municipality], None]
"""Takes the account and the municipality; reads the roles from the database."""

_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Add a listener.

    Raises:
        ValueError: it is registered already.
    """
    if listener in _listeners:
        raise ValueError(f"{listener!r} hears of appointments already.")
    _listeners.append(listener)


def tell(user: Any, municipality: Municipality) -> None:
    """Let every listener know that an account's roles in a municipality are other ones now."""
    for listener in _listeners:
        listener(user, municipality)
