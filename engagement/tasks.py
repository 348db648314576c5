"""Doormen of the worker: each calls one service. Services wake them by name; beat sweeps what was missed."""

from celery import shared_task
from django.utils import timezone

from engagement.services.access import answer_access_requests, forget_requests
from engagement.services.assistants import forget_invitations
from engagement.services.concern_drafts import forget_concern_drafts
from engagement.services.concerns import expire_unconfirmed
from engagement.services.contact_changes import forget_changes
from engagement.services.contact_checks import forget_checks
from engagement.services.digests import send_digests
from engagement.services.drafts import forget_drafts
from engagement.services.feedback import ask_whether_helped
from engagement.services.follows import tell_followers
from engagement.services.handovers import hand_over_concerns
from engagement.services.moderation import remind_moderators
from engagement.services.notice_follows import end_unread_notice_follows
from engagement.services.notifications import BATCH, deliver_notifications, index_recipients
from engagement.services.photos import sweep_photo_files
from engagement.services.questions import go_on_without_reply
from engagement.services.queue import wake_worker
from engagement.services.reminders import remind_of_answers
from engagement.services.reports import forget_reporters
from engagement.services.retention import apply_retention, forget_messages, forget_sessions
from engagement.services.submissions import forget_submissions


@shared_task(name="engagement.deliver_notifications")
def deliver() -> None:
    """Send a batch of the outbox, and ask for another run while there is more that can go out at once."""
    delivery = deliver_notifications(at=timezone.now())
    if delivery.total == BATCH and delivery.sent:
        wake_worker(deliver.name)


@shared_task(name="engagement.answer_access_requests")
def answer_access() -> None:
    """Send one-time codes to those who asked for access with the right contact."""
    answer_access_requests(at=timezone.now())


@shared_task(name="engagement.expire_unconfirmed")
def expire() -> None:
    """Forget what nobody confirmed within seven days."""
    expire_unconfirmed(at=timezone.now())


@shared_task(name="engagement.hand_over")
def hand_over() -> None:
    """Pass on concerns whose ward is held by somebody else now."""
    hand_over_concerns(at=timezone.now())


@shared_task(name="engagement.ask_whether_helped")
def ask_for_feedback() -> None:
    """Ask residents whether their answer helped, some days after it."""
    ask_whether_helped(at=timezone.now())


@shared_task(name="engagement.forget_requests")
def forget_access_requests() -> None:
    """Delete requests for access, checks of contacts, invitations, and who reported what, once they have served."""
    at = timezone.now()
    forget_requests(at=at)
    forget_checks(at=at)
    forget_changes(at=at)
    forget_reporters(at=at)
    forget_invitations(at=at)


@shared_task(name="engagement.tell_followers")
def tell_those_who_follow() -> None:
    """Write to those who follow a case of which there is public news."""
    tell_followers(at=timezone.now())


@shared_task(name="engagement.remind_moderators")
def remind_those_who_check() -> None:
    """Write to moderators of what should have been checked by now."""
    remind_moderators(at=timezone.now())


@shared_task(name="engagement.forget_submissions")
def forget_submission_keys() -> None:
    """Delete keys of forms that nobody will send again."""
    forget_submissions(at=timezone.now())


@shared_task(name="engagement.forget_drafts")
def forget_old_drafts() -> None:
    """Delete answers that were typed and never sent."""
    forget_drafts(at=timezone.now())


@shared_task(name="engagement.forget_concern_drafts")
def forget_old_concern_drafts() -> None:
    """Delete concerns that somebody began to write and left for seven days, with their photos."""
    forget_concern_drafts(at=timezone.now())


@shared_task(name="engagement.sweep_photo_files")
def sweep_stray_photo_files() -> None:
    """Delete files of photos that no row knows."""
    sweep_photo_files(at=timezone.now())


@shared_task(name="engagement.forget_messages")
def forget_old_messages() -> None:
    """Delete messages that went out, or were set aside, long ago."""
    forget_messages(at=timezone.now())


@shared_task(name="engagement.index_recipients")
def index_messages() -> None:
    """Give messages that the version before wrote during an upgrade the index by which they are found."""
    index_recipients()


@shared_task(name="engagement.end_unread_notice_follows")
def end_unread_follows_of_notices() -> None:
    """Write no more notices to addresses that refused the last ones."""
    end_unread_notice_follows()


@shared_task(name="engagement.forget_sessions")
def forget_ended_sessions() -> None:
    """Delete sessions that have ended."""
    forget_sessions()


@shared_task(name="engagement.apply_retention")
def apply_retention_rules() -> None:
    """Let go what of closed cases was kept long enough."""
    apply_retention(at=timezone.now())


@shared_task(name="engagement.remind")
def remind() -> None:
    """Let promises run on that waited long enough for a reply; remind those who owe an answer soon, or late."""
    at = timezone.now()
    go_on_without_reply(at=at)
    remind_of_answers(at=at)


@shared_task(name="engagement.send_digests")
def send_weekly_digests() -> None:
    """On Monday morning, write to each councillor what waits."""
    send_digests(at=timezone.now())
