"""Fill the outbox, empty it, or do neither: `delivering.py fill|deliver|nothing`, in the scratch database."""

import os
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up before its models are imported
from django.utils import timezone  # noqa: E402

from engagement.models import Case, Notification  # noqa: E402
from engagement.models.blind_index import contact_index  # noqa: E402
from engagement.rules.contacts import by_email  # noqa: E402
from engagement.services.notifications import deliver_notifications  # noqa: E402

AT_ONCE = 1000


def fill(count: int) -> None:
    """One message for each of so many recipients, all about one case of the demo; nothing else waits."""
    Notification.objects.all().delete()
    case, at = Case.objects.filter(published_at__isnull=False).order_by("pk").first(), timezone.now()
    for begin in range(0, count, AT_ONCE):
        Notification.objects.bulk_create(
            Notification(
                template="answered",
                recipient=f"r{number}@example.org",
                recipient_index=contact_index(by_email(f"r{number}@example.org")),
                language="en",
                case=case,
                context="{}",
                dedupe_key=f"bench/{number}",
                created_at=at,
                next_try_at=at,
            )
            for number in range(begin, min(begin + AT_ONCE, count))
        )


def deliver() -> None:
    """Deliver batch after batch, as the worker does while there is more."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["BENCH_MAIL_PORT"])
    while deliver_notifications(at=timezone.now()).sent:
        pass


if __name__ == "__main__":
    {"fill": lambda: fill(int(os.environ["BENCH_MESSAGES"])), "deliver": deliver, "nothing": lambda: None}[
        sys.argv[1]
    ]()
