"""`/wards/outlines/ZA-JHB.json` and `/wards/outline/ZA/79800001.json`: a municipality's wards, or one, for the map."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wards.queries.geojson import outline_geojson, outlines_geojson, outlines_version
from wards.views.compression import compressed, compressed_answer
from wards.views.keys import municipality_or_404

_KEPT_SECONDS = 7 * 24 * 3600
_FRESH_SECONDS = 3600


@require_safe
def outlines(request: HttpRequest, key: str) -> HttpResponse:
    """GeoJSON of the edition in force today, compressed once for each version of it.

    A browser keeps it for an hour and then asks with its ETag whether it is still the same.
    """
    now = timezone.now()
    municipality = municipality_or_404(key, now)
    today = municipality.day_at(now)
    version = outlines_version(municipality, today)
    etag = f'W/"{version}"'  # weak: the same outlines in each encoding
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        bodies = cache.get_or_set(
            f"ward-outlines:{municipality.pk}:{version}",
            lambda: compressed(outlines_geojson(municipality, today).encode()),
            _KEPT_SECONDS,
        )
        answer = compressed_answer(request, bodies, "application/geo+json")
    answer["ETag"] = etag
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=_FRESH_SECONDS)
    return answer


@require_safe
def outline(request: HttpRequest, country: str, code: str) -> HttpResponse:
    """One ward's outline as GeoJSON, drawn where somebody tapped; a few kilobytes, kept by browsers for an hour.

    Raises:
        Http404: no ward in force has this code.
    """
    feature = outline_geojson(country, code, timezone.now())
    if feature is None:
        raise Http404(_("There is no ward with this code today."))
    answer = HttpResponse(feature, content_type="application/geo+json")
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=_FRESH_SECONDS)
    return answer
