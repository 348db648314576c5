"""`/wards/find.json`: the ward of a position, for our own pages and for anybody else's program."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wards.forms.find import FindForm
from wards.models import Ward
from wards.queries.wards import find_ward


@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Answer `{"ward": {...}, "on_border": bool}`; 404 outside every ward and 400 for bad input, with `{"error"}`."""
    form = FindForm(request.GET)
    if not form.is_valid():
        return _answer({"error": form.problem}, status=400)
    latitude, longitude = form.cleaned_data["lat"], form.cleaned_data["lon"]
    on = form.cleaned_data["on"] or timezone.now()
    found = find_ward(longitude=longitude, latitude=latitude, on=on)
    if found:
        return _answer({"ward": _described(found.ward), "on_border": found.on_border})
    # 26.2 south, 28 east asked as 28 north, 26.2 west lies in the sea: a second look tells the slip from the sea.
    swapped = abs(longitude) <= 90 and find_ward(longitude=latitude, latitude=longitude, on=on)
    return _answer({"error": _swapped() if swapped else _outside()}, status=404)


def _described(ward: Ward) -> dict[str, str | int | None]:
    return {
        "country": ward.municipality.country,
        "code": ward.code,
        "number": ward.number,
        "name": ward.name,
        "municipality": ward.municipality.name,
        "url": ward.get_absolute_url(),
    }


def _outside() -> str:
    return _("This position lies outside every ward that is known here.")


def _swapped() -> str:
    return _("This position lies outside every ward that is known here. Swapped, lat and lon would lie in one.")


def _answer(body: dict, status: int = 200) -> JsonResponse:
    """Any site may read it. Caches shared between people do not keep it: a position can be somebody's home."""
    answer = JsonResponse(body, status=status)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "private, max-age=300" if status == 200 else "no-store"
    return answer
