"""Who follows the notices of which ward."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from engagement.models import NoticeFollow
from engagement.models.notice_follow import NoticeFollowQuerySet
from engagement.rules.contacts import Contact, by_email
from wards.models import Municipality, Ward
from wards.queries.wards import wards_in_force

NOTICE = "notice"
"""The message that tells of one."""


def notice_messages(municipality_id: int) -> str:
    """How the key of each message about a notice of a municipality begins."""
    return f"notice/{municipality_id}/"


def follows_beside(follow: NoticeFollow) -> NoticeFollowQuerySet:
    """What the address of a follow follows in its municipality, that follow too."""
    here = NoticeFollow.objects.filter(municipality=follow.municipality_id)
    return here.with_contact(by_email(follow.email)).order_by("pk")


def followed_notices() -> NoticeFollowQuerySet:
    """What anybody follows, the newest first, each with its municipality."""
    return NoticeFollow.objects.select_related("municipality").order_by("-since", "-pk")


def followers_of_notice(municipality: Municipality, ward_codes: Collection[str]) -> QuerySet[NoticeFollow]:
    """Whom a notice is to reach: each address once, whichever of its wards it follows.

    Args:
        ward_codes: the wards that the notice is about; none where it is about the whole municipality.
    """
    follows = NoticeFollow.objects.filter(municipality=municipality)
    if ward_codes:
        follows = follows.filter(ward_code__in=ward_codes)
    return follows.order_by("contact_index", "pk").distinct("contact_index")


def notice_follow_of(ward: Ward, contact: Contact) -> NoticeFollow | None:
    """How an address follows a ward's notices; None where it does not."""
    follows = NoticeFollow.objects.filter(municipality=ward.municipality_id, ward_code=ward.code)
    return follows.with_contact(contact).first()


def ward_titles(municipality: Municipality, *, at: datetime) -> dict[str, str]:
    """What the wards in force of a municipality are called in the language in use, by their codes."""
    wards = wards_in_force(at).filter(municipality=municipality).defer("boundary", "outline")
    return {ward.code: str(ward.title) for ward in wards}
