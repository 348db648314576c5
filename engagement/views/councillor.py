"""The desk of a councillor, and of a Speaker's office for wards without one; made for a phone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.components import CaseList, CaseRow, PromiseBox, Timeline
from engagement.enums import OWED, ConcernStatus, Outcome
from engagement.errors import NotPossibleError
from engagement.forms.answer import AnswerForm, PickedDraftForm, TemplateForm, shown_again, typed_details
from engagement.models import Case, Referral
from engagement.models.case import CaseQuerySet
from engagement.queries.answer_templates import templates_for
from engagement.queries.cases import moved_to
from engagement.queries.clocks import answer_promise, next_report
from engagement.queries.concerns import answered_on_desk, owed_on_desk, waiting_on_desk, with_news
from engagement.queries.days_off import days_off_read_once
from engagement.queries.drafts import draft_of, proposal_of, proposals_on
from engagement.queries.questions import can_be_asked, open_question
from engagement.queries.referrals import referrals_of
from engagement.queries.timeline import visible_events
from engagement.rules.promises import Promise
from engagement.services.answers import answer_concern
from engagement.services.drafts import author_token
from engagement.services.links import reference_of_answer_token
from engagement.services.proposals import propose_answer
from engagement.services.sharing import read_shared_details
from engagement.views.at_desk import Desk, case_on_desk, desk_of, may_answer, may_draft
from engagement.views.crumbs import desk_crumbs
from engagement.views.going_back import kept_for_back
from engagement.views.photos import photo_strip
from engagement.wording import (
    event_line,
    news_line,
    pause_note,
    referral_line,
    report_due,
    status_tag,
    supporters_line,
)
from wards.components import Tag
from wards.queries.seats import is_under_administration

ROWS = 20
ANSWERED_SHOWN = 10
TEXT_SHOWN = 140
# Says once, after the form led back to the page, what became of it.
_DONE = "desk_done"


def say_once(request: HttpRequest, case: Case, what: str) -> None:
    """Let the concern's page say, when it is shown next, what was done: "answer", "draft", "question" and so on."""
    request.session[_DONE] = [case.reference, what]


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an answer from here, the oldest promise first."""
    at = timezone.now()
    desk = desk_of(request, at=at)
    owed = owed_on_desk(desk.viewer)
    lists = {
        "waiting": waiting_on_desk(desk.viewer),
        "asked": owed.filter(status=ConcernStatus.ASKED),
        "followed": owed.filter(status=ConcernStatus.FOLLOW_UP),
    }
    pages = {name: Paginator(with_news(cases), ROWS).get_page(request.GET.get(name)) for name, cases in lists.items()}
    answered = with_news(answered_on_desk(desk.viewer))
    pages["answered"] = Paginator(answered, ANSWERED_SHOWN).get_page(request.GET.get("answered"))
    context = {
        "desk": desk,
        "pages": pages,
        "waiting": CaseList(_rows(pages["waiting"], at=at), empty=_nobody_waits(desk)),
        "asked": CaseList(_rows(pages["asked"], at=at)),
        "followed_up": CaseList(_rows(pages["followed"], at=at, referrals=_referrals(pages["followed"]))),
        "answered": CaseList(_rows(pages["answered"], at=at)),
        "drafts": CaseList(_draft_rows(owed, desk)),
    }
    return render(request, "engagement/desk.html", context)


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Read a concern and answer it, or draft the answer for whoever does."""
    at = timezone.now()
    desk = desk_of(request, at=at)
    found = case_on_desk(desk, reference)
    answers, drafts = may_answer(request, found, at=at), may_draft(request, found, at=at)
    is_inserting = request.method == "POST" and "insert" in request.POST
    is_sent = request.method == "POST" and not is_inserting
    picker = TemplateForm(request.POST if is_inserting else None)
    picker.fields["template"].queryset = templates_for(request.user, found.municipality_id)
    kept = _typed(request, picker) if is_inserting else _kept(request, found)
    as_office = answers and found.ward_id not in desk.viewer.wards
    form = AnswerForm(
        request.POST if is_sent else None,
        case=found,
        as_office=as_office,
        is_draft=not answers,
        is_administration=as_office and is_under_administration(found.municipality, at),
        today=timezone.localdate(at, found.municipality.zone),
        initial=kept,
    )
    if is_sent and form.is_valid() and _send(request, found, form, answers=answers, at=at):
        return redirect("engagement:councillor_case", reference=reference)
    with timezone.override(found.municipality.zone):
        context = _case(request, found, desk, form, answers=answers, drafts=drafts, at=at) | {
            "picker": picker,
            "shared": read_shared_details(case=found, by=request.user, at=at) if answers else {},
        }
        return render(request, "engagement/desk_case.html", context)


@never_cache
@require_safe
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """From a message to the form that answers a concern. The link opens nothing that the account may not see anyway."""
    reference = reference_of_answer_token(token, account=request.user)
    if reference is None:
        return render(request, "engagement/answer_link_broken.html", {"crumbs": desk_crumbs()}, status=404)
    found = reverse("engagement:councillor_case", args=[reference])
    return redirect(f"{found}#answer")


