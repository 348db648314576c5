"""What belongs to a resident, with an account or without one: cases, messages, contact, everything held, deletion.

Without an account a browser acts for the person whose case was opened to it by a code or a link.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.channels.email import subject_of
from engagement.components import CaseList, CaseRow
from engagement.concern_kind import CONCERN
from engagement.enums import NotificationState, Publication
from engagement.errors import NotPossibleError
from engagement.forms.my import DeleteForm, DetailsForm, NewContactForm
from engagement.forms.track import CodeForm
from engagement.models import Case, ContactChange, Notification, Resident, User
from engagement.models.case import CaseQuerySet
from engagement.queries.cases import visible_to
from engagement.queries.clocks import answer_promise
from engagement.queries.days_off import days_off_read_once
from engagement.queries.notice_follows import ward_titles
from engagement.queries.own_data import cases_of, followed_here, messages_to, notices_followed_here, residents_of
from engagement.queries.people import has_proven, works_somewhere
from engagement.queries.periods import retention_of
from engagement.services.contact_changes import correct_details, request_contact_change, use_change_code
from engagement.services.forgetting import close_account, forget_person
from engagement.services.links import end_notices_token, unfollow_token
from engagement.services.own_data import download_of, download_of_account
from engagement.services.residents import keep_in_account
from engagement.views.crumbs import my_crumbs
from engagement.views.limits import is_too_often, is_turned_away
from engagement.views.looking import account_of, close_cases, viewer_for
from engagement.wording import status_tag
from wards.components import Column, DataTable, Tag

A_PAGE = 20
_CHANGE = "contact_change"
View = Callable[..., HttpResponse]


def _people(request: HttpRequest, at: datetime) -> list[Resident]:
    return list(residents_of(account_of(request), viewer_for(request, at=at).granted))


def of_one_person(view: View) -> View:
    """A page on one person, for the browser that may act for them; nobody else learns whether there is such a one."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, person: int) -> HttpResponse:
        at = timezone.now()
        resident = next((resident for resident in _people(request, at) if resident.pk == person), None)
        if resident is not None:
            with timezone.override(resident.municipality.zone):
                return view(request, resident, at)
        if account_of(request) is None:
            return redirect_to_login(request.get_full_path())
        raise Http404

    return shown


@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """My cases, newest first, and what I can do with what is held about me."""
    at = timezone.now()
    people = _people(request, at)
    if account_of(request) is None and not people:
        return redirect_to_login(request.get_full_path())
    theirs = cases_of(people).filter(pk__in=visible_to(viewer_for(request, at=at)).values("pk"))
    pages = Paginator(theirs, A_PAGE).get_page(request.GET.get("page"))
    days_off = days_off_read_once()
    rows = [
        CaseRow(
            title=case.concern.title,
            url=reverse("engagement:story", args=[case.reference]),
            tag=status_tag(case, answer_promise(case, at=at, days_off=days_off), is_own=True),
            language=case.language if case.concern.kept_subject else "",
            meta=(case.ward.title, case.reference),
        )
        for case in pages
    ]
    context = {"cases": CaseList(rows), "pages": pages, "people": [_links(request, one) for one in people]}
    context |= {
        "follows": _follows(account_of(request), people),
        "notices": _notices(account_of(request), people, at=at),
    }
    return _page(request, "engagement/my.html", **context)


def _follows(account: User | None, people: list[Resident]) -> list[dict[str, Any]]:
    """What somebody follows, each with the way to end that; what is not public any more by its reference alone."""
    return [
        {
            "case": follow.case,
            "title": follow.case.concern.public_title if follow.case.publication == Publication.PUBLISHED else "",
            "token": unfollow_token(follow),
        }
        for follow in followed_here(account, people)
    ]


def _notices(account: User | None, people: list[Resident], *, at: datetime) -> list[dict[str, Any]]:
    """The wards whose notices somebody follows, each with the way to end that; one that is gone by its code."""
    follows = list(notices_followed_here(account, people))
    titles = {one: ward_titles(one, at=at) for one in {follow.municipality for follow in follows}}
    return [
        {
            "title": titles[follow.municipality].get(follow.ward_code, follow.ward_code),
            "municipality": follow.municipality,
            "since": follow.since,
            "token": end_notices_token(follow),
        }
        for follow in follows
    ]


