"""From the desk: those who answer cannot take anything down, but ask a moderator to look."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engagement.enums import Publication, ReportReason
from engagement.errors import NotPossibleError
from engagement.forms.standing import AskModeratorForm
from engagement.queries.cases import visible_to
from engagement.services.reports import ask_moderator
from engagement.views.councillor import say_once
from engagement.views.crumbs import desk_crumbs
from engagement.views.looking import viewer_for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask a moderator to look at a concern that everyone can read."""
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    # Whoever answers asks; an assistant does not.
    own = viewer.wards | viewer.office_wards
    public = visible_to(viewer).filter(ward_id__in=own, publication=Publication.PUBLISHED, reference=reference)
    case = public.with_ward().select_related("concern").first()
    if case is None:
        raise Http404(_("Nothing on your desk that everyone can read has this reference."))
    form = AskModeratorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason, words = ReportReason(form.cleaned_data["reason"]), form.cleaned_data["words"]
        try:
            ask_moderator(case=case, reason=reason, words=words, by=request.user, at=at)
        except NotPossibleError as refusal:
            form.add_error(None, refusal.reason.label)
        else:
            say_once(request, case, "moderator")
            return redirect("engagement:councillor_case", reference=reference)
    context = {"case": case, "concern": case.concern, "form": form, "crumbs": desk_crumbs(case)}
    return render(request, "engagement/ask_moderator.html", context)
