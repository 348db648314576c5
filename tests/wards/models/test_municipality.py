"""A municipality has a time zone, said or its country's."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from tests.wards.factories import MunicipalityFactory
from wards.models import Municipality
from wards.rules.time_zones import time_zones

pytestmark = pytest.mark.django_db


def test_it_is_that_of_the_country_unless_another_is_said() -> None:
    assert MunicipalityFactory(country="KE").time_zone == "Africa/Nairobi"
    assert MunicipalityFactory(country="CD", time_zone="Africa/Lubumbashi").time_zone == "Africa/Lubumbashi"


def test_where_a_country_has_several_it_is_the_installations(settings) -> None:
    settings.TIME_ZONE = "Africa/Kinshasa"
    assert MunicipalityFactory(country="CD").time_zone == "Africa/Kinshasa"


def test_the_day_is_that_of_its_calendar() -> None:
    late = datetime(2026, 11, 30, 21, 30, tzinfo=UTC)
    assert MunicipalityFactory(country="ZA").day_at(late) == date(2026, 11, 30)
    assert MunicipalityFactory(country="KE").day_at(late) == date(2026, 12, 1)


def test_a_form_fills_it_in_and_refuses_what_is_none() -> None:
    body = Municipality(country="KE", code="NAIROBI", name="Nairobi")
    body.full_clean()
    assert body.time_zone == "Africa/Nairobi"
    body.time_zone = "Africa/Atlantis"
    with pytest.raises(ValidationError, match="There is no such time zone"):
        body.full_clean()


def test_the_database_takes_none_without_one() -> None:
    body = MunicipalityFactory()
    with pytest.raises(IntegrityError, match="municipality_has_time_zone"):
        Municipality.objects.filter(pk=body.pk).update(time_zone="")


def test_the_database_knows_every_zone_that_may_be_chosen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names")
        known = {name for (name,) in cursor.fetchall()}
    assert set(time_zones()) <= known
