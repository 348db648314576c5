"""Which photos somebody may see."""

from uuid import UUID

from django.db.models import QuerySet

from engagement.models import Case, Photo
from engagement.queries.cases import facts_of, visible_to
from engagement.queries.referrals import open_referrals
from engagement.rules.visibility import Viewer, sees_every_photo


def visible_photos(case: Case, viewer: Viewer) -> QuerySet[Photo]:
    """The photos of a case that a viewer may see: all of them for the resident and those who handle it.

    Everybody else sees what a moderator has shown, of what everyone may read.

    Args:
        case: one of `visible_to(viewer)`, with its resident.
    """
    photos = Photo.objects.filter(case=case)
    return photos if sees_every_photo(viewer, facts_of(case)) else photos.filter(shown_at__isnull=False)


def photo_for(viewer: Viewer, token: UUID) -> Photo | None:
    """A photo of a case by its address; None where there is none, or none that this viewer may see."""
    case = visible_to(viewer).filter(photos__token=token).select_related("resident").first()
    found = visible_photos(case, viewer).filter(token=token).first() if case else None
    return found or photos_referred_to(viewer).filter(token=token).first()


def photos_referred_to(viewer: Viewer) -> QuerySet[Photo]:
    """The photos of what was passed on to a viewer's departments, while it is open there: they show what is to do."""
    return Photo.objects.filter(case__referrals__case__in=open_referrals(viewer).order_by().values("pk")).distinct()
