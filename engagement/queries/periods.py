"""For how long a municipality keeps what belongs to a kind of case."""

from engagement import kinds
from engagement.models import RetentionRule, RetentionRun
from engagement.rules.keeping import Retention
from wards.models import Municipality


def retention_of(kind: str, municipality: Municipality | None) -> Retention:
    """What a municipality has decided for a kind of case; what the kind declares where it has decided nothing.

    A kind that is kept like another goes by that one's rule.

    Raises:
        KeyError: no app has registered the kind.
    """
    decides = kinds.get(kinds.get(kind).kept_like or kind)
    own = RetentionRule.objects.filter(municipality=municipality, kind=decides.key).first() if municipality else None
    return own.retention if own else decides.retention


def retention_rule_of(kind: str, municipality: Municipality) -> RetentionRule:
    """The rule of a municipality for a kind of case; one that is not stored yet where it has decided nothing."""
    own = RetentionRule.objects.filter(municipality=municipality, kind=kind).first()
    return own or RetentionRule(municipality=municipality, kind=kind, **kinds.get(kind).retention.months())


def last_runs_of(kind: str, municipality: Municipality, *, most: int = 10) -> list[tuple[RetentionRun, list[dict]]]:
    """The last runs of the rules for keeping, the newest first, each with what went of a kind of case here."""
    runs = RetentionRun.objects.order_by("-at", "-pk")[:most]
    here = {"municipality": municipality.key, "kind": kind}
    return [(run, [row for row in run.counts if here.items() <= row.items()]) for run in runs]
