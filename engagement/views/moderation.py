"""The moderator's lists in the workspace: what waits before everyone can read it, and what everyone can read."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from engagement.enums import Publication, PublicationRefusal, Role
from engagement.errors import NotPossibleError
from engagement.forms.moderation import DecisionForm, ShowAfterAllForm, WithdrawalForm
from engagement.models import Case
from engagement.queries.concerns import decision_on, held_for, moderated_for, not_shown_for, published_for
from engagement.rules.visibility import Viewer
from engagement.services.moderation import publish_concern, refuse_publication, withdraw_publication
from engagement.views.looking import viewer_for
from engagement.wording import decision_line

SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits in the municipalities where this person is a moderator, oldest first."""
    viewer = _moderator(request, at=timezone.now())
    return render(request, "engagement/moderation/index.html", {**_frame(), "cases": held_for(viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Read one concern, and decide whether everyone may."""
    at = timezone.now()
    case = moderated_for(_moderator(request, at=at)).filter(reference=reference).first()
    if case is None:
        raise Http404(_("There is nothing here to decide: it belongs to another municipality, or is for nobody else."))
    if case.publication != Publication.HELD:
        return _decided(request, case, at=at)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _decide(request, case, form, at=at)
        return redirect("engagement_moderation:index")
    return render(request, "engagement/moderation/decide.html", {**_frame(case), "case": case, "form": form})


def _decided(request: HttpRequest, case: Case, *, at: datetime) -> HttpResponse:
    """What was decided, by whom and why, and the way to decide otherwise."""
    can_show = case.publication == Publication.REFUSED
    is_asked = request.method == "POST" and can_show and "after_all" in request.POST
    form = ShowAfterAllForm(request.POST if is_asked else None) if can_show else None
    if is_asked and form.is_valid():
        _settle(request, lambda: publish_concern(case=case, by=request.user, at=at, after_all=True))
        return redirect("engagement_moderation:decide", reference=case.reference)
    if request.method == "POST" and not is_asked:
        messages.error(request, _("Somebody has decided this already. Nothing was changed."))
    with timezone.override(case.municipality.zone):
        decision = decision_on(case)
        line = decision_line(decision) if decision else case.get_publication_display()
    context = {**_frame(case), "case": case, "form": form, "line": line}
    return render(request, "engagement/moderation/decided.html", context)


@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """What was refused or taken down in the municipalities where this person is a moderator, newest first."""
    viewer = _moderator(request, at=timezone.now())
    page = Paginator(not_shown_for(viewer), SHOWN).get_page(request.GET.get("p"))
    return render(request, "engagement/moderation/refused.html", {**_frame(), "page": page})


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """What everyone can read in the municipalities where this person is a moderator, newest first."""
    viewer = _moderator(request, at=timezone.now())
    page = Paginator(published_for(viewer), SHOWN).get_page(request.GET.get("p"))
    return render(request, "engagement/moderation/published.html", {**_frame(), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take down what everyone can read, with a reason."""
    at = timezone.now()
    case = moderated_for(_moderator(request, at=at)).filter(reference=reference).first()
    if case is None:
        raise Http404(_("There is nothing here to take down: it belongs to another municipality, or was never shown."))
    if case.publication != Publication.PUBLISHED:
        return redirect("engagement_moderation:decide", reference=reference)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _withdraw(request, case, form, at=at)
        return redirect("engagement_moderation:published")
    return render(request, "engagement/moderation/withdraw.html", {**_frame(case), "case": case, "form": form})


def _withdraw(request: HttpRequest, case: Case, form: WithdrawalForm, *, at: datetime) -> None:
    answers = form.cleaned_data
    reason = PublicationRefusal(answers["reason"])
    how = {"reason": reason, "erase_words": answers["erase_words"], "by": request.user, "at": at}
    _settle(request, lambda: withdraw_publication(case=case, **how), done=_("Taken down. The resident is told."))


def _decide(request: HttpRequest, case: Case, form: DecisionForm, *, at: datetime) -> None:
    refusal = form.refusal()
    if refusal is None:
        _settle(request, lambda: publish_concern(case=case, by=request.user, at=at))
    else:
        _settle(request, lambda: refuse_publication(case=case, reason=refusal, by=request.user, at=at))


def _settle(request: HttpRequest, decide_it: Callable[[], Case], *, done: str = "") -> None:
    """Carry a decision out, and say how it went."""
    try:
        decide_it()
    except NotPossibleError as error:
        messages.error(request, error.reason.label)
    else:
        messages.success(request, done or _("Decided. The resident is told."))


def _moderator(request: HttpRequest, *, at: datetime) -> Viewer:
    viewer = viewer_for(request, at=at)
    if not viewer.municipalities(Role.MODERATOR):
        raise PermissionDenied
    return viewer


def _frame(case: Case | None = None) -> dict:
    """Title and breadcrumbs, as Wagtail's own pages have them."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("engagement_moderation:index"), "label": _("Moderation")},
    ]
    if case:
        crumbs.append({"url": "", "label": case.reference})
    title = case.reference if case else _("Moderation")
    return {"breadcrumbs_items": crumbs, "header_title": title, "page_title": title, "header_icon": "check"}
