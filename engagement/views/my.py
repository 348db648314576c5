"""What belongs to a signed-in resident."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from engagement.components import CaseList, CaseRow
from engagement.queries.clocks import answer_promise
from engagement.queries.concerns import raised_by
from engagement.queries.days_off import days_off_read_once
from engagement.wording import status_tag


@never_cache
@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """My cases, newest first."""
    at, days_off = timezone.now(), days_off_read_once()
    rows = [
        CaseRow(
            title=case.concern.title,
            url=reverse("engagement:story", args=[case.reference]),
            tag=status_tag(case, answer_promise(case, at=at, days_off=days_off)),
            language=case.language if case.concern.subject else "",
            meta=(case.ward.title, case.reference),
        )
        for case in raised_by(request.user)
    ]
    return render(request, "engagement/my.html", {"cases": CaseList(rows)})
