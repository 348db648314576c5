"""`/councillor/map/`: my ward with what is open in it, as a drawing with a list beside it, and as a map."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from engagement import kinds
from engagement.components import DeskMap, MapPin, PlaceLayer, PlaceLine
from engagement.desk_extensions import registered
from engagement.models import Case
from engagement.queries.clocks import answer_promise
from engagement.queries.concerns import owed_in
from engagement.queries.days_off import days_off_read_once
from engagement.rules.map_layers import MapLayer, MapPlace, NumberedPlace, Text, in_order, numbered
from engagement.rules.promises import Promise, PromiseState
from engagement.rules.visibility import Viewer
from engagement.views.crumbs import desk_crumbs
from engagement.views.desk_wards import WardAtDesk, ward_at_desk
from engagement.wording import status_tag
from wards.components import Tag
from wards.models import Ward
from wards.queries.outlines import draw_wards
from wards.rules.svg import shapes_of
from wards.rules.tiles import Extent, Square, square_around
from wards.views.map_frame import map_frame

_SIZE = 512
# The ward takes up most of its picture; a little of what lies around it shows where one is.
_MARGIN = 0.08
_DECIMALS = 6

Numbered = list[tuple[MapLayer, list[NumberedPlace]]]


@never_cache
@require_safe
def desk_map(request: HttpRequest) -> HttpResponse:
    """The drawing, the list, and the button that opens the map."""
    at = timezone.now()
    desk = ward_at_desk(request, at=at)
    if desk.ward is None:
        return render(request, "engagement/desk_map.html", {"crumbs": desk_crumbs()})
    with timezone.override(desk.ward.municipality.zone):
        layers = _layers(request, desk.viewer, desk.ward, at)
        context = {
            "crumbs": desk_crumbs(),
            "ward": desk.ward,
            "choice": desk.choice("engagement:desk_map"),
            "frame": _frame(desk, desk.ward, layers, at),
            "layers": [_drawn(layer, places, number) for number, (layer, places) in enumerate(layers, 1)],
            "ward_url": desk.address("engagement:desk_ward"),
        }
        return render(request, "engagement/desk_map.html", context)


@never_cache
@require_safe
def desk_map_data(request: HttpRequest) -> HttpResponse:
    """What is open in the ward as GeoJSON, for the desk's own map alone."""
    at = timezone.now()
    desk = ward_at_desk(request, at=at)
    features = []
    if desk.ward is not None:
        with timezone.override(desk.ward.municipality.zone):
            layers = _layers(request, desk.viewer, desk.ward, at)
            features = [_feature(found) for _layer, places in layers for found in places if found.number]
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


def _layers(request: HttpRequest, viewer: Viewer, ward: Ward, at: datetime) -> Numbered:
    """What each kind of case has there, then what higher floors add."""
    functions = (kind.get_map_layer() for kind in kinds.registered())
    layers = [layer(viewer, ward, at) for layer in functions if layer]
    layers += [layer for extension in registered() for layer in extension.layers(request, ward, at)]
    return numbered(layers)


def concerns_layer(viewer: Viewer, ward: Ward, at: datetime) -> MapLayer:
    """What a desk still owes in a ward: the layer of concerns."""
    days_off = days_off_read_once()
    cases = owed_in(viewer, ward)
    return MapLayer(
        title=_("Concerns"),
        places=tuple(_concern(case, answer_promise(case, at=at, days_off=days_off)) for case in cases),
        empty=_("Nothing is open in this ward."),
    )


def _concern(case: Case, promise: Promise | None) -> MapPlace:
    tag = status_tag(case, promise)
    is_running = promise is not None and promise.met_at is None
    return MapPlace(
        title=case.concern.title,
        url=reverse("engagement:councillor_case", args=[case.reference]),
        state=tag.words,
        tone=tag.tone,
        where=case.place_words,
        language=case.language if case.concern.kept_subject else "",
        position=case.point.coords if case.point else None,
        due_at=promise.due_at if is_running else None,
        is_overdue=is_running and promise.state == PromiseState.LATE,
    )


def first_open(viewer: Viewer, ward: Ward, at: datetime, *, most: int) -> tuple[PlaceLayer, int]:
    """The first of what a desk still owes in a ward, overdue first, and how many there are in all."""
    layer = in_order(concerns_layer(viewer, ward, at))
    first = [NumberedPlace(None, place) for place in layer.places[:most]]
    lines = [_line(found, found.place.where) for found in first]
    return PlaceLayer(title=_("Open now"), lines=lines, empty=layer.empty, heading="open"), len(layer.places)


def _drawn(layer: MapLayer, places: Iterable[NumberedPlace], number: int) -> PlaceLayer:
    lines = [_line(found, found.place.where or _no_place(found)) for found in places]
    return PlaceLayer(title=layer.title, heading=f"layer-{number}", empty=layer.empty, lines=lines)


def _line(found: NumberedPlace, where: Text) -> PlaceLine:
    place = found.place
    return PlaceLine(
        title=place.title,
        url=place.url,
        tag=Tag(place.state, place.tone) if place.state else None,
        where=where,
        language=place.language,
        number=str(found.number or ""),
    )


def _no_place(found: NumberedPlace) -> str:
    return "" if found.number else _("No place on the map was given.")


def _frame(desk: WardAtDesk, ward: Ward, layers: Numbered, at: datetime) -> DeskMap:
    extent = Extent(*ward.outline.extent)
    square = square_around(extent, margin=_MARGIN)
    around = draw_wards(square, size=_SIZE, on=at)
    plain = map_frame(extent, municipality=ward.municipality, ward=ward)
    config = json.loads(plain.config)
    # Pins carry the numbers here: the ward's own would be one among them.
    shapes = [replace(shape, label="") for shape in shapes_of(around, here={ward.pk})]
    return DeskMap(
        url=plain.url,
        config=json.dumps(
            config
            | {
                "module": static("engagement/desk-map.js"),
                "places": desk.address("engagement:desk_map_data"),
                "words": config["words"] | {"start": _("Press a number to read what it is.")},
            }
        ),
        shapes=shapes,
        pins=_pins(square, layers),
        alt=_("Map of %(ward)s with the numbers of the list") % {"ward": ward.title},
    )


def _pins(square: Square, layers: Numbered) -> list[MapPin]:
    """Where the numbers stand; the first in the list last, so that it lies on top. What lies outside is in the list."""
    pins = []
    for _layer, places in layers:
        for found in places:
            if found.place.position is None:
                continue
            x, y = square.pixel_of(*found.place.position, _SIZE)
            if 0 <= x <= _SIZE and 0 <= y <= _SIZE:
                pins.append(MapPin(round(x), round(y), str(found.number), found.place.is_overdue))
    return pins[::-1]


def _feature(found: NumberedPlace) -> dict[str, object]:
    place = found.place
    properties = {
        "number": found.number,
        "title": str(place.title),
        "language": place.language,
        "state": str(place.state),
        "where": str(place.where),
        "url": place.url,
        "overdue": place.is_overdue,
    }
    position = [round(degrees, _DECIMALS) for degrees in place.position or ()]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": position},
    }
