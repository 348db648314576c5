"""Where the demo's messages go: into the database, never to a gateway."""

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from cms.models import DemoMessage


class EmailBackend(BaseEmailBackend):
    """Keeps each message for the page `/demo/`."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        """Keep the messages; returns how many."""
        kept = [
            DemoMessage(to=address, subject=message.subject, body=message.body, sent_at=timezone.now())
            for message in email_messages
            for address in message.recipients()
        ]
        DemoMessage.objects.bulk_create(kept)
        return len(email_messages)
