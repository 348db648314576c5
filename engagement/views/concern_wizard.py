"""Raising a concern, one question a page. What is answered is kept as a draft, also while the browser is closed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.components import CaseList
from engagement.enums import Actor, ConcernStep, Impossible, Nature, Readers
from engagement.errors import NotPossibleError
from engagement.form_notices import RAISE
from engagement.forms.contact import ContactField
from engagement.forms.raise_concern import (
    NATURES,
    READERS,
    CheckForm,
    KeyForm,
    PhotosForm,
    ReachForm,
    ReadersForm,
    WhatForm,
    WhereForm,
)
from engagement.models import Case, ConcernDraft, Photo, Resident
from engagement.queries.answering import answers_for
from engagement.queries.concern_drafts import case_sent_as
from engagement.queries.languages import language_in_use
from engagement.queries.notices import notice_of
from engagement.queries.people import proven_contact, term_of_ward
from engagement.queries.policies import policy_of
from engagement.queries.public_words import public_words
from engagement.queries.similar import similar_to
from engagement.rules.concern_steps import Walk, walk_of
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.rules.personal_data import street_addresses
from engagement.rules.photos import MOST_PHOTOS
from engagement.rules.proof_of_work import BITS, is_proof, make_challenge
from engagement.rules.references import make_reference, reference_prefix
from engagement.services.concern_drafts import begin_draft, forget_draft, keep_answers, point_of, send_draft
from engagement.services.photos import forget_photos, take_photo
from engagement.views.draft_cookie import COOKIE, draft_here, drop_token, keep_token
from engagement.views.going_back import kept_for_back
from engagement.views.limits import is_too_often, is_turned_away
from engagement.views.looking import GRANT_LASTS, account_of, known_here, remember_sent, sent_here
from engagement.views.photos import send_photo, shown_photos
from engagement.views.place_map import map_press, place_map
from engagement.views.raise_concern import ward_crumbs, wards_or_404
from engagement.ward_extension import concern_rows
from engagement.wording import FOUND_WORDS, notice_box
from wards.components import Facts
from wards.models import Ward
from wards.queries.wards import Found, find_ward
from wards.views.own_sites import on_own_site
from wards.wording import office_facts


@dataclass
class Visit:
    """One look at a question: who looks, at which step of what, and what was answered so far."""

    request: HttpRequest
    ward: Ward
    draft: ConcernDraft | None
    step: ConcernStep
    at: datetime

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What was answered, by step."""
        return self.draft.answers if self.draft else {}

    @cached_property
    def proven(self) -> Contact | None:
        """The contact that the account has proved; None where it must be asked for."""
        return proven_contact(self.request.user)

    @cached_property
    def walk(self) -> Walk:
        """The questions, and which are answered."""
        answered = [step for step, said in self.answers.items() if not said.get("unfinished")]
        return walk_of(answered, knows_contact=self.proven is not None)

    @property
    def said(self) -> dict[str, Any]:
        """What was answered on this page before."""
        return self.answers.get(self.step, {})

    @property
    def posted(self) -> Any:
        """What is sent with this request; None for a look."""
        return self.request.POST if self.request.method == "POST" else None

    @property
    def is_change(self) -> bool:
        """Whether somebody came from the last page to change one answer, and wants to go back there."""
        return "change" in self.request.GET

    def address(self, step: ConcernStep, ward: Ward | None = None, **query: str) -> str:
        """Where a step is. Where two wards share a code it goes on naming the municipality that was chosen."""
        ward = ward or self.ward
        asked = ({"in": ward.municipality.key} if "in" in self.request.GET else {}) | query
        path = reverse("engagement:raise_step", args=[ward.code, step])
        return f"{path}?{urlencode(asked)}" if asked else path

    def keep(
        self,
        said: Mapping[str, Any],
        *,
        ward: Ward | None = None,
        notice: ShownNotice | None = None,
        then: str = "",
    ) -> HttpResponse:
        """Keep what was answered here, and go on: to the next question, or to where `then` says."""
        told = {"language": language_in_use(), "at": self.at, "notice": notice}
        draft = keep_answers(draft=self.draft, step=self.step, answers=said, ward=ward, **told)
        return keep_token(redirect(then or self.onward(ward or draft.ward)), self.request.COOKIES[COOKIE])

    def onward(self, ward: Ward) -> str:
        """Where this question leads once it is answered."""
        return self.address(ConcernStep.CHECK if self.is_change else self.walk.after(self.step), ward)


