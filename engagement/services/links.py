"""Signed links: what a message carries instead of a password."""

from django.core import signing

from engagement.models import Case, Follow, Report

_CONFIRM = "engagement.confirm-contact"
_UNFOLLOW = "engagement.unfollow"
_REPORT = "engagement.report"


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


def unfollow_token(follow: Follow) -> str:
    """What ends following a case: in every message, and good for ever, since a mailbox may be cleared years later."""
    return signing.dumps(str(follow.token), salt=_UNFOLLOW)


def follow_of_token(token: str) -> Follow | None:
    """Who follows by a link that ends it; None where it was ended.

    Raises:
        BadSignature: we did not write this link.
    """
    follows = Follow.objects.select_related("case__municipality")
    return follows.filter(token=signing.loads(token, salt=_UNFOLLOW)).first()


def report_token(report: Report) -> str:
    """What lets whoever reported something appeal against what was decided."""
    return signing.dumps(str(report.token), salt=_REPORT)


def report_of_token(token: str) -> Report | None:
    """The report of a link; None for a link that we did not write."""
    try:
        named = signing.loads(token, salt=_REPORT)
    except signing.BadSignature:
        return None
    return Report.objects.select_related("case__municipality").filter(token=named).first()
