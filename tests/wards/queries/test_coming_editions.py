"""Editions that wait to be scheduled, or that count from a later day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.wards.factories import ActivationFactory, DelimitationFactory, MunicipalityFactory, WardFactory, make_grid
from wards.models import Activation, Delimitation, Municipality
from wards.queries.coming_editions import coming_editions

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@pytest.fixture
def own() -> Municipality:
    """A municipality whose wards are in force."""
    return make_grid(2, 2)[0].municipality


def newer(municipality: Municipality, edition: str = "2031") -> Delimitation:
    """A later edition, with one ward in the municipality."""
    delimitation = DelimitationFactory(edition=edition, country=municipality.country, published_on=date(2031, 1, 1))
    WardFactory(municipality=municipality, delimitation=delimitation)
    return delimitation


def found(*municipalities: Municipality) -> list[tuple[str, date | None]]:
    return [(each.delimitation.edition, each.starts_on) for each in coming_editions(municipalities, NOW)]


def test_nothing_comes_where_the_newest_edition_counts(own: Municipality) -> None:
    assert found(own) == []


def test_a_newer_edition_waits_to_be_scheduled_and_then_for_its_day(own: Municipality) -> None:
    edition = newer(own)
    assert found(own) == [("2031", None)]
    day = TODAY + timedelta(days=30)
    Activation.objects.filter(municipality=own).update(in_force=(date(2020, 1, 1), day))
    ActivationFactory(municipality=own, delimitation=edition, starts_on=day, in_force=(day, None))
    assert found(own) == [("2031", day)]


def test_an_edition_that_is_older_than_the_one_in_force_is_history(own: Municipality) -> None:
    old = DelimitationFactory(edition="1999", country=own.country, published_on=date(1999, 1, 1))
    WardFactory(municipality=own, delimitation=old)
    assert found(own) == []


def test_a_first_edition_waits_too() -> None:
    place = MunicipalityFactory()
    newer(place)
    assert found(place) == [("2031", None)]


def test_what_comes_elsewhere_is_not_told(own: Municipality) -> None:
    other = make_grid(2, 2, municipality=MunicipalityFactory(), origin=(-9.0, -30.0))[0].municipality
    newer(other)
    assert found(own) == []
    assert found(other) == [("2031", None)]


def test_it_takes_three_statements_for_one_and_for_many(own: Municipality, django_assert_num_queries: Any) -> None:
    others = [MunicipalityFactory() for _ in range(3)]
    newer(own)
    for place in others:
        newer(place, f"31-{place.code.lower()}")
    for places in ([own], [own, *others]):
        with django_assert_num_queries(3):
            coming_editions(places, NOW)