@never_cache
@require_safe
def start(request: HttpRequest, code: str) -> HttpResponse:
    """The first question; or the way back to what was begun. Where nobody can answer, nothing is taken in."""
    at = timezone.now()
    wards = wards_or_404(request, code)
    if len(wards) > 1:
        return redirect("wards:ward", code=code)
    ward, draft = wards[0], _open_draft(request, at=at)
    answering = answers_for(ward, at)
    if answering is None:
        return _closed(request, ward, at=at)
    visit = Visit(request, ward, draft, ConcernStep.WHAT, at)
    if draft is not None and draft.ward_id == ward.pk:
        context = {"ward": ward, "crumbs": ward_crumbs(ward), "subject": visit.said.get("subject", "")}
        context |= {"language": draft.language, "then": visit.address(visit.walk.first_unanswered)}
        return render(request, "engagement/raise/begun.html", context)
    return _first_page(visit, _what_form(visit))


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One question. Whoever comes too early is led to the first one that waits.

    Raises:
        Http404: there is no such question, or no such ward.
    """
    if step not in ConcernStep.values:
        raise Http404(_("There is no such question."))
    at = timezone.now()
    draft = draft_here(request, at=at)
    wards = wards_or_404(request, code)
    ward = next((ward for ward in wards if draft and ward.pk == draft.ward_id), wards[0])
    if len(wards) > 1 and draft is None:
        return redirect("wards:ward", code=code)
    visit = Visit(request, ward, draft if draft and draft.ward_id == ward.pk else None, ConcernStep(step), at)
    if step == ConcernStep.CHECK and request.method == "POST" and (then := _sent_before(visit, draft)):
        return then
    if visit.draft is not None and visit.draft.case_id is not None:
        visit.draft = None
    if visit.draft is None and step == ConcernStep.CHECK and (case := _just_sent(visit)):
        return _to_reference(ward, case.reference, is_again=True)
    if not visit.walk.may_open(visit.step) or (visit.draft is None and step != ConcernStep.WHAT):
        first = visit.walk.first_unanswered
        return redirect(visit.address(first) if visit.draft else _start_of(visit))
    return _PAGES[visit.step](visit)


@never_cache
@require_POST
def forget(request: HttpRequest, code: str) -> HttpResponse:
    """Delete what was typed in this browser, for phones that several people use."""
    draft = _open_draft(request, at=timezone.now())
    if draft is not None:
        forget_draft(draft=draft)
    answer = drop_token(redirect(f"{reverse('engagement:raise', args=[code])}?deleted"))
    answer["Clear-Site-Data"] = '"cache"'  # what Back would show to the next on this phone
    return answer


@require_safe
def draft_photo(request: HttpRequest, code: str, token: str, size: str) -> HttpResponse:
    """A photo of the draft that this browser holds.

    Raises:
        Http404: there is none, or it is another's.
    """
    draft = _open_draft(request, at=timezone.now())
    photo = Photo.objects.filter(draft=draft, token=token).first() if draft else None
    if photo is None:
        raise Http404(_("There is no photo here that you may see."))
    return send_photo(request, photo, size)


def _closed(request: HttpRequest, ward: Ward, *, at: datetime) -> HttpResponse:
    term = term_of_ward(ward, at)
    facts = office_facts(term.councillor) if term else ()
    reach = Facts(facts, is_stacked=True) if facts else None
    context = {"ward": ward, "term": term, "crumbs": ward_crumbs(ward), "reach": reach}
    return render(request, "engagement/raise_closed.html", context)


def _open_draft(request: HttpRequest, *, at: datetime) -> ConcernDraft | None:
    """What this browser began and has not sent."""
    draft = draft_here(request, at=at)
    return draft if draft is not None and draft.case_id is None else None


def _start_of(visit: Visit) -> str:
    query = f"?{urlencode({'in': visit.ward.municipality.key})}" if "in" in visit.request.GET else ""
    return reverse("engagement:raise", args=[visit.ward.code]) + query


def _page(visit: Visit, form: forms.Form, **context: Any) -> HttpResponse:
    """A question as it is shown, with the way back and how far it is."""
    before = ConcernStep.CHECK if visit.is_change else visit.walk.before(visit.step)
    frame = {
        "ward": visit.ward,
        "crumbs": ward_crumbs(visit.ward),
        "form": form,
        "heading": visit.step.label,
        "number": visit.walk.number(visit.step),
        "total": len(visit.walk.steps),
        "back": visit.address(before) if before else visit.ward.get_absolute_url(),
        "is_kept": visit.draft is not None,
        "notice_box": notice_box(notice_of(RAISE, visit.ward.municipality, at=visit.at)),
    }
    return render(visit.request, f"engagement/raise/{visit.step}.html", frame | context)


def _first_page(visit: Visit, form: WhatForm) -> HttpResponse:
    """The first question, with who reads it and what happens then."""
    answering, term = answers_for(visit.ward, visit.at), term_of_ward(visit.ward, visit.at)
    other = None if visit.draft is None or visit.draft.ward_id == visit.ward.pk else visit.draft
    return _page(
        visit,
        form,
        action=visit.address(ConcernStep.WHAT, **({"change": "1"} if visit.is_change else {})),
        term=term,
        has_office=answering is not None and answering.actor == Actor.STAFF,
        has_administrator=answering is not None and answering.is_administration,
        days=policy_of(visit.ward.municipality).answer_working_days,
        is_deleted="deleted" in visit.request.GET,
        begun_elsewhere=other.ward if other else None,
        is_kept=visit.draft is not None and other is None,
        **on_own_site(visit.request, visit.ward.municipality),
    )


def _what_form(visit: Visit) -> WhatForm:
    return WhatForm(visit.posted, initial=visit.said, municipality=visit.ward.municipality, at=visit.at)


def _what(visit: Visit) -> HttpResponse:
    form = _what_form(visit)
    if form.is_bound and form.is_trapped():
        # A program that filled in the hidden field learns nothing from the answer.
        return _to_invented(visit.ward)
    if not form.is_bound or not form.is_valid():
        return _first_page(visit, form)
    notice, said = form.notice_taken(), {name: form.cleaned_data[name] for name in ("nature", "subject", "text")}
    if visit.draft is not None:
        return visit.keep(said, notice=notice)
    if is_turned_away(visit.request, form, "draft"):
        return _first_page(visit, form)
    if left := _open_draft(visit.request, at=visit.at):
        forget_draft(draft=left)
    facts = {"language": language_in_use(), "notice": notice, "at": visit.at}
    visit.draft, token = begin_draft(ward=visit.ward, answers=said, **facts)
    return keep_token(redirect(visit.address(ConcernStep.WHERE)), token)


def _where(visit: Visit) -> HttpResponse:
    said = visit.said
    initial = {"words": said.get("words", ""), "lat": said.get("latitude"), "lon": said.get("longitude")}
    form = WhereForm(visit.posted, initial=initial)
    if form.is_bound and form.is_valid() and (then := _place(visit, form)):
        return then
    point = form.point() if form.is_bound and form.is_valid() else _kept_point(said)
    found = find_ward(longitude=point[0], latitude=point[1], on=visit.at) if point else None
    elsewhere = found.ward if found and found.ward.pk != visit.ward.pk and not said.get("stays") else None
    can_send = elsewhere is not None and answers_for(elsewhere, visit.at) is not None
    context = {"point": point, "elsewhere": elsewhere, "can_send_there": can_send}
    return _page(visit, form, **context, **place_map(visit.request, visit.ward, point, at=visit.at))


def _place(visit: Visit, form: WhereForm) -> HttpResponse | None:
    """Keep a place, ask about it, or go on; None with the reason on the form."""
    posted, here = visit.request.POST, visit.address(ConcernStep.WHERE, **_change(visit))
    words = form.cleaned_data["words"]
    if press := map_press(posted):
        spot = press.position or form.point()
        said = _place_said(words, spot) | {"unfinished": True}
        join = "&" if "?" in here else "?"
        return visit.keep(said, then=f"{here}{join}{press.query}#map")
    if "clear" in posted:
        return visit.keep(_place_said(words, None) | {"unfinished": True}, then=here)
    point = form.point()
    if point is None:
        return visit.keep(_place_said(words, None))
    found = find_ward(longitude=point[0], latitude=point[1], on=visit.at)
    if found is None:
        form.add_error(None, _("This place lies outside every ward that is known here. Tap another, or take it away."))
        return None
    if found.ward.pk == visit.ward.pk or posted.get("send_to") == "here":
        return visit.keep(_place_said(words, point) | {"stays": found.ward.pk != visit.ward.pk})
    if posted.get("send_to") == "there":
        return _send_elsewhere(visit, form, found, point)
    if _kept_point(visit.said) == point and visit.said.get("stays"):
        return visit.keep(visit.said | {"words": words})
    return visit.keep(_place_said(words, point) | {"unfinished": True}, then=f"{here}#elsewhere")


def _send_elsewhere(visit: Visit, form: WhereForm, found: Found, point: tuple[float, float]) -> HttpResponse | None:
    if answers_for(found.ward, visit.at) is None:
        form.add_error(None, Impossible.NOBODY_ANSWERS.label)
        return None
    return visit.keep(_place_said(form.cleaned_data["words"], point), ward=found.ward)


def _place_said(words: str, point: tuple[float, float] | None) -> dict[str, Any]:
    longitude, latitude = point or (None, None)
    return {"words": words, "longitude": longitude, "latitude": latitude}


def _kept_point(said: Mapping[str, Any]) -> tuple[float, float] | None:
    point = point_of(said)
    return (point.x, point.y) if point else None


def _photos(visit: Visit) -> HttpResponse:
    form = PhotosForm(visit.posted, visit.request.FILES if visit.posted is not None else None)
    if form.is_bound and form.is_valid():
        here = visit.address(ConcernStep.PHOTOS, **_change(visit))
        forget_photos(photos=Photo.objects.filter(draft=visit.draft, token__in=form.cleaned_data["remove"]))
        _take_photos(visit, form)
        if not form.errors:
            stays = bool(form.cleaned_data["remove"]) or "add" in visit.request.POST
            said = visit.said or {"unfinished": True} if stays else {"seen": True}
            return visit.keep(said, then=here if stays else "")
    return _page(visit, form, photos=_draft_photos(visit), most_photos=MOST_PHOTOS)


def _take_photos(visit: Visit, form: PhotosForm) -> None:
    """Keep what was sent; what cannot be kept is told file by file, and the rest is kept all the same."""
    for file in form.cleaned_data["photos"]:
        if is_too_often(visit.request, "photo"):
            form.add_error("photos", Impossible.TOO_MANY_HERE.label)
            break
        try:
            take_photo(draft=visit.draft, data=file.read(), at=visit.at)
        except NotPossibleError as refusal:
            words = {"file": file.name, "reason": refusal.reason.label}
            form.add_error("photos", _("%(file)s: %(reason)s") % words)


def _draft_photos(visit: Visit) -> list[tuple[Any, Any]]:
    """Each photo of the draft, and how it is drawn."""
    photos = list(Photo.objects.filter(draft=visit.draft))

    def address(photo: Photo, size: str) -> str:
        return reverse("engagement:draft_photo", args=[visit.ward.code, photo.token, size])

    return list(zip(photos, shown_photos(photos, address), strict=True))


def _readers(visit: Visit) -> HttpResponse:
    form = ReadersForm(visit.posted, initial=visit.said)
    if form.is_bound and form.is_valid():
        return visit.keep(form.cleaned_data)
    return _page(visit, form)


def _reach(visit: Visit) -> HttpResponse:
    posted = visit.posted
    if posted is None and visit.said and not visit.proven and _contact(visit) is None:
        # It was taken when it was typed: the page says at once why it is asked for again.
        posted = visit.said
    form = ReachForm(posted, initial=_known_name(visit) | visit.said, proven=visit.proven)
    if visit.posted is not None and form.is_valid():
        return visit.keep(form.cleaned_data | {"contact": form.cleaned_data["contact"].value})
    return _page(visit, form)


def _known_name(visit: Visit) -> dict[str, str]:
    """The name that an account gave in this municipality before."""
    if visit.proven is None:
        return {}
    known = Resident.objects.filter(user=visit.request.user, municipality=visit.ward.municipality).with_contact(
        visit.proven
    )
    return {"name": next((resident.name for resident in known.order_by("pk") if resident.name), "")}


def _check(visit: Visit) -> HttpResponse:
    form = CheckForm(visit.posted, municipality=visit.ward.municipality, at=visit.at)
    if form.is_bound and form.is_trapped():
        return _to_invented(visit.ward)
    if form.is_bound:
        is_valid = form.is_valid()
        if form.cleaned_data.get("key", visit.draft.key) != visit.draft.key:
            # The page of another draft, found again by Back: what would be sent is not what it showed.
            return redirect(visit.address(ConcernStep.CHECK))
        if is_valid and (then := _send(visit, form)):
            return then
    context = {"key": visit.draft.key, "days": policy_of(visit.ward.municipality).answer_working_days}
    return _page(visit, form, **context, **_summary(visit), **_proof_of(visit))


def _send(visit: Visit, form: CheckForm) -> HttpResponse | None:
    """Hand the draft to the service. Returns the next page, or None with the reason on the form."""
    is_worked_for = is_proof(
        form.cleaned_data["challenge"],
        form.cleaned_data["proof"],
        subject=str(visit.draft.key),
        at=visit.at,
        secret=settings.SECRET_KEY,
    )
    if is_turned_away(visit.request, form, "raise" if is_worked_for else "raise-unproved"):
        return None
    contact = visit.proven or _contact(visit)
    if contact is None:
        return redirect(visit.address(ConcernStep.CONTACT))
    if visit.proven is None and contact.is_phone and is_turned_away(visit.request, form, "texts"):
        return None
    known = known_here(visit.request, at=visit.at)
    try:
        case = send_draft(
            draft=visit.draft,
            contact=contact,
            notice=form.notice_taken(),
            language=language_in_use(),
            at=visit.at,
            by=account_of(visit.request),
            sent_here=known,
        )
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return None
    is_again = case.pk in known or case.opened_at < visit.at
    if case.confirmed_at and not is_again:
        answer = redirect("engagement:story", reference=case.reference)
    else:
        answer = _to_reference(visit.ward, case.reference, is_again=is_again)
    remember_sent(visit.request, answer, case)
    return drop_token(answer)


def _sent_before(visit: Visit, draft: ConcernDraft | None) -> HttpResponse | None:
    """The page of what the form that comes now has led to before, in this browser; None where it has not."""
    if draft is not None and draft.case_id is not None and visit.request.POST.get("key") == str(draft.key):
        answer = _to_reference(visit.ward, draft.case.reference, is_again=True)
        remember_sent(visit.request, answer, draft.case)
        return drop_token(answer)
    form = KeyForm(visit.request.POST)
    if draft is not None or not form.is_valid():
        return None
    case = case_sent_as(form.cleaned_data["key"], among=sent_here(visit.request))
    return _to_reference(visit.ward, case.reference, is_again=True) if case else None


def _just_sent(visit: Visit) -> Case | None:
    """What this browser sent from here a while ago, for whoever comes back to the last page by Back."""
    newest = sent_here(visit.request)[-1:]
    return Case.objects.filter(pk__in=newest, ward=visit.ward, opened_at__gt=visit.at - GRANT_LASTS).first()


def _to_invented(ward: Ward) -> HttpResponse:
    prefix = reference_prefix(ward.municipality.code, ward.municipality.country)
    return _to_reference(ward, make_reference(prefix), is_again=False)


def _to_reference(ward: Ward, reference: str, *, is_again: bool) -> HttpResponse:
    query = {"in": ward.municipality.key} | ({"again": "1"} if is_again else {})
    return redirect(f"{reverse('engagement:sent', args=[ward.code, reference])}?{urlencode(query)}")


def _contact(visit: Visit) -> Contact | None:
    """The contact that was typed; None where none was, or no text messages go there any more."""
    try:
        return ContactField().clean(visit.answers.get(ConcernStep.CONTACT, {}).get("contact", ""))
    except ValidationError:
        return None


def _summary(visit: Visit) -> dict[str, Any]:
    """What was answered, what of it everyone will read, and what others raised that is like it."""
    what, where = visit.answers[ConcernStep.WHAT], visit.answers.get(ConcernStep.WHERE, {})
    reached = visit.answers.get(ConcernStep.CONTACT, {})
    is_public = visit.answers[ConcernStep.READERS]["readers"] == Readers.EVERYONE
    photos = _draft_photos(visit)
    similar = similar_to(visit.ward, subject=what["subject"], text=what["text"], point=point_of(where), at=visit.at)
    prefetch_related_objects(similar, "clocks")
    return {
        "what": what | {"nature": dict(NATURES)[Nature(what["nature"])]},
        "where": where,
        "photos": photos,
        "readers": dict(READERS)[visit.answers[ConcernStep.READERS]["readers"]],
        "is_public": is_public,
        "reached": reached,
        "proven": visit.proven,
        "language": visit.draft.language,
        "change": {step.value: visit.address(step, change="1") for step in visit.walk.steps},
        "similar": CaseList(concern_rows(similar, at=visit.at)) if similar else None,
        **_public_version(visit, what, where, reached.get("name", "")),
    }


def _public_version(visit: Visit, what: Mapping[str, Any], where: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What everyone will read, and what was found in the words that is left out there."""
    public = public_words(
        visit.ward.municipality,
        subject=what["subject"],
        text=what["text"],
        place=where.get("words", ""),
        names=[name] if name else [],
        language=visit.draft.language,
    )
    addresses = street_addresses("\n".join([public.subject, public.text, public.place]))
    return {"public": public, "found": [FOUND_WORDS[kind] for kind in public.kinds], "addresses": addresses}


def _proof_of(visit: Visit) -> dict[str, str]:
    """The fields with the work that a phone does while the page is read."""
    challenge = make_challenge(subject=str(visit.draft.key), at=visit.at, secret=settings.SECRET_KEY)
    config = {"worker": static("engagement/proof-worker.js"), "challenge": challenge, "bits": BITS}
    return {"challenge": challenge, "proof_config": json.dumps(config)}


def _change(visit: Visit) -> dict[str, str]:
    return {"change": "1"} if visit.is_change else {}


_PAGES: dict[ConcernStep, Callable[[Visit], HttpResponse]] = {
    ConcernStep.WHAT: _what,
    ConcernStep.WHERE: _where,
    ConcernStep.PHOTOS: _photos,
    ConcernStep.READERS: _readers,
    ConcernStep.CONTACT: _reach,
    ConcernStep.CHECK: _check,
}
