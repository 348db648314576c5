"""Days in the calendars of municipalities: midnight comes to each in its own time zone."""

from datetime import date, datetime

from django.db.models import DateField, Expression, F, Func, Value

DayOrMoment = date | datetime
"""A day, which is that day in each municipality's calendar; or a moment, which is the day that it then is in each."""


def day_there(when: DayOrMoment, municipality: str) -> Expression:
    """The day in the calendar of each row's municipality, for a filter.

    Args:
        municipality: the path from the row to its municipality; empty where the row is one.
    """
    if not isinstance(when, datetime):
        return Value(when, output_field=DateField())
    zone = F(f"{municipality}__time_zone" if municipality else "time_zone")
    return Func(
        zone,
        Value(when),
        function="timezone",
        template="(%(function)s(%(expressions)s))::date",
        output_field=DateField(),
    )
