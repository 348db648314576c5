"""What nobody needs any more is forgotten, and what somebody needs is not."""

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from engagement.enums import NotificationState
from engagement.models import Notification
from engagement.services.notifications import deliver_notifications
from engagement.services.retention import SENT_KEPT_FOR, SET_ASIDE_KEPT_FOR, forget_messages, forget_sessions
from tests.engagement.cast import NOW, Cast
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db

MOMENT = timedelta(seconds=1)


def test_what_was_sent_is_forgotten_after_its_time_and_the_case_stays(cast: Cast) -> None:
    case = cast.published()
    deliver_notifications(at=NOW)
    sent = Notification.objects.filter(state=NotificationState.SENT).count()
    assert sent >= 3
    assert forget_messages(at=NOW + SENT_KEPT_FOR) == 0
    assert [forget_messages(at=NOW + SENT_KEPT_FOR + MOMENT) for _ in range(2)] == [sent, 0]
    case.refresh_from_db()
    assert case.events.exists()


@pytest.mark.parametrize(
    ("state", "at", "goes"),
    [
        (NotificationState.SET_ASIDE, NOW + SET_ASIDE_KEPT_FOR, False),
        (NotificationState.SET_ASIDE, NOW + SET_ASIDE_KEPT_FOR + MOMENT, True),
        # The mail server may be away for long: what waits is still to be sent.
        (NotificationState.WAITING, NOW + timedelta(days=1000), False),
    ],
)
def test_what_did_not_go_out_is_kept_while_somebody_may_mend_it(
    cast: Cast, state: NotificationState, at: datetime, goes: bool
) -> None:
    cast.raised()
    Notification.objects.update(state=state)
    assert bool(forget_messages(at=at)) == goes


def test_sessions_that_ended_go_and_the_others_stay(cast: Cast) -> None:
    ended, going_on = browser_of(cast.moderator), browser_of(cast.councillor)
    Session.objects.filter(pk=ended.session.session_key).update(expire_date=timezone.now() - MOMENT)
    for _ in range(2):
        forget_sessions()
    assert list(Session.objects.values_list("pk", flat=True)) == [going_on.session.session_key]
