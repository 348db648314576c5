"""What higher floors add to a ward: actions and sections on its page, and what a change of boundaries moves.

The wards floor knows nothing of concerns or incidents; their apps register an extension in `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from laces.components import Component

from wards.models import Delimitation, Municipality, Ward


@dataclass(frozen=True)
class WardAction:
    """Something a resident can start from a ward's page: the words on the button, and where it leads."""

    label: str
    url: str
    hint: str = ""


@dataclass(frozen=True)
class MovedCount:
    """How many open things of one kind would get another ward; `label` is translated and fits `open`: "open cases"."""

    label: str
    open: int
    moved: int


def _nothing(*_args: Any, **_kwargs: Any) -> list:
    return []


def _no_page(_request: HttpRequest, _ward: Ward) -> None:
    return None


@dataclass(frozen=True)
class WardExtension:
    """One higher floor's additions, known by a unique `key`.

    `actions(ward)`, `sections(ward, viewer)` and `asides(ward)`, which stand beside the map, serve the ward page, and
    `notes(ward)` gives its sentences on what a resident must know before starting an action, such as who answers while
    the seat is vacant; `count_moved(municipality, delimitation, on)` serves the inspection of an edition before it
    counts.
    `wards_changed(municipality)` is called after other wards were put in force there, or will be from a day on.
    `seats_changed(municipality)` is called after a list or a person entered that somebody holds a seat, or no longer.
    `page(request, ward)` answers with a page of its own in place of the plain one, or None.
    """

    key: str
    actions: Callable[[Ward], Iterable[WardAction]] = field(default=_nothing)
    sections: Callable[[Ward, Any], Iterable[Component]] = field(default=_nothing)
    asides: Callable[[Ward], Iterable[Component]] = field(default=_nothing)
    notes: Callable[[Ward], Iterable[str]] = field(default=_nothing)
    count_moved: Callable[[Municipality, Delimitation, date], Iterable[MovedCount]] = field(default=_nothing)
    wards_changed: Callable[[Municipality], Any] = field(default=_nothing)
    seats_changed: Callable[[Municipality], Any] = field(default=_nothing)
    page: Callable[[HttpRequest, Ward], HttpResponse | None] = field(default=_no_page)


_extensions: dict[str, WardExtension] = {}


def register(extension: WardExtension) -> None:
    """Add an extension.

    Raises:
        ValueError: another extension has the same key.
    """
    if extension.key in _extensions:
        raise ValueError(f"A ward extension named {extension.key!r} is registered already.")
    _extensions[extension.key] = extension


def registered() -> list[WardExtension]:
    """Every extension, in the order in which the apps registered them."""
    return list(_extensions.values())


def tell_wards_changed(municipality: Municipality) -> None:
    """Let every extension know, once the transaction is through, that other wards count in a municipality."""
    for extension in registered():
        transaction.on_commit(partial(extension.wards_changed, municipality))


def tell_seats_changed(municipality: Municipality) -> None:
    """Let every extension know, once the transaction is through, that terms of a municipality's council changed."""
    for extension in registered():
        transaction.on_commit(partial(extension.seats_changed, municipality))
