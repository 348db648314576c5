"""Opening a case: the row with its reference."""

from typing import Any

from django.db import IntegrityError, transaction

from engagement.kinds import CaseKind
from engagement.models import Case
from engagement.rules.references import make_reference, reference_prefix
from wards.models import Ward

_TRIES = 5


def open_case(*, kind: CaseKind, ward: Ward, **facts: Any) -> Case:
    """Make a case of a kind in a ward, in its first status, under a new reference.

    Args:
        facts: the other fields of `Case`, such as `resident`, `language` and `opened_at`.

    Raises:
        IntegrityError: a fact breaks a constraint.
    """
    prefix = reference_prefix(ward.municipality.code, ward.municipality.country)
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                return Case.objects.create(
                    reference=make_reference(prefix),
                    kind=kind.key,
                    status=kind.initial,
                    ward=ward,
                    municipality=ward.municipality,
                    **facts,
                )
        except IntegrityError:
            # One chance in thirty thousand million that the reference is taken; anything else comes back each time.
            if not left:
                raise
    raise AssertionError("unreachable")


def lock_case(case: Case) -> Case:
    """The case as it is now, locked until the transaction ends; the object that was passed in is stale from here on."""
    return Case.objects.select_for_update(of=("self",)).with_ward().get(pk=case.pk)
