"""Whether it still counts whom something affects too."""

from engagement.models import Case, Concern, Support


def is_counted_for_good(case: Case) -> bool:
    """Whether nobody is counted for a case any more, nor taken back: it is closed, and who was counted is forgotten."""
    if case.closed_at is None or Support.objects.filter(case=case).exists():
        return False
    return Concern.objects.filter(case=case, supporters__gt=0).exists()
