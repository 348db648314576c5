"""`/wards/tiles/[half/]<z>/<x>/<y>.png`: the map as pictures, for phones without JavaScript and maps of many wards."""

import hashlib
from datetime import UTC, datetime
from functools import cache as kept_by_process

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wards.queries.outlines import draw_wards, extent_of
from wards.queries.wards import wards_in_force
from wards.rules.pictures import DRAWN_SIZE, draw_tile
from wards.rules.tiles import HIGHEST_ZOOM, LOWEST_ZOOM, tile_exists, tile_square

# An import or an edition that is put in force shows within these times at the latest.
_KEPT_SECONDS = 600
_FRESH_SECONDS = 3600
# The first edition of another country shows soon: nothing of it was kept before.
_BOUNDS_KEPT_SECONDS = 60
_LABEL_REACH = 1 / 16
"""How far a label may stand over into the next tile, as a share of it."""


@require_safe
def tile(request: HttpRequest, zoom: int, x: int, y: int) -> HttpResponse:
    """One tile of the wards in force today, at a zoom from LOWEST_ZOOM to HIGHEST_ZOOM."""
    if not (LOWEST_ZOOM <= zoom <= HIGHEST_ZOOM and tile_exists(zoom, x, y)):
        raise Http404(_("The map has no such tile."))
    return _answer(request, _picture(zoom, x, y))


@require_safe
def half_tile(request: HttpRequest, zoom: int, x: int, y: int) -> HttpResponse:
    """A picture as large as a tile whose upper left corner lies x and y half tiles into the level."""
    last = 2 * (2**zoom - 1) if LOWEST_ZOOM <= zoom <= HIGHEST_ZOOM else -1
    if max(x, y) > last:
        raise Http404(_("The map has no such tile."))
    left, top = (at / 2 if at % 2 else at // 2 for at in (x, y))
    return _answer(request, _picture(zoom, left, top))


def _answer(request: HttpRequest, picture: bytes) -> HttpResponse:
    etag = f'"{hashlib.sha256(picture).hexdigest()[:20]}"'
    answer = get_conditional_response(request, etag=etag) or HttpResponse(picture, content_type="image/png")
    answer["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=_FRESH_SECONDS)
    return answer


def _picture(zoom: int, x: float, y: float) -> bytes:
    now = timezone.now()
    if not _may_show_wards(zoom, x, y, now):
        return _empty()
    return cache.get_or_set(
        f"ward-tile:{_hour(now)}:{zoom}:{x}:{y}",
        lambda: draw_tile(draw_wards(tile_square(zoom, x, y), size=DRAWN_SIZE, on=now), zoom=zoom),
        _KEPT_SECONDS,
    )


def _may_show_wards(zoom: int, x: float, y: float, now: datetime) -> bool:
    """Whether a tile touches the rectangle around the wards in force; the sea and other countries are not kept."""
    key = f"ward-tiles-bounds:{_hour(now)}"
    extent = cache.get(key)
    if extent is None:
        extent = extent_of(wards_in_force(now))
        if extent is None:
            return False
        cache.set(key, extent, _BOUNDS_KEPT_SECONDS)
    tile = tile_square(zoom, x, y).wider(_LABEL_REACH).extent
    across = tile.west <= extent.east and tile.east >= extent.west
    return across and tile.south <= extent.north and tile.north >= extent.south


def _hour(now: datetime) -> str:
    """What a kept picture hangs on: midnight, on which an edition may begin to count, comes to some zone at each hour.

    In the few zones that are not whole hours from UTC the change shows within _KEPT_SECONDS.
    """
    return f"{now.astimezone(UTC):%Y-%m-%dT%H}"


@kept_by_process
def _empty() -> bytes:
    """The one picture of ground without wards."""
    return draw_tile([], zoom=LOWEST_ZOOM)
