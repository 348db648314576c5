"""What a resident does in the story of their own concern: reply, judge an answer, reopen, share, decide."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from engagement.enums import Helped, Impossible, Publication, Visibility
from engagement.errors import NotPossibleError
from engagement.forms.thread import FeedbackForm, HandoverForm, ReopenForm, ReplyForm, SharingForm
from engagement.models import Case
from engagement.queries.feedback import answer_of, judgement_of
from engagement.queries.handovers import open_handover
from engagement.services.feedback import reopen_concern, say_helped
from engagement.services.handovers import decide_handover
from engagement.services.links import answer_of_feedback_token, question_of_handover_token
from engagement.services.replies import reply_to_case
from engagement.services.sharing import share_details
from engagement.views.going_back import kept_for_back
from engagement.views.limits import is_turned_away
from engagement.views.looking import account_of, viewer_for
from engagement.views.track import DONE, case_at, is_own_case, show_story
from engagement.views.typed_words import forget_typed, keep_typed

Act = Callable[..., Any]
_FOR_ALL = (Visibility.PUBLIC, Publication.PUBLISHED)


@kept_for_back
@never_cache
@require_POST
def reply(request: HttpRequest, reference: str) -> HttpResponse:
    """Add words to the thread."""

    def act(case: Case, said: dict[str, Any], **who: Any) -> None:
        reply_to_case(case=case, text=said["text"], key=str(said["key"]), **who)

    return _take(request, reference, "reply", lambda _case: ReplyForm(request.POST), act)


@kept_for_back
@never_cache
@require_POST
def feedback(request: HttpRequest, reference: str) -> HttpResponse:
    """Say whether the last answer helped."""
    posted = request.POST.copy()

    def act(case: Case, said: dict[str, Any], **who: Any) -> None:
        judgement = judgement_of(case, at=who["at"])
        if judgement is None:
            raise NotPossibleError(Impossible.WRONG_STATUS)
        if judgement.answer_sequence != said["answer"]:
            # Shown again, the form means the answer that stands above it then.
            posted["answer"] = str(judgement.answer_sequence)
            raise NotPossibleError(Impossible.ANOTHER_ANSWER)
        say_helped(
            case=case,
            answer_sequence=judgement.answer_sequence,
            helped=Helped(said["helped"]),
            why=said["why"],
            **who,
        )

    return _take(request, reference, "feedback", lambda _case: FeedbackForm(posted), act)


@kept_for_back
@never_cache
@require_POST
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask again after an answer that was not enough."""

    def act(case: Case, said: dict[str, Any], **who: Any) -> None:
        reopen_concern(case=case, text=said["text"], key=str(said["key"]), **who)

    return _take(request, reference, "reopen", lambda _case: ReopenForm(request.POST), act)


@kept_for_back
@never_cache
@require_POST
def share(request: HttpRequest, reference: str) -> HttpResponse:
    """Show name or contact to whoever answers, or hide them again."""

    def form(case: Case) -> SharingForm:
        return SharingForm(request.POST, has_name=bool(case.resident.name))

    def act(case: Case, said: dict[str, Any], **who: Any) -> None:
        share_details(case=case, shares_name=said.get("name", False), shares_contact=said["contact"], **who)

    return _take(request, reference, "sharing", form, act)


@kept_for_back
@never_cache
@require_POST
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Let the new councillor read, or the Speaker's office answer."""

    def act(case: Case, said: dict[str, Any], **who: Any) -> None:
        decide_handover(case=case, agrees=said["agrees"], **who)

    return _take(request, reference, "decision", lambda _case: HandoverForm(request.POST), act)


def _take(
    request: HttpRequest, reference: str, name: str, form_for: Callable[[Case], forms.Form], act: Act
) -> HttpResponse:
    """Hand a form of the story to its service; the story again with what is wrong, or with what was done."""
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    case = case_at(reference, viewer)
    if case is None or case.resident is None or not is_own_case(case, viewer):
        # Two hours are over: what was typed waits until its author has shown again that the case is theirs.
        keep_typed(request, reference, name, request.POST)
        return redirect("engagement:access", reference=reference)
    form = form_for(case)
    if form.is_valid() and _act(request, case, form, act, at=at):
        forget_typed(request)
        request.session[DONE] = [reference, name]
        return redirect("engagement:story", reference=reference)
    return show_story(request, case, viewer, at=at, **{f"{name}_form": form, "refused": form})


def _act(request: HttpRequest, case: Case, form: forms.Form, act: Act, *, at: datetime) -> bool:
    if is_turned_away(request, form, "thread"):
        return False
    try:
        act(case, form.cleaned_data, by=account_of(request), at=at)
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return False
    return True


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helped(request: HttpRequest, token: str) -> HttpResponse:
    """The signed link of the message that asks whether an answer helped. It names the case and shows no words of it."""
    at = timezone.now()
    found = answer_of_feedback_token(token)
    if found is None:
        return render(request, "engagement/link_broken.html", status=404)
    case, answer_sequence = found
    form = FeedbackForm(request.POST if request.method == "POST" else None)

    def act(case: Case, said: dict[str, Any], **who: Any) -> None:
        say_helped(case=case, answer_sequence=answer_sequence, helped=Helped(said["helped"]), why=said["why"], **who)

    if form.is_bound and form.is_valid() and _act(request, case, form, act, at=at):
        return redirect(f"{request.path}?said")
    judgement, answer = judgement_of(case, at=at), answer_of(case, answer_sequence)
    is_for_all = answer is not None and (answer.visibility, case.publication) == _FOR_ALL
    is_last = judgement is not None and judgement.answer_sequence == answer_sequence
    context = {
        "case": case,
        "form": form,
        "judgement": judgement if is_last else None,
        "answer": answer,
        "needs_code": not is_for_all and not is_own_case(case, viewer_for(request, at=at)),
        "is_said": "said" in request.GET and is_last and judgement.helped is not None,
    }
    with timezone.override(case.municipality.zone):
        return render(request, "engagement/helped.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, token: str) -> HttpResponse:
    """The signed link of the message that asks whether a new councillor may read. It shows nothing of the case."""
    at = timezone.now()
    asked = question_of_handover_token(token)
    if asked is None:
        return render(request, "engagement/link_broken.html", status=404)
    case = asked.case
    form = HandoverForm(request.POST if request.method == "POST" else None)

    def act(case: Case, said: dict[str, Any], **who: Any) -> None:
        decide_handover(case=case, agrees=said["agrees"], asked=asked, **who)

    if form.is_bound and form.is_valid() and _act(request, case, form, act, at=at):
        return redirect(request.path)
    waits = open_handover(case, at) == asked
    context = {"case": case, "form": form, "question": asked if waits else None, "decided": None if waits else asked}
    return render(request, "engagement/handover.html", context)