def _links(request: HttpRequest, resident: Resident) -> dict[str, Any]:
    """What a person can do, and whether the account could have them."""
    account = account_of(request)
    may_keep = (
        account is not None
        and resident.user_id is None
        and resident.contact is not None
        and has_proven(account, resident.contact)
    )
    return {"resident": resident, "contact": resident.contact, "may_keep": may_keep}


@require_safe
@of_one_person
def written(request: HttpRequest, resident: Resident, at: datetime) -> HttpResponse:
    """What was written to me."""
    columns = [Column(_("Message"), is_heading=True), Column(_("Written")), Column(_("By")), Column(_("State"))]
    rows = [
        (
            subject_of(message),
            formats.date_format(timezone.localtime(message.created_at), "SHORT_DATETIME_FORMAT"),
            message.get_channel_display(),
            _state(message),
        )
        for message in messages_to(resident)
    ]
    table = DataTable(_("Messages of the last 90 days"), columns, rows, _("Nothing was written to you in that time."))
    return _page(request, "engagement/my/messages.html", resident, table=table)


def _state(message: Notification) -> Tag:
    if message.state == NotificationState.SENT:
        return Tag(_("Sent"), "ok")
    if message.state == NotificationState.SET_ASIDE:
        return Tag(_("Could not be delivered"), "late")
    return Tag(_("On its way"), "wait")


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_person
def details(request: HttpRequest, resident: Resident, at: datetime) -> HttpResponse:
    """My name, and the language in which I am written to."""
    form = DetailsForm(request.POST if request.method == "POST" else None, resident=resident, at=at)
    if form.is_bound and form.is_valid():
        correct_details(
            resident=resident,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            notice=form.notice_taken(),
            by=account_of(request),
            at=at,
        )
        messages.success(request, _("Your details are changed."))
        return redirect("engagement:my")
    return _page(request, "engagement/my/details.html", resident, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_person
def contact(request: HttpRequest, resident: Resident, at: datetime) -> HttpResponse:
    """Give a new contact; a code goes there."""
    form = NewContactForm(request.POST if request.method == "POST" else None, resident=resident, at=at)
    if form.is_bound and form.is_valid() and _ask(request, resident, form, at=at):
        return redirect("engagement:my_contact_code", resident.pk)
    return _page(request, "engagement/my/contact.html", resident, form=form)


def _ask(request: HttpRequest, resident: Resident, form: NewContactForm, *, at: datetime) -> bool:
    is_by_text = form.cleaned_data["contact"].is_phone
    if is_too_often(request, "access") or (is_by_text and is_too_often(request, "texts")):
        form.add_error(None, _("Too many came from your network just now. Please try again in ten minutes."))
        return False
    try:
        change = request_contact_change(
            resident=resident,
            contact=form.cleaned_data["contact"],
            notice=form.notice_taken(),
            language=resident.language,
            at=at,
        )
    except NotPossibleError as refusal:
        form.add_error("contact", refusal.reason.label)
        return False
    request.session[_CHANGE] = str(change.token)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_person
def contact_code(request: HttpRequest, resident: Resident, at: datetime) -> HttpResponse:
    """Type the code that went to the new contact."""
    change = ContactChange.objects.filter(token=request.session.get(_CHANGE), resident=resident).first()
    if change is None:
        return redirect("engagement:my_contact", resident.pk)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _use(request, change, form, at=at):
        return redirect("engagement:my")
    return _page(request, "engagement/my/contact_code.html", resident, form=form, change=change)


def _use(request: HttpRequest, change: ContactChange, form: CodeForm, *, at: datetime) -> bool:
    if is_turned_away(request, form, "code"):
        return False
    if not use_change_code(change=change, code=form.cleaned_data["code"], by=account_of(request), at=at):
        form.say_wrong()
        return False
    del request.session[_CHANGE]
    messages.success(request, _("We write to you there from now on."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_person
def held(request: HttpRequest, resident: Resident, at: datetime) -> HttpResponse:
    """Everything that is held about me, to take along."""
    if request.method == "POST":
        return _packed("my-data", download_of(resident=resident, by=account_of(request), at=at), at=at)
    return _page(request, "engagement/my/held.html", resident)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_held(request: HttpRequest) -> HttpResponse:
    """Everything that is held of my account, to take along, also where nothing was raised with it."""
    account, at = account_of(request), timezone.now()
    if account is None:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        return _packed("my-account", download_of_account(user=account, at=at), at=at)
    return _page(request, "engagement/my/account_held.html", crumbs=my_crumbs())


def _packed(stem: str, content: bytes, *, at: datetime) -> HttpResponse:
    disposition = f'attachment; filename="{stem}-{timezone.localdate(at).isoformat()}.zip"'
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_person
def delete(request: HttpRequest, resident: Resident, at: datetime) -> HttpResponse:
    """Have everything deleted: what goes, what stays and why, and whether it is meant."""
    account = account_of(request)
    has_account = account is not None and resident.user_id == account.pk and not works_somewhere(account)
    is_open = Q(closed_at=None)
    public = resident.cases.filter(publication=Publication.PUBLISHED)
    has_public = public.exists() or (has_account and _public_of(account).exists())
    posted = request.POST if request.method == "POST" else None
    form = DeleteForm(posted, has_account=has_account, has_public=has_public)
    if form.is_bound and form.is_valid() and _forget(request, resident, form, at=at):
        return _gone(request)
    context = {
        "form": form,
        "open_public": public.filter(is_open).count(),
        "open_private": resident.cases.filter(is_open).exclude(publication=Publication.PUBLISHED).count(),
        "months": retention_of(CONCERN.key, resident.municipality).words,
    }
    return _page(request, "engagement/my/delete.html", resident, **context)


def _public_of(account: User) -> CaseQuerySet:
    """What everyone can read of all that an account raised, in every municipality."""
    return Case.objects.filter(resident__user=account, publication=Publication.PUBLISHED)


def _forget(request: HttpRequest, resident: Resident, form: DeleteForm, *, at: datetime) -> bool:
    if form.cleaned_data.get("with_account"):
        return _close(request, form, at=at)
    with_public = form.cleaned_data.get("with_public", False)
    forget_person(resident=resident, with_public=with_public, by=account_of(request), at=at)
    return True


def _close(request: HttpRequest, form: DeleteForm, *, at: datetime) -> bool:
    try:
        close_account(user=request.user, with_public=form.cleaned_data.get("with_public", False), at=at)
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return False
    logout(request)
    return True


def _gone(request: HttpRequest) -> HttpResponse:
    answer = redirect("engagement:my_deleted")
    close_cases(request, answer)
    answer["Clear-Site-Data"] = '"cache"'  # what Back would show to the next on this phone
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    """Close my account, also where nothing was raised with it."""
    account = account_of(request)
    if account is None:
        return redirect_to_login(request.get_full_path())
    posted = request.POST if request.method == "POST" else None
    form = DeleteForm(posted, has_account=False, has_public=_public_of(account).exists())
    if form.is_bound and form.is_valid() and _close(request, form, at=timezone.now()):
        return _gone(request)
    return _page(request, "engagement/my/delete_account.html", form=form, crumbs=my_crumbs())


@never_cache
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """It is done; the page says the same to everybody."""
    return _page(request, "engagement/my/deleted.html")


@require_POST
@of_one_person
def keep(request: HttpRequest, resident: Resident, at: datetime) -> HttpResponse:
    """Keep in my account what was opened by a code."""
    if account_of(request) is None:
        return redirect_to_login(reverse("engagement:my"))
    try:
        keep_in_account(resident=resident, by=request.user, at=at)
    except NotPossibleError as refusal:
        messages.error(request, refusal.reason.label)
    else:
        messages.success(request, _("It is in your account now."))
    return redirect("engagement:my")


def _page(request: HttpRequest, template: str, resident: Resident | None = None, **context: Any) -> HttpResponse:
    """A page of somebody's own; who is not signed in sees no name of an account."""
    frame = "signed_in.html" if request.user.is_authenticated else "base.html"
    crumbs = my_crumbs() if resident else None
    return render(request, template, {"frame": frame, "resident": resident, "crumbs": crumbs} | context)
