"""The frame in which a map opens: what `wards/open-map.js` and `wards/map.js` need to know."""

import json
from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from wards.components import MapFrame
from wards.models import Municipality, Ward
from wards.rules.svg import Shape
from wards.rules.tiles import HIGHEST_ZOOM, LOWEST_ZOOM, Extent

_COUNTRY, _CODE = "COUNTRY", "CODE"


def map_frame(
    extent: Extent | None,
    *,
    municipality: Municipality | None = None,
    ward: Ward | None = None,
    shapes: Sequence[Shape] = (),
    alt: str = "",
    view_box: str = "0 0 512 512",
) -> MapFrame:
    """The frame for a part of the map.

    Args:
        extent: what the map shows first; None shows the world.
        municipality: whose outlines the map draws; without one it shows tiles of all wards.
        ward: highlighted, and what the page is about.
        shapes: what is drawn until the map opens.
        alt: what the drawing shows; needed with shapes.
        view_box: the part of the drawing that is shown.
    """
    query = {"in": municipality.key} if municipality else {}
    if ward:
        query["ward"] = ward.code
    url = reverse("wards:map")
    return MapFrame(
        url=f"{url}?{urlencode(query)}" if query else url,
        config=json.dumps(_config(extent, municipality, ward)),
        shapes=tuple(shapes),
        alt=alt,
        view_box=view_box,
    )


def _config(extent: Extent | None, municipality: Municipality | None, ward: Ward | None) -> dict[str, object]:
    return {
        "module": static("wards/map.js"),
        "leaflet": static("leaflet/leaflet.js"),
        "styles": [static("leaflet/leaflet.css"), static("wards/map.css")],
        "find": reverse("wards_data:find"),
        "ward": reverse("wards:ward", args=[_CODE]),
        "tiles": _tiles(),
        "outlines": reverse("wards_data:outlines", args=[municipality.key]) if municipality else None,
        "outline": reverse("wards_data:outline", args=[_COUNTRY, _CODE]),
        "base": {"tiles": settings.BASE_MAP_TILES, "attribution": settings.BASE_MAP_ATTRIBUTION},
        "bounds": [[extent.south, extent.west], [extent.north, extent.east]] if extent else None,
        "zooms": [LOWEST_ZOOM, HIGHEST_ZOOM],
        "here": ward.code if ward else None,
        "words": _words(),
    }


def _tiles() -> str:
    return reverse("wards_data:tile", args=[0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}")


def _words() -> dict[str, str]:
    return {
        "map": _("Map of the wards"),
        "numbered": _("Ward {number}"),
        "named": _("Ward {number}, {name}"),
        "go": _("Go to this ward"),
        "border": _("This spot lies on the border of a ward. Your house may be in the ward next to it."),
        "outside": _("No ward is known at this spot."),
        "asking": _("Looking for the ward ..."),
        "failed": _("The ward could not be looked up. Check your connection and tap again."),
        "start": _(
            "Tap where you live. On a keyboard, arrows move the map and Enter asks for the ward under the cross."
        ),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
    }
