"""Posting the demo's letters by the product's own services, each step at the moment in the past when it was taken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random

from django.db.models import Max
from django.utils import timezone

from cms.demo.accounts import MODERATOR, RESIDENT
from cms.demo.gazetteer import COUNTRY
from cms.demo.letters import Letter
from cms.demo.people import Person, invent_people
from cms.demo.seed import dice
from cms.models import DemoMessage
from engagement.form_notices import RAISE
from engagement.models import Case, User
from engagement.queries.notices import notice_of
from engagement.rules.contacts import by_email
from engagement.services.answers import answer_concern
from engagement.services.concerns import confirm_contact, raise_concern
from engagement.services.moderation import publish_concern, refuse_publication, withdraw_publication
from engagement.services.notifications import deliver_notifications
from engagement.services.questions import ask_resident
from wards.models import Place, Ward

_FRIDAY = 4
_UNTIL_NOTICED = timedelta(hours=3)


@dataclass(frozen=True)
class Cast:
    """Who takes part: the wards by number, the accounts by address, and who answers for which ward."""

    wards: Mapping[int, Ward]
    users: Mapping[str, User]
    answering: Mapping[int, User]


def post_letters(cast: Cast, letters: Iterable[Letter], *, at: datetime) -> None:
    """Post letters and see through what came of each, all of it in the order in which it happened.

    Args:
        at: the day from which the letters count back; nothing happens after it.
    """
    senders = (person for person in invent_people("letters") if person.email not in cast.users)
    stories = [
        _story(letter, RESIDENT.person if letter.from_account else next(senders), cast, at=at)
        for letter in sorted(letters, key=lambda letter: -letter.days_ago)
    ]
    waiting = [(next(story), number) for number, story in enumerate(stories)]
    heapify(waiting)
    while waiting:
        moment, number = heappop(waiting)
        then = next(stories[number], None)
        _deliver(moment)
        if then is not None:
            heappush(waiting, (then, number))


def _story(letter: Letter, sender: Person, cast: Cast, *, at: datetime) -> Iterator[datetime]:
    """What becomes of a letter: the moments at which something happens; it is done when the next one is asked for."""
    moments = _moments(letter, at)
    yield (written_at := next(moments))
    case = _raise(letter, sender, cast, at=written_at)
    if not letter.is_confirmed:
        return
    confirmed_at, checked_at = next(moments), next(moments)
    yield confirmed_at
    confirm_contact(case=case, at=confirmed_at)
    moderator = cast.users[MODERATOR.email]
    if letter.refused:
        yield checked_at
        refuse_publication(case=case, reason=letter.refused, by=moderator, at=checked_at)
    elif letter.was_published:
        yield checked_at
        publish_concern(case=case, by=moderator, at=checked_at)
    if letter.withdrawn:
        yield (noticed_at := checked_at + _UNTIL_NOTICED)
        withdraw_publication(case=case, reason=letter.withdrawn, erase_words=False, by=moderator, at=noticed_at)
    if letter.question:
        yield (asked_at := checked_at + _UNTIL_NOTICED)
        answering = cast.answering[letter.ward]
        ask_resident(case=case, text=letter.question, key=f"demo/{case.reference}", by=answering, at=asked_at)
    for reply, replied_at in zip(letter.replies, moments, strict=True):
        yield replied_at
        answer_concern(
            case=case,
            text=reply.text,
            outcome=reply.outcome,
            is_public=reply.is_public,
            department=case.municipality.departments.filter(name=reply.department).first(),
            key=f"demo/{case.reference}/{reply.after_days}",
            by=cast.answering[letter.ward],
            at=replied_at,
        )


def _raise(letter: Letter, sender: Person, cast: Cast, *, at: datetime) -> Case:
    place = Place.objects.filter(country=COUNTRY, name=letter.place).first()
    return raise_concern(
        ward=cast.wards[letter.ward],
        nature=letter.nature,
        subject=letter.subject,
        text=letter.text,
        is_public=letter.is_public,
        contact=by_email(sender.email),
        name=sender.name,
        point=place.point if place else None,
        place_words=letter.place,
        notice=notice_of(RAISE, cast.wards[letter.ward].municipality, at=at),
        key=f"demo/{letter.subject}/{letter.days_ago}",
        at=at,
        by=cast.users[sender.email] if letter.from_account else None,
    )


def _moments(letter: Letter, now: datetime) -> Iterator[datetime]:
    """When the letter was written, confirmed and checked, and when each reply was given.

    Residents write on any day; the municipality works from Monday to Friday.
    """
    throw = dice(f"hours of {letter.subject} {letter.days_ago}")
    written = _day(now, letter.days_ago, throw, from_hour=7, to_hour=20)
    yield written
    yield written + timedelta(minutes=throw.randint(4, 90))
    yield _working(_day(now, letter.days_ago - 1, throw, from_hour=8, to_hour=9), now)
    for reply in letter.replies:
        yield _working(_day(now, letter.days_ago - reply.after_days, throw, from_hour=10, to_hour=15), now)


def _day(now: datetime, days_ago: int, throw: Random, *, from_hour: int, to_hour: int) -> datetime:
    day = timezone.localtime(now) - timedelta(days=days_ago)
    return day.replace(hour=throw.randint(from_hour, to_hour), minute=throw.randint(0, 59), second=0, microsecond=0)


def _working(moment: datetime, now: datetime) -> datetime:
    """The moment, or the same hour on the Monday after, but nothing later than now."""
    days_off = 7 - moment.weekday() if moment.weekday() > _FRIDAY else 0
    return min(moment + timedelta(days=days_off), now)


def _deliver(at: datetime) -> None:
    """Send what is due as the worker would have done at that moment."""
    newest = DemoMessage.objects.aggregate(newest=Max("pk"))["newest"] or 0
    deliver_notifications(at=at)
    DemoMessage.objects.filter(pk__gt=newest).update(sent_at=at)