def _case(
    request: HttpRequest, found: Case, desk: Desk, form: AnswerForm, *, answers: bool, drafts: bool, at: datetime
) -> dict[str, Any]:
    promise = answer_promise(found, at=at)
    said = request.session.pop(_DONE, None)
    draft = draft_of(found, request.user)
    # What was typed into a form is shown again, also when somebody else has closed the case meanwhile.
    is_open = form.is_bound or found.status in OWED
    return {
        "case": found,
        "concern": found.concern,
        "place": found.place_words,
        "photos": photo_strip(found, desk.viewer),
        "moved_to": moved_to(found, at),
        "crumbs": desk_crumbs(),
        "promise_box": _promise_box(found, promise, at=at) if promise else None,
        "timeline": Timeline([event_line(event, is_own=False) for event in visible_events(found, desk.viewer)]),
        "form": form if is_open and (answers or drafts) else None,
        "may_answer": answers,
        "may_ask": answers and found.status == ConcernStatus.WAITING and can_be_asked(found),
        "question": open_question(found, at=at),
        "referrals": [referral_line(referral) for referral in referrals_of([found])],
        "proposals": list(proposals_on(Case.objects.filter(pk=found.pk))) if answers else [],
        "own_proposal": proposal_of(found, request.user) if drafts and not answers else None,
        "taken_from": request.GET.get("draft", "") if form.initial and not form.is_bound else "",
        "author": author_token(case=found, author=request.user),
        "draft": None if form.is_bound or "insert" in request.POST or "draft" in request.GET else draft,
        "done": said[1] if said and said[0] == found.reference else "",
    }


def _typed(request: HttpRequest, picker: TemplateForm) -> dict[str, Any]:
    """What was typed before a template was picked, with the template's words after it."""
    said = request.POST
    text = said.get("text", "").rstrip()
    if picker.is_valid():
        text = "\n\n".join(filter(None, (text, picker.cleaned_data["template"].text)))
    return shown_again(
        text=text, outcome=said.get("outcome", ""), readers=said.get("readers", ""), details=typed_details(said)
    )


def _kept(request: HttpRequest, found: Case) -> dict[str, Any] | None:
    """What the form begins with: a draft of the office that was picked, or what was kept for this account."""
    asked = PickedDraftForm(request.GET)
    picked = asked.cleaned_data["draft"] if asked.is_valid() else None
    proposed = proposals_on(Case.objects.filter(pk=found.pk)).filter(pk=picked).first() if picked else None
    # An assistant goes on from what came back, or still waits.
    draft = proposed or draft_of(found, request.user) or proposal_of(found, request.user)
    if draft is None:
        return None
    return shown_again(text=draft.text, outcome=draft.outcome, readers=draft.readers, details=draft.details)


def _promise_box(case: Case, promise: Promise, *, at: datetime) -> PromiseBox:
    return PromiseBox(promise, status_tag(case, promise), next_report(case, at=at), pause_note(promise))


def _send(request: HttpRequest, case: Case, form: AnswerForm, *, answers: bool, at: datetime) -> bool:
    try:
        if answers:
            _answer(request, case, form, at=at)
        else:
            _propose(request, case, form, at=at)
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return False
    say_once(request, case, "answer" if answers else "draft")
    return True


def _answer(request: HttpRequest, case: Case, form: AnswerForm, *, at: datetime) -> None:
    answer_concern(
        case=case,
        text=form.cleaned_data["text"],
        outcome=Outcome(form.cleaned_data["outcome"]),
        is_public=form.is_public(),
        key=str(form.cleaned_data["key"]),
        by=request.user,
        at=at,
        **form.of_outcome(),
    )


def _propose(request: HttpRequest, case: Case, form: AnswerForm, *, at: datetime) -> None:
    propose_answer(
        case=case,
        text=form.cleaned_data["text"],
        outcome=Outcome(form.cleaned_data["outcome"]),
        readers=form.cleaned_data.get("readers", ""),
        details=typed_details(request.POST),
        by=request.user,
        at=at,
    )


def _nobody_waits(desk: Desk) -> str:
    if not desk.viewer.wards and not desk.offices and not desk.assisted:
        return _("You hold no ward today, so that nothing waits for you.")
    if desk.offices:
        return _(
            "Nobody waits for an answer. Where a ward has no councillor with an account, what residents write comes"
            " here, and you get an e-mail."
        )
    return _("Nobody waits for an answer. New messages come here, and you get an e-mail.")


def _referrals(cases: Iterable[Case]) -> dict[int, Referral]:
    """The newest referral of each case."""
    return {referral.from_case_id: referral for referral in referrals_of(cases)}


def _rows(cases: Page | CaseQuerySet, *, at: datetime, referrals: dict[int, Referral] | None = None) -> list[CaseRow]:
    days_off = days_off_read_once()
    found = referrals or {}
    return [
        CaseRow(
            title=case.concern.title,
            url=reverse("engagement:councillor_case", args=[case.reference]),
            tag=status_tag(case, answer_promise(case, at=at, days_off=days_off)),
            text=Truncator(case.concern.kept_text).chars(TEXT_SHOWN),
            language=case.language if case.concern.kept_subject else "",
            meta=(
                *news_line(case),
                case.ward.title,
                case.get_publication_display(),
                *supporters_line(case.concern),
                *report_due(case),
                *([referral_line(found[case.pk]).words] if case.pk in found else []),
            ),
        )
        for case in cases
    ]


def _draft_rows(owed: CaseQuerySet, desk: Desk) -> list[CaseRow]:
    """What assistants drafted for whoever sits at this desk; an assistant sees what waits for the councillor."""
    answered_here = desk.viewer.wards | desk.viewer.office_wards | desk.viewer.assisted_wards
    waiting = proposals_on(owed.filter(ward_id__in=answered_here)) if desk.councillor or desk.assisted else []
    return [
        CaseRow(
            title=proposed.case.concern.title,
            url=reverse("engagement:councillor_case", args=[proposed.case.reference]),
            tag=Tag(_("A draft by %(name)s waits") % {"name": proposed.author}, "info"),
            meta=(proposed.case.ward.title,),
        )
        for proposed in waiting
    ]
