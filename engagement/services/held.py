"""What is held of residents beside their cases' words: photos, follows, support, report and appeal against."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from engagement.enums import Publication
from engagement.holdings import HeldFile, Holding
from engagement.models import Appeal, Case, Follow, NoticeFollow, Photo, Report, Resident, Support, User
from engagement.models.blind_index import contact_indexes
from engagement.models.case import CaseQuerySet
from engagement.queries.own_data import (
    follows_of,
    has_shown_to_read,
    notice_follows_of,
    notice_follows_of_account,
    told_of_data,
)
from engagement.queries.people import proven_contacts
from engagement.services.photos import forget_photos
from wards.services.public_pages import note_public_change


def _photos(resident: Resident) -> QuerySet[Photo]:
    return Photo.objects.filter(case__resident=resident).select_related("case").order_by("case", "position")


def _photo_name(photo: Photo) -> str:
    return f"{photo.case.reference}-{photo.position}.jpg"


def _forget_photos(resident: Resident, *, at: datetime) -> int:
    went = forget_photos(photos=Photo.objects.filter(case__resident=resident))
    if went:
        note_public_change([resident.municipality_id])
    return went


def _content(photo: Photo) -> bytes:
    with photo.file.open("rb") as file:
        return file.read()


def _hidden_photos() -> QuerySet[Photo]:
    """Photos that not everyone can see."""
    return Photo.objects.exclude(shown_at__isnull=False, case__publication=Publication.PUBLISHED)


def _follows_of_account(user: User) -> QuerySet[Follow]:
    """What an account follows, signed in or by an address that it has proved, in every municipality."""
    theirs = Q(user=user)
    for contact in proven_contacts(user):
        theirs |= Q(contact_index__in=contact_indexes(contact))
    return Follow.objects.filter(theirs).select_related("case", "privacy_notice").order_by("since", "pk")


def _follow_row(follow: Follow) -> dict[str, Any]:
    told = told_of_data(follow.privacy_notice)
    return {"case": follow.case.reference, "since": follow.since, "told_of_your_data": told}


def _notice_follow_row(follow: NoticeFollow) -> dict[str, Any]:
    return {
        "ward": follow.ward_code,
        "municipality": follow.municipality.name,
        "language": follow.language,
        "since": follow.since,
        "told_of_your_data": told_of_data(follow.privacy_notice),
    }


def _appeals(resident: Resident) -> QuerySet[Appeal]:
    return Appeal.objects.filter(case__resident=resident, report=None).select_related("case").order_by("made_at")


def _reports(resident: Resident) -> QuerySet[Report]:
    """What was reported with a person's contact in the municipality that knows them."""
    if resident.contact is None or not has_shown_to_read(resident):
        return Report.objects.none()
    theirs = Report.objects.filter(source_index__in=contact_indexes(resident.contact))
    return theirs.filter(case__municipality=resident.municipality_id).select_related("case")


def _reports_of_account(user: User) -> QuerySet[Report]:
    """What was reported with a contact that an account has proved, in every municipality."""
    indexes = [index for contact in proven_contacts(user) for index in contact_indexes(contact)]
    reports = Report.objects.filter(source_index__in=indexes)
    return reports.select_related("case", "privacy_notice").order_by("reported_at", "pk")


def _report_row(report: Report) -> dict[str, Any]:
    return {
        "case": report.case.reference,
        "reason": report.reason,
        "words": report.words,
        "reported_at": report.reported_at,
        "outcome": report.outcome,
        "told_of_your_data": told_of_data(report.privacy_notice),
    }


def _empty(reports: QuerySet[Report]) -> int:
    return reports.update(words=None, contact_value=None, channel="", source_index="")


def _expire_reports(case: Case, *, at: datetime) -> None:
    _empty(Report.objects.filter(case=case))
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
        files=lambda resident: [HeldFile(_photo_name(photo), partial(_content, photo)) for photo in _photos(resident)],
        forget=_forget_photos,
        period="photos",
        due=lambda cases: cases.filter(Exists(_hidden_photos().filter(case=OuterRef("pk")))),
        expire=lambda case, at: forget_photos(photos=_hidden_photos().filter(case=case)),
    ),
    Holding(
        "follows",
        rows=lambda resident: [_follow_row(follow) for follow in follows_of(resident)],
        account_rows=lambda user: [_follow_row(follow) for follow in _follows_of_account(user)],
        forget=lambda resident, at: follows_of(resident).delete()[0],
        forget_account=lambda user, at: _follows_of_account(user).delete()[0],
        period="follows",
        due=lambda cases: cases.filter(Exists(Follow.objects.filter(case=OuterRef("pk")))),
        expire=lambda case, at: Follow.objects.filter(case=case).delete(),
    ),
    Holding(
        "notices_followed",
        rows=lambda resident: [_notice_follow_row(follow) for follow in notice_follows_of(resident)],
        account_rows=lambda user: [_notice_follow_row(follow) for follow in notice_follows_of_account(user)],
        forget=lambda resident, at: notice_follows_of(resident).delete()[0],
        forget_account=lambda user, at: notice_follows_of_account(user).delete()[0],
    ),
    # The number stays in Concern.supporters; only the digests go.
    Holding(
        "supports",
        period="follows",
        due=lambda cases: cases.filter(Exists(Support.objects.filter(case=OuterRef("pk")))),
        expire=lambda case, at: Support.objects.filter(case=case).delete(),
    ),
    Holding(
        "reports",
        rows=lambda resident: [_report_row(report) for report in _reports(resident)],
        account_rows=lambda user: [_report_row(report) for report in _reports_of_account(user)],
        forget=lambda resident, at: _empty(_reports(resident)),
        forget_account=lambda user, at: _empty(_reports_of_account(user)),
    ),
    Holding(
        "appeals",
        rows=lambda resident: [
            {
                "case": appeal.case.reference,
                "words": appeal.words,
                "made_at": appeal.made_at,
                "outcome": appeal.outcome,
                "told_of_your_data": told_of_data(appeal.privacy_notice),
            }
            for appeal in _appeals(resident)
        ],
        forget=lambda resident, at: _appeals(resident).update(words=None),
        period="words",
        due=_with_reports,
        expire=_expire_reports,
    ),
)
