"""Answers that are overdue, for the Speaker's office; never for the public."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engagement.enums import Role
from engagement.queries.clocks import next_promise
from engagement.queries.concerns import overdue_for
from engagement.queries.days_off import days_off_read_once
from engagement.views.looking import viewer_for
from engagement.wording import status_tag
from wards.models import Municipality
from wards.queries.seats import with_administration

SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits longer than was promised, the longest first, with whom it waits."""
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    if not viewer.municipalities(Role.SPEAKERS_OFFICE):
        raise PermissionDenied
    page = Paginator(overdue_for(viewer, at=at).select_related("councillor"), SHOWN).get_page(request.GET.get("p"))
    days_off = days_off_read_once()
    places = Municipality.objects.filter(pk__in=viewer.municipalities(Role.SPEAKERS_OFFICE))
    administered = {place.pk for place in with_administration(places, at) if place.is_dissolved}
    rows = [
        {
            "case": case,
            "tag": status_tag(case, next_promise(case, at=at, days_off=days_off)),
            "is_administration": case.municipality_id in administered,
        }
        for case in page
    ]
    title = _("Answers overdue")
    context = {
        "page": page,
        "rows": rows,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "page_title": title,
        "header_icon": "warning",
    }
    return render(request, "engagement/overdue/index.html", context)
