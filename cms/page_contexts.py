"""What templates of pages are given, by kind of page. Filled by `cms.views.pages`, since models may not ask queries."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

Maker = Callable[[Any, HttpRequest], dict[str, Any]]
"""From a page and the request for it to names for its template."""

_makers: dict[str, Maker] = {}


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


def context_of(page: Model, request: HttpRequest) -> dict[str, Any]:
    """Everything that the page's template is given, the most general kind first."""
    context: dict[str, Any] = {}
    for kind in reversed(type(page).__mro__):
        if maker := _makers.get(kind.__name__):
            context |= maker(page, request)
    return context
