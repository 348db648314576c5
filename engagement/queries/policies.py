"""What a municipality has decided about answering."""

from engagement.kinds import Standard
from engagement.models import AnsweringPolicy
from wards.models import Municipality


def policy_of(municipality: Municipality) -> AnsweringPolicy:
    """A municipality's rules for answering; those by default, not saved, where it has decided nothing."""
    found = AnsweringPolicy.objects.filter(pk=municipality.pk).first()
    return found or AnsweringPolicy(municipality=municipality)


def promised_days(standard: Standard, municipality: Municipality) -> int:
    """How many working days a standard gives in a municipality."""
    if not standard.policy_field:
        return standard.working_days
    return getattr(policy_of(municipality), standard.policy_field)
