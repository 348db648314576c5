"""Which photos of a concern everyone may see: the moderator's choice, photo by photo."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from engagement.enums import Role
from engagement.errors import NotPossibleError
from engagement.forms.moderated_photos import ShownPhotosForm
from engagement.queries.concerns import moderated_for
from engagement.queries.photos import visible_photos
from engagement.services.photos import show_photos
from engagement.views.looking import viewer_for
from engagement.views.photos import case_photo, shown_photos


@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest, reference: str) -> HttpResponse:
    """Look at each photo of a concern that was meant for everyone, and tick those that everyone may see.

    Raises:
        Http404: there is none in a municipality where this person is a moderator.
    """
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    if not viewer.municipalities(Role.MODERATOR):
        raise PermissionDenied
    case = moderated_for(viewer).select_related("resident").filter(reference=reference).first()
    if case is None:
        raise Http404(_("There is nothing here to decide: it belongs to another municipality, or is for nobody else."))
    kept = list(visible_photos(case, viewer))
    form = ShownPhotosForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            shown = show_photos(case=case, tokens=form.cleaned_data["shown"], by=request.user, at=at)
        except NotPossibleError as error:
            messages.error(request, error.reason.label)
        else:
            said = _("Everyone sees %(shown)d of %(all)d photos.") % {"shown": shown, "all": len(kept)}
            messages.success(request, said)
        return redirect("engagement_moderation:decide", reference=reference)
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("engagement_moderation:index"), "label": _("Moderation")},
        {"url": reverse("engagement_moderation:decide", args=[reference]), "label": reference},
        {"url": "", "label": _("Photos")},
    ]
    title = _("Photos of %(reference)s") % {"reference": reference}
    frame = {"breadcrumbs_items": crumbs, "header_title": title, "page_title": title, "header_icon": "image"}
    drawn = shown_photos(kept, lambda photo, size: case_photo(case, photo, size))
    context = {**frame, "case": case, "photos": list(zip(kept, drawn, strict=True))}
    return render(request, "engagement/moderation/photos.html", context)
