"""Following a case by its reference: the public story alone, the whole one after a code sent to the contact."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import kinds
from engagement.components import Line, PromiseBox, Timeline
from engagement.enums import EventKind
from engagement.errors import NotPossibleError
from engagement.forms.track import AccessForm, CodeForm, ReferenceForm
from engagement.models import AccessRequest, Case, TimelineEvent
from engagement.queries.cases import facts_of, moved_to, visible_to
from engagement.queries.clocks import answer_promise, next_report
from engagement.queries.concerns import withdrawal_of
from engagement.queries.languages import language_in_use
from engagement.queries.timeline import visible_events
from engagement.rules.promises import Promise
from engagement.rules.references import MalformedReferenceError, parse_reference
from engagement.rules.visibility import Relation, Viewer, relations
from engagement.services.access import request_access, use_code
from engagement.views.crumbs import track_crumbs
from engagement.views.limits import is_too_often, is_turned_away
from engagement.views.looking import close_cases, grant_case, viewer_for
from engagement.views.standing import done_words
from engagement.views.typed_words import forget_typed, typed_for
from engagement.wording import event_line, pause_note, status_tag
from wards.components import Crumbs, Link
from wards.queries.sites import municipality_of

_REQUEST = "access_request"
DONE = "done_in_thread"
"""Under this a session keeps what was just done, and to which reference."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a reference; a mistyped one is caught here, before any look-up."""
    form = _reference_form(request, request.GET if "reference" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("engagement:story", reference=form.cleaned_data["reference"])
    return render(request, "engagement/track.html", {"form": form, "is_closed": "closed" in request.GET})


def _reference_form(request: HttpRequest, typed: Mapping[str, str] | None) -> ReferenceForm:
    return ReferenceForm(typed, municipality=municipality_of(request))


@never_cache
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """Close the cases that were opened in this browser, for phones that several people use."""
    forget_typed(request)
    answer = redirect(f"{reverse('engagement:track')}?closed")
    close_cases(request, answer)
    answer["Clear-Site-Data"] = '"cache"'  # what Back would show to the next on this phone
    return answer


@never_cache
@require_safe
def story(request: HttpRequest, reference: str) -> HttpResponse:
    """The story of a case, as far as this viewer may read it; else the way to prove that it is theirs."""
    canonical = _canonical(reference)
    if canonical is None:
        form = _reference_form(request, {"reference": reference})
        return render(request, "engagement/track.html", {"form": form}, status=404)
    if canonical != reference:
        return redirect("engagement:story", reference=canonical)
    if is_too_often(request, "reference"):
        return render(request, "429.html", status=429)
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    case = case_at(reference, viewer)
    if case is None:
        if taken_down := withdrawal_of(reference):
            return _taken_down(request, taken_down)
        return redirect("engagement:access", reference=reference)
    return show_story(request, case, viewer, at=at, done_here=_take_done(request, reference))


def case_at(reference: str, viewer: Viewer) -> Case | None:
    """The case of a reference as its story needs it; None where this viewer may not see one."""
    cases = visible_to(viewer).with_ward().select_related("resident", *_details()).prefetch_related("clocks")
    return cases.filter(reference=reference).first()


def is_own_case(case: Case, viewer: Viewer) -> bool:
    """Whether a viewer is the resident whose case it is."""
    return Relation.RESIDENT in relations(viewer, facts_of(case))


def show_story(request: HttpRequest, case: Case, viewer: Viewer, *, at: datetime, **more: Any) -> HttpResponse:
    """A case in its kind's own page.

    Args:
        more: what the page gets besides, such as a form in which something is wrong.
    """
    with timezone.override(case.municipality.zone):
        story = _story(request, case, viewer, at=at)
        typed = typed_for(request, case.reference) if story["is_own"] else None
        if typed and (form := story.get(f"{typed[0]}_form")):
            form.initial |= typed[1]
        return render(request, kinds.get(case.kind).story_template, story | {"typed": typed} | more)


def _take_done(request: HttpRequest, reference: str) -> str:
    """What was just done here, to be said once."""
    if request.session.get(DONE, [""])[0] != reference:
        return ""
    return request.session.pop(DONE)[1]


def _taken_down(request: HttpRequest, event: TimelineEvent) -> HttpResponse:
    """Everyone could read it once and may have kept the link: they are told that it went, when and why."""
    with timezone.override(event.case.municipality.zone):
        line = event_line(event, is_own=False)
        context = {"line": line, "reference": event.case.reference, "crumbs": track_crumbs()}
        return render(request, "engagement/taken_down.html", context, status=410)


def _details() -> list[str]:
    return [kind.detail for kind in kinds.registered()]


def _story(request: HttpRequest, case: Case, viewer: Viewer, *, at: datetime) -> dict[str, Any]:
    is_own = is_own_case(case, viewer)
    promise = answer_promise(case, at=at)
    tag = status_tag(case, promise, is_own=is_own)
    events = list(visible_events(case, viewer))
    note = _promise_note(promise, events, is_own=is_own) if promise else ""
    return {
        "case": case,
        "is_own": is_own,
        "is_opened": case.pk in viewer.granted,
        "tag": tag,
        "promise_box": PromiseBox(promise, tag, next_report(case, at=at), note) if promise else None,
        "timeline": Timeline(_lines(case, events, is_own=is_own)),
        "done": done_words(request),
        "moved_to": moved_to(case, at),
        "crumbs": Crumbs((Link(case.ward.title, case.ward.get_absolute_url()),)),
        **kinds.get(case.kind).get_story_context()(case, viewer=viewer, user=request.user),
    }


def _promise_note(promise: Promise, events: Iterable[TimelineEvent], *, is_own: bool) -> str:
    if _is_answered_unseen(promise, events):
        return _("The resident alone reads the answer.")
    return pause_note(promise, is_own=is_own)


def _is_answered_unseen(promise: Promise, events: Iterable[TimelineEvent]) -> bool:
    """Whether the answer that met a promise, and each after it, is none of the events that a viewer may read."""
    if promise.met_at is None:
        return False
    return not any(event.kind == EventKind.ANSWERED and event.at >= promise.met_at for event in events)


def _lines(case: Case, events: Iterable[TimelineEvent], *, is_own: bool) -> list[Line]:
    """The events that a viewer may read; how it began stands there for everybody, without the words."""
    lines = [event_line(event, is_own=is_own) for event in events]
    begins = any(event.kind == EventKind.RAISED for event in events)
    return lines if begins else [Line(case.opened_at, _("A resident raised this")), *lines]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the contact with which a case was given. Same page, same work, whether or not there is such a case."""
    canonical = _canonical(reference)
    if canonical is None:
        return redirect("engagement:track")
    at = timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = AccessForm(posted, municipality=municipality_of(request), at=at)
    if form.is_bound and form.is_valid() and _ask(request, canonical, form, at=at):
        return redirect("engagement:code", reference=canonical)
    typed = typed_for(request, canonical)
    context = {"form": form, "reference": canonical, "crumbs": track_crumbs(), "typed": typed}
    return render(request, "engagement/access.html", context)


def _ask(request: HttpRequest, reference: str, form: AccessForm, *, at: datetime) -> bool:
    texts = ["texts"] if form.cleaned_data["contact"].is_phone else []
    if is_turned_away(request, form, "access", *texts):
        return False
    try:
        asked = request_access(
            reference=reference,
            contact=form.cleaned_data["contact"],
            language=language_in_use(),
            notice=form.notice_taken(),
            at=at,
        )
    except NotPossibleError as refusal:
        form.add_error("contact", refusal.reason.label)
        return False
    request.session[_REQUEST] = str(asked.token)
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """Type the one-time code, and read the whole story."""
    asked = AccessRequest.objects.filter(token=request.session.get(_REQUEST), reference=reference).first()
    if asked is None:
        return redirect("engagement:access", reference=reference)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _open(request, asked, form):
        return redirect("engagement:story", reference=reference)
    context = {"form": form, "reference": reference, "crumbs": track_crumbs(), "is_by_text": asked.contact.is_phone}
    return render(request, "engagement/code.html", context)


def _open(request: HttpRequest, asked: AccessRequest, form: CodeForm) -> bool:
    at = timezone.now()
    if is_turned_away(request, form, "code"):
        return False
    case = use_code(request=asked, code=form.cleaned_data["code"], at=at)
    if case is None:
        form.say_wrong()
        return False
    del request.session[_REQUEST]
    grant_case(request, case, at=at)
    return True


def _canonical(reference: str) -> str | None:
    try:
        return parse_reference(reference)
    except MalformedReferenceError:
        return None
