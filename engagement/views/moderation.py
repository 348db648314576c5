"""The moderator's lists in the workspace: what waits before everyone can read it, and what everyone can read."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from engagement.enums import (
    ClockKind,
    Publication,
    PublicationRefusal,
    ReportOutcome,
    Role,
)
from engagement.errors import NotPossibleError
from engagement.forms.moderation import (
    AppealDecisionForm,
    DecisionForm,
    PublicWordsForm,
    ReportDecisionForm,
    ShowAfterAllForm,
    WithdrawalForm,
)
from engagement.models import Appeal, Case, Clock, Report
from engagement.queries.appeals import appeals_for, appeals_seen_by
from engagement.queries.concerns import decision_on, held_for, moderated_for, not_shown_for, published_for
from engagement.queries.days_off import DaysOff, days_off_read_once
from engagement.queries.public_words import public_words
from engagement.queries.reports import reports_for, reports_seen_by
from engagement.rules.personal_data import pieces
from engagement.rules.visibility import Viewer
from engagement.services.appeals import overturn_decision, uphold_decision
from engagement.services.moderation import (
    Shown,
    change_public_words,
    mark_checked,
    publish_concern,
    refuse_publication,
    withdraw_publication,
)
from engagement.services.reports import keep_reported, mask_reported, take_down_reported
from engagement.views.looking import viewer_for
from engagement.wording import decision_line, found_words, hours_left

SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits in the municipalities where this person is a moderator, oldest first."""
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    if not (viewer.municipalities(Role.MODERATOR) or viewer.municipalities(Role.SPEAKERS_OFFICE)):
        raise PermissionDenied
    context = {
        "rows": list(zip(held := list(held_for(viewer)), time_left(held, at=at), strict=True)),
        "reports": reports_for(viewer),
        "appeals": appeals_for(viewer),
        "is_moderator": bool(viewer.municipalities(Role.MODERATOR)),
    }
    return render(request, "engagement/moderation/index.html", _frame() | context)


def time_left(cases: Iterable[Case], *, at: datetime) -> list[str]:
    """How long the moderator has for each of some cases that wait; empty where nothing was promised."""
    days_off = days_off_read_once()
    return [_time_left(case, at=at, days_off=days_off) for case in cases]


