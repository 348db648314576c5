"""Public holidays of a country, from the `holidays` package."""

from datetime import date
from functools import lru_cache

import holidays

from engagement.rules.working_time import IsHoliday


@lru_cache(maxsize=512)
def _of_year(country: str, year: int) -> frozenset[date]:
    """The days of one year, complete before anybody asks: the package's own object fills itself while it is read."""
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        # A country that the package does not know, such as an invented one, has weekends only.
        return frozenset()


def holidays_of(country: str) -> IsHoliday:
    """Tells whether a day is a public holiday in a country (ISO 3166-1, two letters)."""
    return lambda day: day in _of_year(country, day.year)
