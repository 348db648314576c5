"""What templates of pages are given, by kind of page. Filled by `cms.views.pages`, since models may not ask queries."""

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

Maker = Callable[[Any, HttpRequest], dict[str, Any]]
"""From a page and the request for it to names for its template."""
Zone = Callable[[Any, HttpRequest], tzinfo | None]
"""From a page and the request for it to the time zone in which its times are said; None for the installation's."""

_makers: dict[str, Maker] = {}
_zones: list[Zone] = []


def gives_context(kind: str) -> Callable[[Maker], Maker]:
    """Mark the function that makes the context of a kind of page, such as "HomePage", and of those derived from it.

    Raises:
        ValueError: another function makes it already.
    """

    def register(maker: Maker) -> Maker:
        if kind in _makers:
            raise ValueError(f"The context of {kind} is made already.")
        _makers[kind] = maker
        return maker

    return register


def gives_zone(zone: Zone) -> Zone:
    """Mark the function that knows the time zone of a page.

    Raises:
        ValueError: another one does already.
    """
    if _zones:
        raise ValueError("The time zone of pages is given already.")
    _zones.append(zone)
    return zone


def zone_of(page: Model, request: HttpRequest) -> tzinfo | None:
    """The time zone in which the times on a page are said; None for the installation's."""
    return _zones[0](page, request) if _zones else None


def context_of(page: Model, request: HttpRequest) -> dict[str, Any]:
    """Everything that the page's template is given, the most general kind first."""
    context: dict[str, Any] = {}
    for kind in reversed(type(page).__mro__):
        if maker := _makers.get(kind.__name__):
            context |= maker(page, request)
    return context
