"""What belongs to a signed-in resident."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from engagement.components import CaseList, CaseRow
from engagement.queries.clocks import first_response
from engagement.queries.concerns import raised_by
from engagement.wording import status_tag


@never_cache
@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """My cases, newest first."""
    at = timezone.now()
    rows = [
        CaseRow(
            title=case.concern.title,
            url=reverse("engagement:story", args=[case.reference]),
            tag=status_tag(case, first_response(case, at=at)),
            language=case.language if case.concern.subject else "",
            meta=(case.ward.title, case.reference),
        )
        for case in raised_by(request.user)
    ]
    return render(request, "engagement/my.html", {"cases": CaseList(rows)})