def _time_left(case: Case, *, at: datetime, days_off: DaysOff) -> str:
    clock = next((clock for clock in case.clocks.all() if clock.kind == ClockKind.MODERATION), None)
    if clock is None:
        return ""
    with timezone.override(case.municipality.zone):
        return hours_left(clock, at=at, is_holiday=days_off(case.municipality), zone=case.municipality.zone)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Read one concern, and decide whether everyone may."""
    at = timezone.now()
    case = moderated_for(_moderator(request, at=at)).filter(reference=reference).first()
    if case is None:
        raise Http404(_("There is nothing here to decide: it belongs to another municipality, or is for nobody else."))
    if case.publication != Publication.HELD:
        return _decided(request, case, at=at)
    form = DecisionForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        _decide(request, case, form, at=at)
        return redirect("engagement_moderation:index")
    context = {**_frame(case), **_found(case), "case": case, "form": form}
    return render(request, "engagement/moderation/decide.html", context)


def _found(case: Case) -> dict:
    """What the resident wrote, in pieces, with what was found about people in it, and the photos."""
    concern = case.concern
    names = [case.resident.name] if case.resident and case.resident.name else []
    found = public_words(
        case.municipality,
        subject=concern.kept_subject,
        text=concern.kept_text,
        place=case.place_words,
        names=names,
        language=case.language,
    )
    return {
        "subject_pieces": pieces(concern.kept_subject, found.in_subject),
        "text_pieces": pieces(concern.kept_text, found.in_text),
        "place_pieces": pieces(case.place_words, found.in_place),
        "spot": case.rough_point,
        "found": found_words(found.kinds),
        "photos": case.photos.all(),
    }


def _decided(request: HttpRequest, case: Case, *, at: datetime) -> HttpResponse:
    """What was decided, by whom and why, and the way to decide otherwise."""
    can_show = case.publication == Publication.REFUSED
    is_asked = request.method == "POST" and can_show and "after_all" in request.POST
    form = ShowAfterAllForm(request.POST if is_asked else None, case=case) if can_show else None
    if is_asked and form.is_valid():
        how = {"by": request.user, "at": at, "after_all": True, "shown": _shown(form)}
        _settle(request, lambda: publish_concern(case=case, **how))
        return redirect("engagement_moderation:decide", reference=case.reference)
    is_checked = request.method == "POST" and "checked" in request.POST
    if is_checked and case.publication == Publication.PUBLISHED:
        _settle(request, lambda: mark_checked(case=case, by=request.user, at=at), done=_("Checked. It stays."))
        return redirect("engagement_moderation:index")
    if request.method == "POST" and not is_asked:
        messages.error(request, _("Somebody has decided this already. Nothing was changed."))
    with timezone.override(case.municipality.zone):
        decision = decision_on(case)
        line = decision_line(decision) if decision else case.get_publication_display()
    unchecked = Clock.objects.filter(case=case, kind=ClockKind.MODERATION, met_at=None).exists()
    context = {**_frame(case), **_found(case), "case": case, "form": form, "line": line, "unchecked": unchecked}
    return render(request, "engagement/moderation/decided.html", context)


@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """What was refused or taken down in the municipalities where this person is a moderator, newest first."""
    viewer = _moderator(request, at=timezone.now())
    page = Paginator(not_shown_for(viewer), SHOWN).get_page(request.GET.get("p"))
    return render(request, "engagement/moderation/refused.html", {**_frame(), "page": page})


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """What everyone can read in the municipalities where this person is a moderator, newest first."""
    viewer = _moderator(request, at=timezone.now())
    page = Paginator(published_for(viewer), SHOWN).get_page(request.GET.get("p"))
    return render(request, "engagement/moderation/published.html", {**_frame(), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take down what everyone can read, with a reason."""
    at = timezone.now()
    case = moderated_for(_moderator(request, at=at)).filter(reference=reference).first()
    if case is None:
        raise Http404(_("There is nothing here to take down: it belongs to another municipality, or was never shown."))
    if case.publication != Publication.PUBLISHED:
        return redirect("engagement_moderation:decide", reference=reference)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _withdraw(request, case, form, at=at)
        return redirect("engagement_moderation:published")
    context = {**_frame(case), **_found(case), "case": case, "form": form}
    return render(request, "engagement/moderation/withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, reference: str) -> HttpResponse:
    """Leave more, or less, of what everyone can read out."""
    at = timezone.now()
    case = published_for(_moderator(request, at=at)).filter(reference=reference).first()
    if case is None:
        raise Http404(_("There is nothing here to change: not everyone can read it, or it is another municipality's."))
    form = PublicWordsForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        how = {"shown": _shown(form), "by": request.user, "at": at}
        _settle(request, lambda: change_public_words(case=case, **how), done=_("Everyone reads this version now."))
        return redirect("engagement_moderation:decide", reference=reference)
    context = {**_frame(case), **_found(case), "case": case, "form": form}
    return render(request, "engagement/moderation/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a report, and decide on it."""
    at = timezone.now()
    report = reports_seen_by(_moderator(request, at=at)).filter(pk=pk).first()
    if report is None:
        raise Http404(_("There is no such report, or it is another municipality's."))
    is_open = not report.outcome and report.case.publication == Publication.PUBLISHED
    posted = request.POST if request.method == "POST" else None
    form = ReportDecisionForm(posted, case=report.case) if is_open else None
    if posted is not None and form is None:
        messages.error(request, _("Somebody has decided this already. Nothing was changed."))
    elif posted is not None and form.is_valid():
        _decide_report(request, report, form, at=at)
        return redirect("engagement_moderation:index")
    context = {**_frame(report.case), **_found(report.case), "case": report.case, "report": report, "form": form}
    return render(request, "engagement/moderation/report.html", context)


def _decide_report(request: HttpRequest, report: Report, form: ReportDecisionForm, *, at: datetime) -> None:
    answers, how = form.cleaned_data, {"report": report, "by": request.user, "at": at}
    if answers["outcome"] == ReportOutcome.KEPT:
        _settle(request, lambda: keep_reported(**how), done=_("It stays. Whoever left a contact is told."))
    elif answers["outcome"] == ReportOutcome.MASKED:
        done = _("Everyone reads this version now. Whoever left a contact is told.")
        _settle(request, lambda: mask_reported(shown=_shown(form), **how), done=done)
    else:
        reason = PublicationRefusal(answers["reason"])
        done = _("Taken down. The resident is told, and whoever reported it and left a contact.")
        _settle(request, lambda: take_down_reported(reason=reason, erase_words=False, **how), done=done)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an appeal against somebody else's decision, and decide on it; moderators and the Speaker's office do."""
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    appeal = appeals_seen_by(viewer).filter(pk=pk).first()
    if appeal is None:
        raise Http404(_("There is no such appeal, or it is another municipality's."))
    is_own = appeal.decided_first_by_id == request.user.pk
    posted = request.POST if request.method == "POST" else None
    form = None if appeal.outcome or is_own else AppealDecisionForm(posted, by_reporter=appeal.report is not None)
    if posted is not None and form is not None and form.is_valid():
        _decide_appeal(request, appeal, form, at=at)
        return redirect("engagement_moderation:index")
    case = appeal.case
    with timezone.override(case.municipality.zone):
        decision = decision_on(case)
        line = decision_line(decision) if decision else ""
    context = {**_frame(case), **_found(case), "case": case, "appeal": appeal, "form": form, "line": line}
    return render(request, "engagement/moderation/appeal.html", context | {"is_own": is_own})


def _decide_appeal(request: HttpRequest, appeal: Appeal, form: AppealDecisionForm, *, at: datetime) -> None:
    how = {"appeal": appeal, "by": request.user, "at": at}
    done = _("Decided. Whoever appealed is told.")
    if form.cleaned_data["verdict"] == AppealDecisionForm.STANDS:
        _settle(request, lambda: uphold_decision(**how), done=done)
    else:
        reason = form.cleaned_data.get("reason")
        why = PublicationRefusal(reason) if reason else None
        _settle(request, lambda: overturn_decision(reason=why, **how), done=done)


def _shown(form: PublicWordsForm) -> Shown:
    """The version that a moderator wrote."""
    answers = form.cleaned_data
    photos = frozenset(answers["photos"]) if "photos" in form.fields else None
    return Shown(answers["public_subject"], answers["public_text"], photos, answers.get("public_place"))


def _withdraw(request: HttpRequest, case: Case, form: WithdrawalForm, *, at: datetime) -> None:
    answers = form.cleaned_data
    reason = PublicationRefusal(answers["reason"])
    how = {"reason": reason, "erase_words": answers["erase_words"], "by": request.user, "at": at}
    _settle(request, lambda: withdraw_publication(case=case, **how), done=_("Taken down. The resident is told."))


def _decide(request: HttpRequest, case: Case, form: DecisionForm, *, at: datetime) -> None:
    refusal = form.refusal()
    if refusal is None:
        how = {"shown": _shown(form), "by": request.user, "at": at}
        _settle(request, lambda: publish_concern(case=case, **how))
    else:
        _settle(request, lambda: refuse_publication(case=case, reason=refusal, by=request.user, at=at))


def _settle(request: HttpRequest, decide_it: Callable[[], object], *, done: str = "") -> None:
    """Carry a decision out, and say how it went."""
    try:
        decide_it()
    except NotPossibleError as error:
        messages.error(request, error.reason.label)
    else:
        messages.success(request, done or _("Decided. The resident is told."))


def _moderator(request: HttpRequest, *, at: datetime) -> Viewer:
    viewer = viewer_for(request, at=at)
    if not viewer.municipalities(Role.MODERATOR):
        raise PermissionDenied
    return viewer


def _frame(case: Case | None = None) -> dict:
    """Title and breadcrumbs, as Wagtail's own pages have them."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("engagement_moderation:index"), "label": _("Moderation")},
    ]
    if case:
        crumbs.append({"url": "", "label": case.reference})
    title = case.reference if case else _("Moderation")
    return {"breadcrumbs_items": crumbs, "header_title": title, "page_title": title, "header_icon": "check"}
