"""Following the notices of a ward by e-mail, and ending it."""

from datetime import datetime
from urllib.parse import urlencode

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from engagement.enums import CheckPurpose
from engagement.forms.standing import ContactForm, OwnContactForm
from engagement.forms.track import CodeForm
from engagement.queries.languages import language_in_use
from engagement.queries.notice_follows import follows_beside, notice_follow_of, ward_titles
from engagement.queries.people import proven_contact
from engagement.rules.contacts import Contact
from engagement.services.links import end_notices_token, notice_follow_of_token
from engagement.services.notice_follows import (
    end_notice_follow,
    end_notice_follows_here,
    follow_notices,
    follow_notices_with_code,
)
from engagement.services.notices import keep_notice
from engagement.views.contact_codes import check_of, send_code, use_code
from engagement.views.standing import Way
from wards.components import Crumbs, Link
from wards.models import Ward
from wards.queries.codes import wards_of_code
from wards.queries.sites import municipality_of
from wards.views.crumbs import crumbs
from wards.views.which_ward import wards_meant

WAY = Way(
    CheckPurpose.FOLLOW_NOTICES,
    "follow_notices",
    gettext_lazy("Follow the notices of this ward by e-mail"),
    gettext_lazy(
        "You get a message when the municipality writes that something does not work in this ward, or is planned."
        " Notices for the whole municipality come too. Nobody else sees that you follow."
    ),
    gettext_lazy("Follow by e-mail"),
    "followed",
)

_DONE = "follows_notices_of"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for an address, and send a code there. Whoever has proved an address is asked for nothing.

    Afterwards the page says that it is done, whether or not the address followed before.
    """
    at = timezone.now()
    ward = _ward_or_404(request, code, at)
    own = _own(request)
    facts = {"purpose": WAY.purpose, "municipality": ward.municipality, "at": at}
    is_own = own is not None and "mine" in request.POST
    mine = OwnContactForm(request.POST if is_own else None, **facts) if own else None
    if is_own and mine.is_valid():
        told = keep_notice(shown=mine.notice_taken())
        how = {"language": language_in_use(), "privacy_notice": told, "user": request.user}
        follow_notices(ward=ward, contact=own, at=at, **how)
        return _done(request, ward)
    form = ContactForm(request.POST if request.method == "POST" and not is_own else None, **facts)
    if form.is_bound:
        if form.is_trapped():
            return redirect(ward.get_absolute_url())
        if form.is_valid() and send_code(request, form, purpose=WAY.purpose, ward=ward):
            return redirect(_address(ward, page="follow_notices_code"))
    followed = notice_follow_of(ward, own) if own else None
    context = {
        "form": form,
        "proven": own,
        "mine": mine,
        "is_done": request.session.pop(_DONE, None) == ward.code,
        "ending": end_notices_token(followed) if followed else "",
    }
    return render(request, "engagement/notices/follow.html", context | _frame(ward))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_code(request: HttpRequest, code: str) -> HttpResponse:
    """Take the code."""
    ward = _ward_or_404(request, code, timezone.now())
    check = check_of(request, purpose=WAY.purpose, ward=ward)
    if check is None:
        return redirect(_address(ward))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and use_code(request, check, form, follow_notices_with_code):
        return _done(request, ward)
    return render(request, "engagement/notices/code.html", {"form": form, "again": _address(ward)} | _frame(ward))


@never_cache
@csrf_exempt  # mail programs end it with one click (RFC 8058); the link alone may do it
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """The link in every notice that is sent. Looking changes nothing; a button ends it.

    Mail programs press for the reader, who wants no more of these messages: for them it ends in every ward, since what
    concerns the whole municipality would come again for the next one.
    """
    try:
        followed = notice_follow_of_token(token)
    except BadSignature:
        raise Http404(_("This link is not complete. Copy it whole out of our message.")) from None
    is_here = request.method == "POST" and request.POST.get("only") != "ward"
    if request.method == "POST" and followed:
        finish = end_notice_follows_here if is_here else end_notice_follow
        finish(follow=followed)
        followed = None
    title, has_others = "", False
    if followed:
        has_others = follows_beside(followed).exclude(pk=followed.pk).exists()
        titles = ward_titles(followed.municipality, at=timezone.now())
        title = titles.get(followed.ward_code, followed.ward_code)
    context = {"follow": followed, "ward_title": title, "has_others": has_others, "is_here": is_here}
    return render(request, "engagement/notices/end.html", context | {"crumbs": crumbs()})


def _done(request: HttpRequest, ward: Ward) -> HttpResponse:
    """Back to the page, which says once that it is done."""
    request.session[_DONE] = ward.code
    return redirect(_address(ward))


def _own(request: HttpRequest) -> Contact | None:
    """The mailbox that an account has proved; notices go by e-mail alone."""
    own = proven_contact(request.user)
    return None if own and own.is_phone else own


def _ward_or_404(request: HttpRequest, code: str, at: datetime) -> Ward:
    """The ward in force, of a municipality that has a site: nobody else writes notices here.

    Of several that share the code it is the one that the address names, else that of the site that was asked.
    """
    wards = [ward for ward in wards_meant(request, wards_of_code(code, at)) if ward.municipality.site_id]
    if len(wards) > 1:
        here = municipality_of(request)
        wards = [ward for ward in wards if ward.municipality == here]
    if len(wards) != 1:
        raise Http404(_("There are no notices of this ward here."))
    return wards[0]


def _address(ward: Ward, *, page: str = "follow_notices") -> str:
    """A page of these; it names the municipality, since two countries may write the same code."""
    return f"{reverse(f'engagement:{page}', args=[ward.code])}?{urlencode({'in': ward.municipality.key})}"


def _frame(ward: Ward) -> dict[str, object]:
    above = (*crumbs(ward.municipality).above, Link(ward.title, ward.get_absolute_url()))
    return {"way": WAY, "ward": ward, "municipality": ward.municipality, "crumbs": Crumbs(above)}
