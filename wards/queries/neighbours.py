"""The wards around a ward."""

from django.db.models import QuerySet

from wards.models import Ward
from wards.queries.days import DayOrMoment
from wards.queries.wards import wards_in_force

# Some ten metres: sources that drew each ward alone leave slivers between neighbours.
_TOUCHING_DEGREES = 1e-4


def neighbours_of(ward: Ward, on: DayOrMoment) -> QuerySet[Ward]:
    """The wards in force whose outline touches a ward's, in order of municipality and number.

    Args:
        ward: with its outline.
        on: the day, or a moment: the day that it then is there.
    """
    return (
        wards_in_force(on)
        .filter(outline__dwithin=(ward.outline, _TOUCHING_DEGREES))
        .exclude(pk=ward.pk)
        .select_related("municipality")
        .defer("boundary", "outline")
        .order_by("municipality__name", "number", "code")
    )
