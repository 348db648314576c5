"""Whether a session proved more than a password."""

from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils import timezone

# A working day and its evening: whoever comes back the next morning proves it again.
LASTS = timedelta(hours=12)


def passed_second_factor(request: HttpRequest) -> bool:
    """Whether this session, and not only this account, proved a second factor within the last twelve hours.

    A passkey is one, beside a password or alone: who signs in with it alone has shown the device, and on it a finger, a
    face or a PIN; without those allauth does not let it take the place of both steps.
    """
    since = (timezone.now() - LASTS).timestamp()
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" and record.get("at", 0) > since for record in records)
