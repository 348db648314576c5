"""What anybody may do with a concern that everyone can read: it affects me too, follow by e-mail, report it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from engagement.concern_kind import CONCERN
from engagement.enums import CheckPurpose, Impossible, ReportReason
from engagement.errors import NotPossibleError
from engagement.forms.standing import ContactForm, OwnContactForm, ReportForm
from engagement.forms.track import CodeForm
from engagement.models import Case
from engagement.queries.cases import visible_to
from engagement.queries.languages import language_in_use
from engagement.queries.people import proven_contact
from engagement.queries.supports import is_counted_for_good
from engagement.rules.contacts import Contact
from engagement.rules.visibility import Viewer
from engagement.services.follows import end_follow, follow_case, follow_with_code
from engagement.services.links import follow_of_token
from engagement.services.notices import keep_notice
from engagement.services.reports import report_concern
from engagement.services.supports import add_support, support_with_code, take_support_back
from engagement.views.contact_codes import check_of, send_code, use_code
from engagement.views.crumbs import track_crumbs
from engagement.views.limits import is_turned_away
from wards.components import Crumbs, Link


@dataclass(frozen=True)
class Way:
    """One thing that takes a confirmed contact: its addresses and its words.

    Attributes:
        done: what the story says once it is done, as a key of `DONE`.
    """

    purpose: CheckPurpose
    address: str
    title: str | Promise
    lead: str | Promise
    button: str | Promise
    done: str


SUPPORT = Way(
    CheckPurpose.SUPPORT,
    "affects_me",
    gettext_lazy("This affects me too"),
    gettext_lazy(
        "Everyone sees how many people say this, and nobody can see who: not the councillor, not the municipality."
        " There is no list."
    ),
    gettext_lazy("This affects me too"),
    "counted",
)
NO_SUPPORT = Way(
    CheckPurpose.NO_SUPPORT,
    "affects_me_no_more",
    gettext_lazy("Take back that this affects you"),
    gettext_lazy("Use the number or the address with which you said it: it is then counted no more."),
    gettext_lazy("Take it back"),
    "uncounted",
)
FOLLOW = Way(
    CheckPurpose.FOLLOW,
    "follow",
    gettext_lazy("Follow this by e-mail"),
    gettext_lazy("You get a message when there is an answer or other news. Nobody else sees that you follow."),
    gettext_lazy("Follow by e-mail"),
    "followed",
)

DONE = {
    "counted": gettext_lazy("You are counted. Thank you."),
    "uncounted": gettext_lazy("You are counted no more."),
    "followed": gettext_lazy("You follow this now. News comes by e-mail."),
    "reported": gettext_lazy("Thank you. A moderator of the municipality looks at it."),
}
"""What the story says to whoever comes back to it after one of these forms."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def affects_me(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that it affects oneself too."""
    return _begin(request, reference, SUPPORT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def affects_me_code(request: HttpRequest, reference: str) -> HttpResponse:
    """The code for it."""
    return _finish(request, reference, SUPPORT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def affects_me_no_more(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back."""
    return _begin(request, reference, NO_SUPPORT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def affects_me_no_more_code(request: HttpRequest, reference: str) -> HttpResponse:
    """The code for it."""
    return _finish(request, reference, NO_SUPPORT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """Follow by e-mail."""
    return _begin(request, reference, FOLLOW)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_code(request: HttpRequest, reference: str) -> HttpResponse:
    """The code for it."""
    return _finish(request, reference, FOLLOW)


def _begin(request: HttpRequest, reference: str, way: Way) -> HttpResponse:
    """Ask for a contact, and send a code there. Whoever has proved an address is asked for nothing."""
    case = _countable_or_404(reference, way)
    at = timezone.now()
    own = _own(request, way)
    facts = {"purpose": way.purpose, "municipality": case.municipality, "at": at}
    is_own = own is not None and "mine" in request.POST
    mine = OwnContactForm(request.POST if is_own else None, **facts) if own else None
    if is_own and mine.is_valid():
        return _at_once(request, case, way, own, mine)
    form = ContactForm(request.POST if request.method == "POST" and not is_own else None, **facts)
    if form.is_bound:
        if form.is_trapped():
            return redirect("engagement:story", reference=case.reference)
        if form.is_valid() and send_code(request, form, purpose=way.purpose, case=case):
            return redirect(f"engagement:{way.address}_code", reference=case.reference)
    context = {
        "form": form,
        "way": way,
        "proven": own,
        "mine": mine,
        "no_more": reverse("engagement:affects_me_no_more", args=[reference]),
    }
    return render(request, "engagement/standing.html", context | _frame(case))


def _own(request: HttpRequest, way: Way) -> Contact | None:
    """The contact that an account has proved, where it serves for this; news goes by e-mail alone."""
    own = proven_contact(request.user)
    return None if own and own.is_phone and way.purpose == CheckPurpose.FOLLOW else own


def _at_once(request: HttpRequest, case: Case, way: Way, contact: Contact, form: OwnContactForm) -> HttpResponse:
    try:
        if way.purpose == CheckPurpose.SUPPORT:
            add_support(case=case, contact=contact)
        elif way.purpose == CheckPurpose.NO_SUPPORT:
            take_support_back(case=case, contact=contact)
        else:
            told = keep_notice(shown=form.notice_taken())
            how = {"language": language_in_use(), "privacy_notice": told, "user": request.user}
            follow_case(case=case, contact=contact, at=timezone.now(), **how)
    except NotPossibleError:
        raise Http404 from None
    return _back_to_story(case, way.done)


def _finish(request: HttpRequest, reference: str, way: Way) -> HttpResponse:
    """Take the code."""
    case = _countable_or_404(reference, way)
    check = check_of(request, purpose=way.purpose, case=case)
    if check is None:
        return redirect(f"engagement:{way.address}", reference=case.reference)
    form = CodeForm(request.POST if request.method == "POST" else None)
    use = follow_with_code if way is FOLLOW else support_with_code
    if request.method == "POST" and form.is_valid() and use_code(request, check, form, use):
        return _back_to_story(case, way.done)
    context = {"form": form, "way": way, "again": reverse(f"engagement:{way.address}", args=[reference])}
    return render(request, "engagement/standing_code.html", context | _frame(case))


@never_cache
@csrf_exempt  # mail programs end it with one click (RFC 8058); the link alone may do it
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """The link in every message about news. Looking changes nothing; the button ends it."""
    try:
        followed = follow_of_token(token)
    except BadSignature:
        raise Http404(_("This link is not complete. Copy it whole out of our message.")) from None
    if request.method == "POST" and followed:
        end_follow(follow=followed)
        followed = None
    return render(request, "engagement/unfollow.html", {"follow": followed, "crumbs": track_crumbs()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Report what everyone can read to a moderator."""
    case = _with_words_or_404(reference)
    at = timezone.now()
    form = ReportForm(request.POST if request.method == "POST" else None, municipality=case.municipality, at=at)
    if request.method == "POST":
        if form.is_trapped():
            return _back_to_story(case, "reported")
        if form.is_valid() and _report(request, case, form, at=at):
            return _back_to_story(case, "reported")
    return render(request, "engagement/report.html", {"form": form} | _frame(case))


def _report(request: HttpRequest, case: Case, form: ReportForm, *, at: datetime) -> bool:
    if is_turned_away(request, form, "report"):
        return False
    answers = form.cleaned_data
    try:
        report_concern(
            case=case,
            reason=ReportReason(answers["reason"]),
            words=answers["words"],
            contact=answers["contact"],
            network=get_adapter(request).get_client_ip(request),
            language=language_in_use(),
            notice=form.notice_taken(),
            at=at,
        )
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return False
    return True


def done_words(request: HttpRequest) -> str:
    """What the story says first to whoever comes from one of these forms; empty else."""
    return str(DONE.get(request.GET.get("done", ""), ""))


def _back_to_story(case: Case, done: str) -> HttpResponse:
    return redirect(f"{reverse('engagement:story', args=[case.reference])}?done={done}")


def _public_or_404(reference: str) -> Case:
    """A concern that everyone can read: nothing here is for others, whoever looks."""
    public = visible_to(Viewer()).filter(kind=CONCERN.key, reference=reference)
    case = public.with_ward().select_related("concern").first()
    if case is None:
        raise Http404(_("Nothing that everyone can read has this reference."))
    return case


def _with_words_or_404(reference: str) -> Case:
    """One that still says what it is about: nobody can be affected by what nobody can read any more."""
    case = _public_or_404(reference)
    if not case.concern.public_text:
        raise Http404(_("What was written here was removed."))
    return case


def _countable_or_404(reference: str, way: Way) -> Case:
    case = _public_or_404(reference) if way is NO_SUPPORT else _with_words_or_404(reference)
    if way is not FOLLOW and is_counted_for_good(case):
        raise Http404(Impossible.COUNTED_FOR_GOOD.label)
    return case


def _frame(case: Case) -> dict[str, Any]:
    story = Link(case.reference, reverse("engagement:story", args=[case.reference]))
    return {
        "case": case,
        "concern": case.concern,
        "crumbs": Crumbs((Link(case.ward.title, case.ward.get_absolute_url()), story)),
    }
