"""After a concern was sent: what happens next, and the link that confirms the contact."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.enums import Channel, Impossible
from engagement.errors import NotPossibleError
from engagement.models import Case
from engagement.queries.cases import ward_today
from engagement.queries.policies import policy_of
from engagement.rules.references import MalformedReferenceError, parse_reference
from engagement.services.concerns import CONFIRM_WITHIN, confirm_contact
from engagement.services.links import case_of_confirm_token
from engagement.views.looking import GRANT_LASTS, grant_case, sent_here
from wards.components import Crumbs, Link
from wards.models import Ward
from wards.queries.codes import wards_of_code
from wards.views.which_ward import wards_meant


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
    ward = wards_or_404(request, code)[0]
    own = Case.objects.filter(pk__in=sent_here(request), reference=reference).select_related("resident").first()
    is_fresh = own is not None and timezone.now() < own.opened_at + GRANT_LASTS
    contact = own.resident.contact if is_fresh and own.resident else None
    context = {
        "ward": ward,
        "reference": reference,
        "days": policy_of(ward.municipality).answer_working_days,
        "crumbs": ward_crumbs(ward),
        "again": own if "again" in request.GET else None,
        "number": contact.value if contact and contact.is_phone else "",
        "address": contact.value if contact and not contact.is_phone else "",
    }
    answer = render(request, "engagement/sent.html", context)
    patch_vary_headers(answer, ["Cookie"])
    return answer


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


def wards_or_404(request: HttpRequest, code: str) -> list[Ward]:
    """The wards that an address means: one, or all that share its code.

    Raises:
        Http404: there is none today.
    """
    wards = wards_meant(request, wards_of_code(code, timezone.now()))
    if not wards:
        raise Http404(_("There is no ward with this code today."))
    return wards


def ward_crumbs(ward: Ward) -> Crumbs:
    """Where the pages of writing to a ward lie."""
    return Crumbs((Link(_("Wards"), reverse("wards:index")), Link(ward.title, ward.get_absolute_url())))
