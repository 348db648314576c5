"""Saying that something affects oneself too: counted once for a contact, and only ever a number."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from engagement.enums import CheckPurpose, Impossible, Publication
from engagement.errors import NotPossibleError
from engagement.models import Case, Concern, ContactCheck, Support
from engagement.queries.supports import is_counted_for_good
from engagement.rules.contacts import Contact
from engagement.rules.supports import support_digest
from engagement.services.cases import lock_case
from engagement.services.contact_checks import pass_check
from wards.services.public_pages import note_public_change


@transaction.atomic
def add_support(*, case: Case, contact: Contact) -> Case:
    """Count a confirmed contact for a public case; counted twice, it counts once.

    Raises:
        NotPossibleError: `NOT_PUBLISHED` or `COUNTED_FOR_GOOD`.
    """
    case = _lock_countable(case)
    if not Support.objects.filter(case=case, digest__in=_digests(case, contact)).exists():
        Support.objects.create(case=case, digest=_digests(case, contact)[0])
        _count(case, 1)
    return case


@transaction.atomic
def take_support_back(*, case: Case, contact: Contact) -> Case:
    """Count a confirmed contact no more; of one that was not counted nothing changes.

    Raises:
        NotPossibleError: `NOT_PUBLISHED` or `COUNTED_FOR_GOOD`.
    """
    case = _lock_countable(case)
    gone, _by_model = Support.objects.filter(case=case, digest__in=_digests(case, contact)).delete()
    if gone:
        _count(case, -1)
    return case


@transaction.atomic
def support_with_code(*, check: ContactCheck, code: str, at: datetime) -> bool:
    """Count the contact to which a code was sent, or count it no more, as the check was for.

    Returns:
        Whether the code was right.

    Raises:
        NotPossibleError: `NOT_PUBLISHED` or `COUNTED_FOR_GOOD`.
    """
    passed = pass_check(check=check, code=code, at=at)
    if passed is None:
        return False
    act = take_support_back if passed.purpose == CheckPurpose.NO_SUPPORT else add_support
    act(case=passed.case, contact=passed.contact)
    return True


def _lock_countable(case: Case) -> Case:
    case = lock_case(case)
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.NOT_PUBLISHED)
    if is_counted_for_good(case):
        raise NotPossibleError(Impossible.COUNTED_FOR_GOOD)
    return case


def _digests(case: Case, contact: Contact) -> list[str]:
    """One for each key: the first is written, all are looked for, so that a new key counts nobody twice."""
    return [support_digest(case.pk, contact, key) for key in settings.BLIND_INDEX_KEYS]


def _count(case: Case, more: int) -> None:
    """Count on from the number that stands: once a case is long closed, nobody can tell any more who was counted."""
    Concern.objects.filter(case=case).update(supporters=Greatest(F("supporters") + more, 0))
    note_public_change([case.municipality_id])
