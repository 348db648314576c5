"""Appealing against a moderator's decision: the resident from their story, a reporter from a signed link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engagement.errors import NotPossibleError
from engagement.forms.standing import AppealForm
from engagement.models import Case
from engagement.queries.appeals import may_appeal, may_appeal_report
from engagement.queries.cases import facts_of, visible_to
from engagement.queries.concerns import decision_on
from engagement.rules.visibility import Relation, relations
from engagement.services.appeals import appeal_decision, appeal_report
from engagement.services.links import report_of_token
from engagement.views.crumbs import track_crumbs
from engagement.views.looking import account_of, viewer_for
from engagement.wording import event_line


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, reference: str) -> HttpResponse:
    """The resident's appeal; whoever has not shown that it is theirs is led to that first."""
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    case = visible_to(viewer).with_ward().select_related("resident").filter(reference=reference).first()
    if case is None or Relation.RESIDENT not in relations(viewer, facts_of(case)):
        return redirect("engagement:access", reference=reference)
    form = AppealForm(request.POST if request.method == "POST" else None, municipality=case.municipality, at=at)
    if request.method == "POST" and form.is_valid():
        by = account_of(request)
        try:
            appeal_decision(case=case, words=form.cleaned_data["words"], notice=form.notice_taken(), by=by, at=at)
        except NotPossibleError:
            return _page(request, case, None)
        return redirect(f"{reverse('engagement:appeal', args=[case.reference])}?made")
    return _page(request, case, form if may_appeal(case) else None, line=_decision(case))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_of_reporter(request: HttpRequest, token: str) -> HttpResponse:
    """The appeal of whoever reported something that was left as it is; the link stands in our message to them."""
    report = report_of_token(token)
    if report is None:
        return redirect("engagement:track")
    at, posted = timezone.now(), request.POST if request.method == "POST" else None
    form = AppealForm(posted, municipality=report.case.municipality, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            appeal_report(report=report, words=form.cleaned_data["words"], notice=form.notice_taken(), at=at)
        except NotPossibleError:
            return _page(request, report.case, None)
        return redirect(f"{reverse('engagement:appeal_of_reporter', args=[token])}?made")
    may = may_appeal_report(report, report.case)
    return _page(request, report.case, form if may else None, line=_("You reported it, and it was left as it is."))


def _page(request: HttpRequest, case: Case, form: AppealForm | None, *, line: str = "") -> HttpResponse:
    is_made = "made" in request.GET and form is None
    context = {"case": case, "form": form, "line": line, "is_made": is_made, "crumbs": track_crumbs()}
    return render(request, "engagement/appeal.html", context)


def _decision(case: Case) -> str:
    """What was decided, and why."""
    event = decision_on(case)
    line = event_line(event, is_own=True) if event else None
    return f"{line.title}. {line.note}" if line else ""
