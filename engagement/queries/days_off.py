"""On which days a municipality's offices are closed."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from engagement.models import ProclaimedDay
from engagement.rules.public_holidays import holidays_of
from engagement.rules.working_time import IsHoliday
from wards.models import Municipality

DaysOff = Callable[[Municipality], IsHoliday]


def days_off_of(municipality: Municipality) -> IsHoliday:
    """Tells whether a day is off in a municipality: a public holiday of its country, or one that was proclaimed."""
    is_holiday = holidays_of(municipality.country)
    here = Q(municipality=municipality.pk) | Q(municipality=None, country=municipality.country)
    proclaimed: frozenset[date] | None = None

    def is_off(day: date) -> bool:
        nonlocal proclaimed
        if proclaimed is None:
            proclaimed = frozenset(ProclaimedDay.objects.filter(here).values_list("day", flat=True))
        return day in proclaimed or is_holiday(day)

    return is_off


def days_off_read_once() -> DaysOff:
    """The same for many cases of few municipalities: what was proclaimed is read once for each."""
    read: dict[int, IsHoliday] = {}

    def days_off(municipality: Municipality) -> IsHoliday:
        return read.setdefault(municipality.pk, days_off_of(municipality))

    return days_off
