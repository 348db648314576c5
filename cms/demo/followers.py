"""Who follows the notices of the demo's wards, and what they were told of one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import QuerySet

from cms.demo.accounts import RESIDENT
from cms.demo.correspondence import deliver
from cms.demo.people import invent_people
from cms.models import NoticePage, NoticeTelling
from cms.queries.homes import pages_of
from cms.queries.translations import is_original
from cms.services.notice_tellings import tell_of_notices
from engagement.models import Notification, User
from engagement.queries.notice_follows import notice_messages
from engagement.rules.contacts import by_email
from engagement.services.notice_follows import follow_notices
from wards.models import Municipality, Ward

_EACH = 2
_SINCE = timedelta(days=40)


def let_follow(wards: Mapping[int, Ward], users: Mapping[str, User], *, at: datetime) -> None:
    """Let some people follow each ward, the demo's resident their own, and tell those of a ward of its notice.

    Args:
        wards: the wards in force, by number.
    """
    people, since = invent_people("followers of notices"), at - _SINCE
    for ward in wards.values():
        for person in islice(people, _EACH):
            follow_notices(ward=ward, contact=by_email(person.email), language="en", at=since)
    resident, own = users[RESIDENT.email], wards[3]
    follow_notices(ward=own, contact=by_email(resident.email), language="en", user=resident, at=since)
    notices = NoticePage.objects.filter(pk__in=pages_of(own.municipality)).select_related("locale")
    originals = list(filter(is_original, notices))
    [notice] = [each for each in originals if each.ward_codes == [own.code]]
    for each in originals:
        told_at = None if each == notice else each.first_published_at
        NoticeTelling.objects.create(notice=each, since=each.first_published_at, told_at=told_at)
    tell_of_notices(at=notice.first_published_at)
    deliver(notice.first_published_at)


def forget_tellings(municipalities: QuerySet[Municipality]) -> None:
    """Delete what was written about the notices of some municipalities; before their sites go."""
    for municipality in municipalities.exclude(site=None):
        Notification.objects.filter(dedupe_key__startswith=notice_messages(municipality.pk)).delete()
