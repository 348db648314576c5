"""Signed links: what a message carries instead of a password."""

from django.core import signing

from engagement.models import Case

_CONFIRM = "engagement.confirm-contact"


def confirm_token(case: Case) -> str:
    """What proves that somebody reads the mailbox with which a case was given. When it expires is the case's matter."""
    return signing.dumps(case.reference, salt=_CONFIRM)


def case_of_confirm_token(token: str) -> Case | None:
    """The case of a confirm link; None for a link that we did not write."""
    try:
        reference = signing.loads(token, salt=_CONFIRM)
    except signing.BadSignature:
        return None
    return Case.objects.with_ward().filter(reference=reference).first()
