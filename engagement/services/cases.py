"""Opening a case: the row with its reference."""

from typing import Any

from engagement.kinds import CaseKind
from engagement.models import Case
from engagement.rules.references import make_reference, reference_prefix
from wards.models import Ward

_TRIES = 5


def open_case(*, kind: CaseKind, ward: Ward, **facts: Any) -> Case:
    """Make a case of a kind in a ward, in its first status and visibility, under a new reference.

    Args:
        facts: the other fields of `Case`, such as `resident`, `language` and `opened_at`.

    Raises:
        IntegrityError: a fact breaks a constraint.
    """
    prefix = reference_prefix(ward.municipality.code, ward.municipality.country)
    references = (make_reference(prefix) for _try in range(_TRIES))
    # One chance in thirty thousand million that a reference is taken.
    reference = next(each for each in references if not Case.objects.filter(reference=each).exists())
    return Case.objects.create(
        reference=reference,
        kind=kind.key,
        status=kind.initial,
        ward=ward,
        municipality=ward.municipality,
        **{"publication": kind.default_publication} | facts,
    )


def let_go_of_resident(*, case: Case) -> None:
    """Let a locked case not know any more whose it is; who has no other, and no account, goes. Done twice, it stays."""
    resident = case.resident
    case.resident, case.shares_name, case.shares_contact = None, False, False
    case.save(update_fields=["resident", "shares_name", "shares_contact"])
    if resident is not None and resident.user_id is None and not resident.cases.exists():
        resident.delete()


def lock_case(case: Case) -> Case:
    """The case as it is now, locked until the transaction ends; the object that was passed in is stale from here on."""
    return Case.objects.select_for_update(of=("self",)).with_ward().get(pk=case.pk)
