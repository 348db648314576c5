"""Whether a session proved more than a password."""

from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils import timezone

# A working day and its evening: whoever comes back the next morning proves it again.
LASTS = timedelta(hours=12)


def passed_second_factor(request: HttpRequest) -> bool:
    """Whether this session, and not only this account, proved a second factor within the last twelve hours."""
    since = (timezone.now() - LASTS).timestamp()
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" and record.get("at", 0) > since for record in records)
