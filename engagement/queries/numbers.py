"""Figures on how promises were kept."""

from datetime import datetime, timedelta

from engagement.concern_kind import CONCERN
from engagement.enums import ClockKind
from engagement.models import Clock
from engagement.queries.days_off import days_off_of
from engagement.rules.numbers import Promised, Response, response
from wards.models import Ward

COUNTED = timedelta(days=365)
"""How far back promises are counted."""


def response_of(ward: Ward, *, at: datetime) -> Response:
    """How concerns of a ward were answered in the year before a moment; also those that only their author can read.

    Counted by the day on which the promise was made. One statement.
    """
    clocks = Clock.objects.filter(
        case__ward=ward,
        case__kind=CONCERN.key,
        kind=ClockKind.FIRST_RESPONSE,
        starts_at__gt=at - COUNTED,
        starts_at__lte=at,
    )
    promises = [Promised(*row) for row in clocks.values_list("starts_at", "due_at", "met_at")]
    municipality = ward.municipality
    return response(promises, at=at, zone=municipality.zone, is_holiday=days_off_of(municipality))
