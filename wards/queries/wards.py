"""Which wards count, and where."""

from datetime import date

from django.db.models import F, QuerySet

from wards.models import Ward


def wards_in_force(on: date) -> QuerySet[Ward]:
    """The wards of the edition that is in force in their municipality on a day.

    Args:
        on: the day, in the municipality's calendar.
    """
    return Ward.objects.filter(
        municipality__activations__delimitation=F("delimitation"),
        municipality__activations__in_force__contains=on,
        municipality__activations__undone_at__isnull=True,
    )
