"""For how long a municipality keeps what belongs to a kind of case."""

from engagement import kinds
from engagement.models import RetentionRule
from engagement.rules.keeping import Retention
from wards.models import Municipality


def retention_of(kind: str, municipality: Municipality | None) -> Retention:
    """What a municipality has decided for a kind of case; what the kind declares where it has decided nothing.

    Raises:
        KeyError: no app has registered the kind.
    """
    own = RetentionRule.objects.filter(municipality=municipality, kind=kind).first() if municipality else None
    return own.retention if own else kinds.get(kind).retention
