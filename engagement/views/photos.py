"""Photos of residents: a view asks who may see one, and the web server sends the file."""

from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_sendfile import sendfile

from engagement.components import PhotoStrip, ShownPhoto
from engagement.enums import MEANT_FOR_ALL
from engagement.models import Case, Photo
from engagement.queries.photos import photo_for, visible_photos
from engagement.rules.photos import preview_size
from engagement.rules.visibility import Viewer
from engagement.views.looking import viewer_for

_POLICY = "default-src 'none'; img-src 'self'; sandbox"


@require_safe
def photo(request: HttpRequest, reference: str, token: str, size: str) -> HttpResponse:
    """A photo of a case, whole or as a preview. To whom it is not shown, it does not exist.

    Raises:
        Http404: there is none, or none that this viewer may see.
    """
    found = photo_for(viewer_for(request, at=timezone.now()), token)
    if found is None:
        raise Http404(_("There is no photo here that you may see."))
    return send_photo(request, found, size)


def send_photo(request: HttpRequest, shown: Photo, size: str) -> HttpResponse:
    """The file of a photo that this viewer may see. A browser that keeps it asks each time whether it still may.

    Raises:
        Http404: there is no such size.
    """
    if size not in ("whole", "preview"):
        raise Http404(_("There is no photo here that you may see."))
    file = shown.file if size == "whole" else shown.preview
    answer = sendfile(request, file.path, mimetype=shown.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _POLICY

    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def photo_strip(case: Case, viewer: Viewer) -> PhotoStrip:
    """The photos of a case that a viewer may see; a note where not everybody who reads the case sees them."""
    photos = list(visible_photos(case, viewer))
    is_partly_hidden = case.publication in MEANT_FOR_ALL and any(photo.shown_at is None for photo in photos)
    note = _("Everyone sees a photo only once a moderator has shown it.") if is_partly_hidden else ""
    return PhotoStrip(shown_photos(photos, lambda photo, size: case_photo(case, photo, size)), note)


def shown_photos(photos: Iterable[Photo], address: Callable[[Photo, str], str]) -> list[ShownPhoto]:
    """Photos as a page draws them.

    Args:
        address: where a photo is in one of its sizes, `whole` or `preview`.
    """
    shown = []
    for number, photo in enumerate(photos, start=1):
        width, height = preview_size(photo.width, photo.height)
        words = _("Photo %(number)d") % {"number": number}
        shown.append(ShownPhoto(address(photo, "whole"), address(photo, "preview"), width, height, words))
    return shown


def case_photo(case: Case, photo: Photo, size: str) -> str:
    """The address of a photo of a case."""
    return reverse("engagement:photo", args=[case.reference, photo.token, size])
