"""What was passed on to a department, in the workspace of its staff."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from engagement.enums import ReferralStatus, Visibility
from engagement.errors import NotPossibleError
from engagement.forms.referrals import DepartmentReportForm
from engagement.models import Case, User
from engagement.queries.photos import photos_referred_to
from engagement.queries.referrals import closed_referrals, open_referrals, referred_to
from engagement.queries.timeline import visible_events
from engagement.rules.visibility import Viewer
from engagement.services.referrals import finish_referral, report_progress, take_on
from engagement.views.looking import viewer_for
from engagement.views.photos import case_photo, shown_photos
from engagement.wording import event_line

SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was passed on to the departments of whoever looks, the oldest first; then what has ended."""
    viewer = _of_department(request, at=timezone.now())
    page = Paginator(open_referrals(viewer), SHOWN).get_page(request.GET.get("p"))
    ended = Paginator(closed_referrals(viewer), SHOWN).get_page(request.GET.get("ended"))
    return render(request, "engagement/referrals/index.html", {**_frame(), "page": page, "ended": ended})


@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """Read what is asked, take it on, and report."""
    at = timezone.now()
    viewer = _of_department(request, at=at)
    case = referred_to(viewer).filter(reference=reference).first()
    if case is None:
        raise Http404(_("There is nothing here: it was passed on to another department."))
    from_case = case.referral.from_case
    is_taking = request.method == "POST" and "take_on" in request.POST
    form = DepartmentReportForm(
        request.POST if request.method == "POST" and not is_taking else None, from_case=from_case
    )
    if is_taking and _take_on(request, case, at=at):
        return redirect("engagement_referrals:referral", reference=reference)
    if form.is_bound and form.is_valid() and _report(request, case, form, at=at):
        return redirect("engagement_referrals:referral", reference=reference)
    with timezone.override(case.municipality.zone):
        context = {
            **_frame(case),
            "case": case,
            "concern": from_case.concern,
            "language": from_case.language,
            "form": form if form.is_bound or case.closed_at is None else None,
            "may_take_on": case.status == ReferralStatus.OPEN,
            "lines": [event_line(event, is_own=False) for event in visible_events(case, viewer)],
            "clock": case.clocks.first(),
            "photos": shown_photos(
                photos_referred_to(viewer).filter(case=from_case),
                lambda photo, size: case_photo(from_case, photo, size),
            ),
        }
        return render(request, "engagement/referrals/referral.html", context)


def story_context(case: Case, *, viewer: Viewer, user: User | AnonymousUser) -> dict[str, Any]:
    """What the story of a referral shows besides what every story does."""
    is_staff = case.department_id in viewer.departments
    return {
        "referral": case.referral,
        "workspace_url": reverse("engagement_referrals:referral", args=[case.reference]) if is_staff else "",
    }


def _take_on(request: HttpRequest, case: Case, *, at: datetime) -> bool:
    try:
        take_on(case=case, by=request.user, at=at)
    except NotPossibleError as refusal:
        messages.error(request, refusal.reason.label)
        return False
    messages.success(request, _("You have taken it on. The resident and the councillor see that."))
    return True


def _report(request: HttpRequest, case: Case, form: DepartmentReportForm, *, at: datetime) -> bool:
    answers = form.cleaned_data
    how = {
        "case": case,
        "text": answers["text"],
        "visibility": Visibility(answers["visibility"]),
        "key": str(answers["key"]),
        "by": request.user,
        "at": at,
    }
    try:
        if answers["step"] == "progress":
            report_progress(**how)
        else:
            finish_referral(**how, is_done=answers["step"] == ReferralStatus.DONE)
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return False
    messages.success(request, _("Your report went to the councillor, and to the resident where you chose so."))
    return True


def _of_department(request: HttpRequest, *, at: datetime) -> Viewer:
    viewer = viewer_for(request, at=at)
    if not viewer.departments:
        raise PermissionDenied
    return viewer


def _frame(case: Case | None = None) -> dict[str, Any]:
    """Title and breadcrumbs, as Wagtail's own pages have them."""
    here = _("Passed on to us")
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("engagement_referrals:index"), "label": here},
    ]
    if case:
        crumbs.append({"url": "", "label": case.reference})
    title = case.reference if case else here
    return {"breadcrumbs_items": crumbs, "header_title": title, "page_title": title, "header_icon": "tasks"}
