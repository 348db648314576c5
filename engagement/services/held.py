"""What is held of residents beside their cases' words: photos, what they follow, support and appeals."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from engagement.enums import Publication
from engagement.holdings import HeldFile, Holding
from engagement.models import Appeal, Case, Follow, Photo, Report, Resident, Support
from engagement.models.case import CaseQuerySet
from engagement.queries.follows import follows_of_contact
from engagement.services.photos import forget_photos


def _photos(resident: Resident):
    return Photo.objects.filter(case__resident=resident).select_related("case").order_by("case", "position")


def _photo_name(photo: Photo) -> str:
    return f"{photo.case.reference}-{photo.position}.jpg"


def _hidden_photos():
    """Photos that not everyone can see."""
    return Photo.objects.exclude(shown_at__isnull=False, case__publication=Publication.PUBLISHED)


def _follows(resident: Resident):
    found = follows_of_contact(resident.contact) if resident.contact else Follow.objects.none()
    return found | Follow.objects.filter(user=resident.user) if resident.user_id else found


def _expire_reports(case: Case, *, at: datetime) -> None:
    Report.objects.filter(case=case).update(words=None, contact_value=None, channel="", source_index="")
    Appeal.objects.filter(case=case).update(words=None)


def _with_reports(cases: CaseQuerySet) -> CaseQuerySet:
    reports = Report.objects.filter(case=OuterRef("pk")).filter(
        Q(words__isnull=False) | Q(contact_value__isnull=False) | ~Q(source_index="")
    )
    appeals = Appeal.objects.filter(case=OuterRef("pk"), words__isnull=False)
    return cases.filter(Exists(reports) | Exists(appeals))


HOLDINGS = (
    Holding(
        "photos",
        rows=lambda resident: [
            {
                "file": _photo_name(photo),
                "case": photo.case.reference,
                "added_at": photo.added_at,
                "shown_at": photo.shown_at,
            }
            for photo in _photos(resident)
        ],
        files=lambda resident: [
            HeldFile(_photo_name(photo), lambda photo=photo: photo.file.open("rb").read())
            for photo in _photos(resident)
        ],
        forget=lambda resident, at: forget_photos(photos=Photo.objects.filter(case__resident=resident)),
        period="photos",
        due=lambda cases: cases.filter(Exists(_hidden_photos().filter(case=OuterRef("pk")))),
        expire=lambda case, at: forget_photos(photos=_hidden_photos().filter(case=case)),
    ),
    Holding(
        "follows",
        rows=lambda resident: [{"case": follow.case.reference, "since": follow.since} for follow in _follows(resident)],
        forget=lambda resident, at: _follows(resident).delete()[0],
        period="follows",
        due=lambda cases: cases.filter(Exists(Follow.objects.filter(case=OuterRef("pk")))),
        expire=lambda case, at: Follow.objects.filter(case=case).delete(),
    ),
    # The number stays in Concern.supporters; only the digests go.
    Holding(
        "supports",
        period="follows",
        due=lambda cases: cases.filter(Exists(Support.objects.filter(case=OuterRef("pk")))),
        expire=lambda case, at: Support.objects.filter(case=case).delete(),
    ),
    Holding(
        "appeals",
        rows=lambda resident: [
            {"case": appeal.case.reference, "words": appeal.words, "made_at": appeal.made_at, "outcome": appeal.outcome}
            for appeal in Appeal.objects.filter(case__resident=resident, report=None).select_related("case")
        ],
        forget=lambda resident, at: Appeal.objects.filter(case__resident=resident, report=None).update(words=None),
        period="words",
        due=_with_reports,
        expire=_expire_reports,
    ),
)
