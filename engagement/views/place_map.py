"""The map on which somebody marks a place: opened by a script, or as pictures that take a tap without one."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from wards.components import MapFrame
from wards.forms.picture_map import PictureMapForm
from wards.models import Ward
from wards.queries.outlines import draw_wards
from wards.rules.picture_map import SHOWN_PIXELS, PictureMap
from wards.rules.svg import shapes_of
from wards.rules.tiles import Extent, square_around
from wards.views.map_frame import map_frame
from wards.views.picture_map import PICTURE_SIZE, highlighted, shown_tiles

Position = tuple[float, float]
"""Longitude and latitude."""

_MARGIN, _DRAWN, _WIDE_VIEW = 0.35, 512, "0 64 512 384"


@dataclass(frozen=True)
class MapPress:
    """What was pressed on the map of pictures: the place, where one was marked, and what to show next."""

    position: Position | None
    query: str


def map_press(posted: QueryDict) -> MapPress | None:
    """What a form says of the map of pictures in it; None where another button was pressed."""
    if "map" in posted:
        return MapPress(None, "map")
    form = PictureMapForm(posted)
    if not form.is_valid() or form.shown is None:
        return None
    shown = form.shown
    if form.pressed:
        return MapPress(None, _query(shown.moved(form.pressed)))
    if form.tap:
        return MapPress(shown.position(*form.tap), _query(shown))
    return MapPress(shown.middle, _query(shown)) if form.cleaned_data["middle"] else None


def place_map(request: HttpRequest, ward: Ward, spot: Position | None, *, at: datetime) -> dict[str, Any]:
    """What the page needs to draw the map: the frame that a script opens, or the pictures once they are asked for."""
    ward = Ward.objects.select_related("municipality").defer("boundary").get(pk=ward.pk)
    extent = Extent(*ward.outline.extent)
    if "map" not in request.GET:
        return {"frame": _frame(ward, extent, spot, at), "position": _position_config()}
    form = PictureMapForm(request.GET)
    shown = form.shown if form.is_valid() else None
    shown = shown or (PictureMap.around(*spot) if spot else PictureMap.fitting(extent))
    return {
        "map": shown,
        "tiles": shown_tiles(shown),
        "shown_pixels": SHOWN_PIXELS,
        "size": PICTURE_SIZE,
        "pin": shown.square.pixel_of(*spot, PICTURE_SIZE) if spot else None,
        "shapes": highlighted(shown, ward, at),
    }


def _query(shown: PictureMap) -> str:
    return urlencode({"map": "", "z": shown.zoom, "x": shown.x, "y": shown.y})


def _frame(ward: Ward, extent: Extent, spot: Position | None, at: datetime) -> MapFrame:
    drawn = draw_wards(square_around(extent, margin=_MARGIN), size=_DRAWN, on=at)
    frame = map_frame(
        extent,
        municipality=ward.municipality,
        ward=ward,
        shapes=shapes_of(drawn, here={ward.pk}),
        alt=_("Map of %(ward)s among its neighbours") % {"ward": ward.title},
        view_box=_WIDE_VIEW,
    )
    config = json.loads(frame.config)
    config["spot"] = {"longitude": spot[0], "latitude": spot[1]} if spot else None
    config["words"] |= {
        "go": "",
        "start": _("Tap the place. On a keyboard, arrows move the map and Enter marks the place under the cross."),
        "outside": _("No ward is known at this spot. Tap another."),
    }
    return replace(frame, config=json.dumps(config), button="map")


def _position_config() -> str:
    """JSON for the `data-position` of the page: what `place.js` needs to say."""
    return json.dumps(
        {
            "find": reverse("wards_data:find"),
            "words": {
                "asking": _("Looking for your position ..."),
                "denied": _("Your phone keeps its position to itself. Allow it in the settings, or say it in words."),
                "unavailable": _("Your phone does not know its position now. Say it in words, or mark it on the map."),
                "outside": _("You are outside every ward that is known here. Say it in words, or mark it on the map."),
                "failed": _("Your position could not be looked up. Check your connection and try again."),
                "marked": _("Your position is marked, in {ward}, to {metres} m."),
                "numbered": _("Ward {number}"),
                "named": _("Ward {number}, {name}"),
            },
        }
    )
