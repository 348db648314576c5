"""Who must hear of it when somebody's work in a municipality changes.

Higher floors register a listener in `AppConfig.ready()`; `appoint_staff` calls each in its own transaction.
"""

from typing import Any, Protocol

from wards.models import Municipality


class Listener(Protocol):
    """Hears of an account's work; reads the roles from the database."""

    def __call__(self, user: Any, *, municipality: Municipality) -> None:
        """The account's roles in the municipality may be other ones now."""


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
        listener(user, municipality=municipality)
