"""`/wards/map/`: the map as image tiles with buttons, for phones without JavaScript."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wards.forms.picture_map import PictureMapForm, tap_name
from wards.models import Municipality, Ward
from wards.queries.outlines import draw_wards, extent_of
from wards.queries.wards import find_ward, wards_in_force
from wards.rules.picture_map import SHOWN_PIXELS, TILES, PictureMap
from wards.rules.svg import Shape, shapes_of
from wards.rules.tiles import Extent
from wards.views.crumbs import crumbs
from wards.views.kept_pages import shows_others
from wards.views.keys import municipality_or_404
from wards.views.map_frame import map_frame
from wards.views.public import public_page

_WHOLE_WORLD = Extent(-180, -85, 180, 85)
PICTURE_SIZE = TILES * SHOWN_PIXELS


@dataclass(frozen=True)
class ShownTile:
    """An image tile: its place in half tiles, its column and row on the page, and the name of its input."""

    x: int
    y: int
    column: int
    row: int

    @property
    def name(self) -> str:
        """The input's name."""
        return tap_name(self.column, self.row)


@public_page
def picture_map(request: HttpRequest) -> HttpResponse:
    """Show the map, move it, and tell the ward that was tapped, by its boundary."""
    now = timezone.now()
    shows_others(request)
    form = PictureMapForm(request.GET)
    if not form.is_valid():
        form = PictureMapForm({})
        form.is_valid()
    key = form.cleaned_data["in"]
    body = municipality_or_404(key, now) if key else None
    extent = extent_of(_about(body, form.cleaned_data["ward"], now)) or _WHOLE_WORLD
    shown = _shown(form, extent)
    asked = _asked(form, shown)
    found = find_ward(longitude=asked[0], latitude=asked[1], on=now) if asked else None
    context = {
        "map": shown,
        "tiles": shown_tiles(shown),
        "shown_pixels": SHOWN_PIXELS,
        "size": PICTURE_SIZE,
        "asked": asked,
        "found": found,
        "pin": shown.square.pixel_of(*asked, PICTURE_SIZE) if asked else None,
        "shapes": highlighted(shown, found.ward, now) if found else [],
        "municipality": body,
        "crumbs": crumbs(body),
        "ward_code": form.cleaned_data["ward"],
        "frame": map_frame(extent, municipality=body),
    }
    return render(request, "wards/map.html", context)


def shown_tiles(shown: PictureMap) -> list[ShownTile]:
    """What shows, row by row; a tile is two half tiles wide."""
    return [
        ShownTile(shown.x + 2 * column, shown.y + 2 * row, column, row)
        for row in range(TILES)
        for column in range(TILES)
    ]


def _about(body: Municipality | None, code: str, now: datetime) -> QuerySet[Ward]:
    wards = wards_in_force(now)
    if body:
        wards = wards.filter(municipality=body)
    return wards.filter(code=code) if code else wards


def _shown(form: PictureMapForm, extent: Extent) -> PictureMap:
    if form.shown:
        return form.shown.moved(form.pressed) if form.pressed else form.shown
    return PictureMap.around(*form.place) if form.place else PictureMap.fitting(extent)


def _asked(form: PictureMapForm, shown: PictureMap) -> tuple[float, float] | None:
    """The position that somebody asked about: a tap, the cross in the middle, or the place that the map opened at."""
    if form.pressed:
        return None
    if form.tap:
        return shown.position(*form.tap)
    return shown.middle if form.cleaned_data["middle"] else form.place


def highlighted(shown: PictureMap, ward: Ward, now: datetime) -> list[Shape]:
    """A ward as it is drawn over the tiles."""
    drawn = draw_wards(shown.square, size=PICTURE_SIZE, on=now)
    return shapes_of([other for other in drawn if other.pk == ward.pk], here={ward.pk})
