"""What is done on a concern beside answering it: asking the resident, writing a note, sending a draft back."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engagement.enums import ConcernStatus
from engagement.errors import NotPossibleError
from engagement.forms.answer import NoteForm, QuestionForm, SendBackForm
from engagement.models import Case
from engagement.queries.drafts import proposals_on
from engagement.services.notes import write_note
from engagement.services.proposals import send_back
from engagement.services.questions import ask_resident
from engagement.views.at_desk import case_on_desk, desk_of, may_answer, may_draft
from engagement.views.councillor import say_once
from engagement.views.crumbs import desk_crumbs
from engagement.views.going_back import kept_for_back


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the resident something; the promise stands still until they reply."""
    at = timezone.now()
    case = case_on_desk(desk_of(request, at=at), reference)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if not may_answer(request, case, at=at) or (case.status != ConcernStatus.WAITING and not form.is_bound):
        raise Http404(_("There is nobody to ask here: only whoever answers a concern asks, while it waits."))

    def do() -> None:
        ask_resident(
            case=case, text=form.cleaned_data["text"], key=str(form.cleaned_data["key"]), by=request.user, at=at
        )

    return _step(
        request,
        case,
        form,
        do,
        done="question",
        title=gettext_lazy("Ask the resident something"),
        about=gettext_lazy("The promised day moves on by the working days until the resident replies."),
        button=gettext_lazy("Send the question"),
    )


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a note for those who work on a concern."""
    at = timezone.now()
    case = case_on_desk(desk_of(request, at=at), reference)
    if not (may_answer(request, case, at=at) or may_draft(request, case, at=at)):
        raise Http404(_("Only whoever answers a concern, and their assistants, write notes on it."))
    form = NoteForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        write_note(case=case, text=form.cleaned_data["text"], key=str(form.cleaned_data["key"]), by=request.user, at=at)

    return _step(
        request,
        case,
        form,
        do,
        done="note",
        title=gettext_lazy("Write a note"),
        about="",
        button=gettext_lazy("Keep the note"),
    )


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft_back(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Give a drafted answer back to its author."""
    at = timezone.now()
    case = case_on_desk(desk_of(request, at=at), reference)
    if not may_answer(request, case, at=at):
        raise Http404(_("Only whoever answers a concern sends drafts back."))
    proposed = get_object_or_404(proposals_on(Case.objects.filter(pk=case.pk)), pk=pk)
    form = SendBackForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        send_back(proposed=proposed, remark=form.cleaned_data["remark"], by=request.user, at=at)

    return _step(
        request,
        case,
        form,
        do,
        done="back",
        title=gettext_lazy("Send the draft back"),
        about="",
        button=gettext_lazy("Send it back"),
    )


def _step(
    request: HttpRequest,
    case: Case,
    form: Form,
    do: Callable[[], None],
    *,
    done: str,
    title: str | Promise,
    about: str | Promise,
    button: str | Promise,
) -> HttpResponse:
    """One form on a page of its own; carried out, it leads back to the concern, which says so."""
    if form.is_bound and form.is_valid():
        try:
            do()
        except NotPossibleError as refusal:
            form.add_error(None, refusal.reason.label)
        else:
            say_once(request, case, done)
            return redirect("engagement:councillor_case", reference=case.reference)
    context = {
        "case": case,
        "form": form,
        "crumbs": desk_crumbs(case),
        "title": title,
        "about": about,
        "button": button,
    }
    return render(request, "engagement/desk_step.html", context)
