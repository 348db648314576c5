"""What higher floors add to the pages of a desk about its ward: meetings, and layers of the map.

Registered in `AppConfig.ready()`. A kind of case adds its layer by `CaseKind.map_layer` instead.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from laces.components import Component

from engagement.rules.map_layers import MapLayer
from wards.models import Ward


def _no_layers(_request: HttpRequest, _ward: Ward, _at: datetime) -> list[MapLayer]:
    return []


def _none(*_args: object) -> None:
    return None


@dataclass(frozen=True)
class DeskExtension:
    """One higher floor's additions, known by a unique `key`.

    `meetings(request, ward, at)` draws the next meetings that concern a ward, None without any; `last_meeting(ward,
    at)` tells when its last one was over, None before the first; `layers(request, ward, at)` gives layers of the map.
    """

    key: str
    meetings: Callable[[HttpRequest, Ward, datetime], Component | None] = _none
    last_meeting: Callable[[Ward, datetime], datetime | None] = _none
    layers: Callable[[HttpRequest, Ward, datetime], Iterable[MapLayer]] = _no_layers


_extensions: dict[str, DeskExtension] = {}


def register(extension: DeskExtension) -> None:
    """Add an extension.

    Raises:
        ValueError: another extension has the same key.
    """
    if extension.key in _extensions:
        raise ValueError(f"A desk extension named {extension.key!r} is registered already.")
    _extensions[extension.key] = extension


def registered() -> list[DeskExtension]:
    """Every extension, in the order in which the apps registered them."""
    return list(_extensions.values())
