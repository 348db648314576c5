"""What runs by the clock: in the demo's past once a fortnight, and on `/demo/` whenever somebody presses a button."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from cms.demo.letters import EXPIRES_AFTER_DAYS, Letter
from engagement.services.concern_drafts import forget_concern_drafts
from engagement.services.concerns import expire_unconfirmed
from engagement.services.feedback import ask_whether_helped
from engagement.services.follows import tell_followers
from engagement.services.handovers import hand_over_concerns
from engagement.services.moderation import remind_moderators
from engagement.services.reminders import remind_of_answers

_BETWEEN_ROUNDS = timedelta(days=14)
_BEGINS = time(7, 40)


def run_by_the_clock(at: datetime) -> None:
    """Pass on, remind, ask whether answers helped, and write to those who follow: as the worker does by itself."""
    hand_over_concerns(at=at)
    _remind_and_ask(at)
    tell_followers(at=at)


def rounds(
    letters: Sequence[Letter], seats_change: Iterable[datetime], now: datetime
) -> Iterator[tuple[datetime, Callable[[datetime], object]]]:
    """When something ran by the clock while the letters were written and answered, and what; the last time is now.

    Args:
        letters: the oldest first.
        seats_change: when somebody left a seat or took one.
    """
    oldest = now - timedelta(days=letters[0].days_ago) if letters else now
    for moment in seats_change:
        if moment >= oldest:
            yield moment, lambda at: hand_over_concerns(at=at)
    for letter in letters:
        if letter.has_expired:
            day = now - timedelta(days=letter.days_ago - EXPIRES_AFTER_DAYS - 1)
            yield day, lambda at: expire_unconfirmed(at=at)
    morning = timezone.localtime(oldest + timedelta(days=2)).replace(hour=_BEGINS.hour, minute=_BEGINS.minute)
    while morning < now:
        yield morning, _remind_and_ask
        morning += _BETWEEN_ROUNDS
    yield now, _end


def _remind_and_ask(at: datetime) -> None:
    remind_moderators(at=at)
    remind_of_answers(at=at)
    ask_whether_helped(at=at)


def _end(at: datetime) -> None:
    run_by_the_clock(at)
    forget_concern_drafts(at=at)
