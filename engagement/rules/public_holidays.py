"""Public holidays of a country, from the `holidays` package."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from engagement.rules.working_time import IsHoliday


@lru_cache(maxsize=32)
def _of_country(country: str) -> Mapping[date, str]:
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        # A country that the package does not know, such as an invented one, has weekends only.
        return {}


def holidays_of(country: str) -> IsHoliday:
    """Tells whether a day is a public holiday in a country (ISO 3166-1, two letters)."""
    days = _of_country(country)
    return lambda day: day in days
