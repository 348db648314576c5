"""The desk of a councillor, and of a Speaker's office for wards without one; made for a phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.components import CaseList, CaseRow, PromiseBox, Timeline
from engagement.enums import ConcernStatus, Outcome, Role
from engagement.errors import NotPossibleError
from engagement.forms.answer import AnswerForm
from engagement.models import Case, CouncillorAccount
from engagement.queries.cases import moved_to
from engagement.queries.clocks import answer_promise
from engagement.queries.concerns import OWED, answered_on_desk, owed_on_desk
from engagement.queries.days_off import days_off_read_once
from engagement.queries.drafts import draft_of
from engagement.queries.timeline import visible_events
from engagement.rules.visibility import Viewer
from engagement.services.answers import answer_concern
from engagement.services.drafts import author_token
from engagement.services.sharing import read_shared_details
from engagement.views.going_back import kept_for_back
from engagement.views.looking import viewer_for
from engagement.views.photos import photo_strip
from engagement.wording import event_line, status_tag, supporters_line
from wards.components import Crumbs, Link
from wards.models import Councillor, Municipality

ANSWERED_SHOWN = 10
TEXT_SHOWN = 140
# Says once, after the form led back to the page, that the answer went out.
_SENT = "answer_sent"


@dataclass(frozen=True)
class Desk:
    """Who works at a desk: a councillor, the Speaker's offices of some municipalities, or both."""

    viewer: Viewer
    councillor: Councillor | None
    offices: list[Municipality]


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an answer from here, the oldest promise first."""
    at = timezone.now()
    desk = _desk(request, at=at)
    owed = list(owed_on_desk(desk.viewer))
    waiting = [case for case in owed if case.status == ConcernStatus.WAITING]
    followed_up = [case for case in owed if case.status == ConcernStatus.FOLLOW_UP]
    context = {
        "desk": desk,
        "waiting_count": len(waiting),
        "waiting": CaseList(_rows(waiting, at=at), empty=_nobody_waits(desk)),
        "followed_up": CaseList(_rows(followed_up, at=at)),
        "answered": CaseList(_rows(answered_on_desk(desk.viewer)[:ANSWERED_SHOWN], at=at)),
    }
    return render(request, "engagement/desk.html", context)


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Read a concern and answer it."""
    at = timezone.now()
    viewer = _desk(request, at=at).viewer
    found = owed_on_desk(viewer).filter(reference=reference).first()
    found = found or answered_on_desk(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404(_("There is no such concern at your desk."))
    draft = draft_of(found, request.user)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        case=found,
        as_office=found.ward_id not in viewer.wards,
        initial={"text": draft.text, "outcome": draft.outcome, "readers": draft.readers} if draft else None,
    )
    if request.method == "POST" and form.is_valid() and _answer(request, found, form, at=at):
        request.session[_SENT] = reference
        return redirect("engagement:councillor_case", reference=reference)
    with timezone.override(found.municipality.zone):
        context = _case(found, viewer, form, at=at) | {
            "author": author_token(case=found, author=request.user),
            "draft": None if form.is_bound else draft,
            "shared": read_shared_details(case=found, by=request.user, at=at),
            "is_sent": request.session.pop(_SENT, None) == reference,
        }
        return render(request, "engagement/desk_case.html", context)


def _case(found: Case, viewer: Viewer, form: AnswerForm, *, at: datetime) -> dict[str, Any]:
    promise = answer_promise(found, at=at)
    return {
        "case": found,
        "concern": found.concern,
        "place": found.place_words,
        "photos": photo_strip(found, viewer),
        "moved_to": moved_to(found, at),
        "crumbs": Crumbs((Link(_("My desk"), reverse("engagement:desk")),)),
        "promise_box": PromiseBox(promise, status_tag(found, promise)) if promise else None,
        "timeline": Timeline([event_line(event, is_own=False) for event in visible_events(found, viewer)]),
        # What was typed into a form is shown again, also when somebody else has closed the case meanwhile.
        "form": form if form.is_bound or found.status in OWED else None,
    }


def _answer(request: HttpRequest, case: Case, form: AnswerForm, *, at: datetime) -> bool:
    try:
        answer_concern(
            case=case,
            text=form.cleaned_data["text"],
            outcome=Outcome(form.cleaned_data["outcome"]),
            is_public=form.is_public(),
            key=str(form.cleaned_data["key"]),
            by=request.user,
            at=at,
        )
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return False
    return True


def _desk(request: HttpRequest, *, at: datetime) -> Desk:
    viewer = viewer_for(request, at=at)
    account = CouncillorAccount.objects.filter(user=request.user).select_related("councillor").first()
    offices = list(Municipality.objects.filter(pk__in=viewer.municipalities(Role.SPEAKERS_OFFICE)))
    if account is None and not offices:
        raise PermissionDenied
    return Desk(viewer, account.councillor if account else None, offices)


def _nobody_waits(desk: Desk) -> str:
    if not desk.viewer.wards and not desk.offices:
        return _("You hold no ward today, so that nothing waits for you.")
    if desk.offices:
        return _(
            "Nobody waits for an answer. Where a ward has no councillor with an account, what residents write comes"
            " here, and you get an e-mail."
        )
    return _("Nobody waits for an answer. New messages come here, and you get an e-mail.")


def _rows(cases: Iterable[Case], *, at: datetime) -> list[CaseRow]:
    days_off = days_off_read_once()
    return [
        CaseRow(
            title=case.concern.title,
            url=reverse("engagement:councillor_case", args=[case.reference]),
            tag=status_tag(case, answer_promise(case, at=at, days_off=days_off)),
            text=Truncator(case.concern.text).chars(TEXT_SHOWN),
            language=case.language if case.concern.subject else "",
            meta=(case.ward.title, case.get_publication_display(), *supporters_line(case.concern)),
        )
        for case in cases
    ]
