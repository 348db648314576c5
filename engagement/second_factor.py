"""Whether a session proved more than a password."""

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest


def passed_second_factor(request: HttpRequest) -> bool:
    """Whether this session, and not only this account, proved a second factor."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
