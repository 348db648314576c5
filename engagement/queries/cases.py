"""Which cases there are, and the one truth about who may see which."""

from datetime import datetime

from engagement.models import Case, Resident


def sent_with_email_since(email: str, since: datetime) -> int:
    """How many cases were opened with an e-mail address since a moment, whoever gave it."""
    return Case.objects.filter(resident__in=Resident.objects.with_email(email), opened_at__gte=since).count()
