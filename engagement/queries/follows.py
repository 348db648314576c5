"""Who follows which case."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from engagement.models import Case, Follow, User
from engagement.rules.contacts import Contact


def followed_cases() -> QuerySet[Follow]:
    """What anybody follows, the newest first, each with its case, words and ward."""
    return (
        Follow.objects.select_related("case__concern", "case__ward", "case__municipality")
        .defer("case__ward__boundary", "case__ward__outline")
        .prefetch_related("case__clocks")
        .order_by("-since", "-pk")
    )


def follows_of_contact(contact: Contact) -> QuerySet[Follow]:
    """What goes to an address, whoever follows."""
    return Follow.objects.with_contact(contact).select_related("case__concern").order_by("-since", "-pk")


def follow_of(user: User | AnonymousUser, case: Case) -> Follow | None:
    """How an account follows a case; None where it does not."""
    return Follow.objects.filter(user=user, case=case).first() if user.is_authenticated else None
