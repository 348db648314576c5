"""Raising a concern: the form, what happens next, and the link that confirms the address."""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.enums import Actor, Channel, Impossible, Nature
from engagement.errors import NotPossibleError
from engagement.forms.raise_concern import EVERYONE, RaiseConcernForm
from engagement.models import Case
from engagement.queries.answering import answers_for
from engagement.queries.cases import ward_today
from engagement.queries.people import proven_address, term_of_ward
from engagement.queries.policies import policy_of
from engagement.rules.references import MalformedReferenceError, make_reference, parse_reference, reference_prefix
from engagement.services.concerns import CONFIRM_WITHIN, confirm_contact, raise_concern
from engagement.services.links import case_of_confirm_token
from engagement.views.going_back import kept_for_back
from engagement.views.limits import is_too_often
from engagement.views.looking import GRANT_LASTS, grant_case, known_here, remember_sent, sent_here
from wards.components import Crumbs, Facts, Link
from wards.models import Ward
from wards.queries.codes import wards_of_code
from wards.views.own_sites import on_own_site
from wards.views.which_ward import wards_meant
from wards.wording import office_facts


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Write to the councillor of a ward; where nobody can answer, the page says so and takes nothing in."""
    at = timezone.now()
    wards = _wards_or_404(request, code)
    if len(wards) > 1:
        return redirect("wards:ward", code=code)
    ward = wards[0]
    answering = answers_for(ward, at)
    term = term_of_ward(ward, at)
    if answering is None and request.method != "POST":
        facts = office_facts(term.councillor) if term else ()
        reach = Facts(facts, is_stacked=True) if facts else None
        context = {"ward": ward, "term": term, "crumbs": _crumbs(ward), "reach": reach}
        return render(request, "engagement/raise_closed.html", context)
    posted = request.POST if request.method == "POST" else None
    form = RaiseConcernForm(posted, proven_email=proven_address(request.user))
    then = _send(request, ward, form, at=at) if form.is_bound and form.is_valid() else None
    if then:
        return then
    context = {
        "ward": ward,
        "term": term,
        "has_office": answering is not None and answering.actor == Actor.STAFF,
        "form": form,
        "days": policy_of(ward.municipality).answer_working_days,
        "crumbs": _crumbs(ward),
        **on_own_site(request, ward.municipality),
    }
    return render(request, "engagement/raise.html", context)


def _send(request: HttpRequest, ward: Ward, form: RaiseConcernForm, *, at: datetime) -> HttpResponse | None:
    """Hand the form to the service. Returns the next page, or None with the reason on the form."""
    if form.is_trapped():
        # A program that filled in the hidden field learns nothing from the answer.
        invented = make_reference(reference_prefix(ward.municipality.code, ward.municipality.country))
        return _to_sent(ward, invented)
    if is_too_often(request, "raise"):
        form.add_error(None, Impossible.TOO_MANY_HERE.label)
        return None
    answers = form.cleaned_data
    try:
        case = raise_concern(
            ward=ward,
            nature=Nature(answers["nature"]),
            subject=answers["subject"],
            text=answers["text"],
            is_public=answers["readers"] == EVERYONE,
            contact=answers["contact"],
            name=answers["name"],
            language=get_language() or settings.LANGUAGE_CODE,
            key=str(answers["key"]),
            at=at,
            by=request.user if request.user.is_authenticated else None,
            sent_here=(known := known_here(request, at=at)),
        )
    except NotPossibleError as refusal:
        about_address = refusal.reason == Impossible.TOO_MANY and not form.proven_email
        form.add_error("contact" if about_address else None, refusal.reason.label)
        return None
    is_again = case.pk in known or case.opened_at < at
    remember_sent(request, case)
    if case.confirmed_at and not is_again:
        return redirect("engagement:story", reference=case.reference)
    return _to_sent(ward, case.reference, is_again=is_again)


def _to_sent(ward: Ward, reference: str, *, is_again: bool = False) -> HttpResponse:
    query = {"in": ward.municipality.key} | ({"again": "1"} if is_again else {})
    return redirect(f"{reverse('engagement:sent', args=[ward.code, reference])}?{urlencode(query)}")


@never_cache
@require_safe
def sent(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """What happens next. The page says the same for every reference, so that it tells nothing about any.

    The browser that sent it is shown the address it typed, while that is fresh, and whether it was sent before.
    """
    try:
        reference = parse_reference(reference)
    except MalformedReferenceError:
        raise Http404(_("This is not a reference.")) from None
    ward = _wards_or_404(request, code)[0]
    own = Case.objects.filter(pk__in=sent_here(request), reference=reference).select_related("resident").first()
    is_fresh = own is not None and timezone.now() < own.opened_at + GRANT_LASTS
    contact = own.resident.contact if is_fresh and own.resident else None
    context = {
        "ward": ward,
        "reference": reference,
        "days": policy_of(ward.municipality).answer_working_days,
        "crumbs": _crumbs(ward),
        "again": own if "again" in request.GET else None,
        "number": contact.value if contact and contact.is_phone else "",
        "address": contact.value if contact and not contact.is_phone else "",
    }
    return render(request, "engagement/sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The signed link of the first message. Looking at it changes nothing; the button confirms."""
    case = case_of_confirm_token(token)
    if case is None:
        return render(request, "engagement/confirm_broken.html", status=404)
    if request.method == "POST":
        return _confirm(request, case)
    context = {
        "case": case,
        "is_phone": case.resident is not None and case.resident.channel == Channel.SMS,
        "days": policy_of(case.municipality).answer_working_days,
    }
    return render(request, "engagement/confirm.html", context)


def _confirm(request: HttpRequest, case: Case) -> HttpResponse:
    at = timezone.now()
    try:
        case = confirm_contact(case=case, at=at)
    except NotPossibleError as refusal:
        has_expired = refusal.reason == Impossible.LINK_EXPIRED
        context = {"case": case, "refusal": refusal.reason.label, "has_expired": has_expired}
        context |= {"again": ward_today(case, at)}
        return render(request, "engagement/confirm.html", context, status=410 if has_expired else 409)
    if at > case.opened_at + CONFIRM_WITHIN:
        # An old link lies in a mailbox, and perhaps in more places: it is no key to the case for ever.
        return redirect("engagement:access", reference=case.reference)
    grant_case(request, case, at=at)
    return redirect("engagement:story", reference=case.reference)


def _wards_or_404(request: HttpRequest, code: str) -> list[Ward]:
    wards = wards_meant(request, wards_of_code(code, timezone.now()))
    if not wards:
        raise Http404(_("There is no ward with this code today."))
    return wards


def _crumbs(ward: Ward) -> Crumbs:
    return Crumbs((Link(_("Wards"), reverse("wards:index")), Link(ward.title, ward.get_absolute_url())))
