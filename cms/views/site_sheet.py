"""`/site.css`: the colours of the municipality whose site it is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from cms.queries.site_settings import settings_here
from cms.views.site_face import digest_of, sheet_of

_YEAR, _MINUTE = 31_536_000, 60


@require_safe
@conditional_page
def site_sheet(request: HttpRequest) -> HttpResponse:
    """The style sheet, for good under the digest that pages name it by, and for a minute under any other.

    Raises:
        Http404: the site has no colours of its own.
    """
    known = settings_here(request)
    sheet = sheet_of(known.brand_colour, known.mast_colour) if known else ""
    if not sheet:
        raise Http404
    answer = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    if request.GET.get("v") == digest_of(sheet):
        patch_cache_control(answer, public=True, max_age=_YEAR, immutable=True)
    else:
        patch_cache_control(answer, public=True, max_age=_MINUTE)
    return answer
