"""Editions of boundaries are put in force by people who may, once, and taken back."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.wards.factories import ActivationFactory, DelimitationFactory, MunicipalityFactory, WardFactory, make_grid
from wards.models import Activation
from wards.queries.wards import wards_in_force
from wards.rules.activations import ActivationRefusal
from wards.services.activations import ActivationError, activate_delimitation, undo_activation

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
ELECTION = date(2026, 11, 4)


@pytest.fixture
def manager():
    return get_user_model().objects.create_superuser("manager@example.org")


@pytest.fixture
def municipality():
    """A municipality with one ward in force since 2021, and the same ward in the edition of 2026."""
    municipality = MunicipalityFactory()
    make_grid(1, 1, municipality=municipality)
    WardFactory(municipality=municipality, delimitation=DelimitationFactory(edition="2026"), number=1)
    return municipality


@pytest.fixture
def edition_2026(municipality):
    return municipality.wards.get(delimitation__edition="2026").delimitation


def ranges(municipality) -> dict[str, DateRange]:
    standing = municipality.activations.filter(undone_at=None).select_related("delimitation")
    return {activation.delimitation.edition: activation.in_force for activation in standing}


def test_an_edition_set_ahead_counts_from_its_day_and_the_one_before_until_then(
    municipality, edition_2026, manager
) -> None:
    activation = activate_delimitation(
        municipality=municipality, delimitation=edition_2026, starts_on=ELECTION, by=manager, at=AT
    )
    assert (activation.set_by, activation.set_at) == (manager, AT)
    assert ranges(municipality) == {
        "2021": DateRange(date(2021, 11, 1), ELECTION),
        "2026": DateRange(ELECTION, None),
    }
    assert wards_in_force(date(2026, 11, 3)).get().delimitation.edition == "2021"
    assert wards_in_force(ELECTION).get().delimitation.edition == "2026"


def test_asked_twice_it_changes_nothing(municipality, edition_2026, manager) -> None:
    asked = {"municipality": municipality, "delimitation": edition_2026, "starts_on": ELECTION, "by": manager}
    first = activate_delimitation(**asked, at=AT)
    assert activate_delimitation(**asked, at=datetime(2026, 9, 2, tzinfo=UTC)) == first
    assert Activation.objects.count() == 2


def test_an_edition_of_before_is_entered_as_history(municipality, manager) -> None:
    old = DelimitationFactory(edition="2016", published_on=date(2016, 3, 1))
    WardFactory(municipality=municipality, delimitation=old, number=1)
    activate_delimitation(municipality=municipality, delimitation=old, starts_on=date(2016, 8, 3), by=manager, at=AT)
    assert ranges(municipality)["2016"] == DateRange(date(2016, 8, 3), date(2021, 11, 1))


def test_undone_the_one_before_counts_on_and_the_row_stays(municipality, edition_2026, manager) -> None:
    activation = activate_delimitation(
        municipality=municipality, delimitation=edition_2026, starts_on=ELECTION, by=manager, at=AT
    )
    undone = undo_activation(activation=activation, by=manager, at=AT)
    assert (undone.undone_by, undone.undone_at) == (manager, AT)
    assert ranges(municipality) == {"2021": DateRange(date(2021, 11, 1), None)}
    assert Activation.objects.count() == 2
    assert undo_activation(activation=activation, by=manager, at=datetime(2026, 9, 2, tzinfo=UTC)).undone_at == AT


def test_after_undoing_the_same_day_can_be_set_again(municipality, edition_2026, manager) -> None:
    asked = {"municipality": municipality, "delimitation": edition_2026, "starts_on": ELECTION, "by": manager}
    undo_activation(activation=activate_delimitation(**asked, at=AT), by=manager, at=AT)
    activate_delimitation(**asked, at=AT)
    assert ranges(municipality)["2026"] == DateRange(ELECTION, None)


def test_another_municipality_keeps_its_own_edition(municipality, edition_2026, manager) -> None:
    other = make_grid(1, 1, origin=(-12.0, -30.0))[0].municipality
    activate_delimitation(municipality=municipality, delimitation=edition_2026, starts_on=ELECTION, by=manager, at=AT)
    assert ranges(other) == {"2021": DateRange(date(2021, 11, 1), None)}


def test_the_operator_at_the_console_is_nobody_by_name(municipality, edition_2026) -> None:
    activation = activate_delimitation(
        municipality=municipality, delimitation=edition_2026, starts_on=ELECTION, by=None, at=AT
    )
    assert activation.set_by is None


def test_a_person_without_the_right_changes_nothing(municipality, edition_2026, manager) -> None:
    stranger = get_user_model().objects.create_user("stranger@example.org")
    asked = {"municipality": municipality, "delimitation": edition_2026, "starts_on": ELECTION}
    with pytest.raises(ActivationError) as refused:
        activate_delimitation(**asked, by=stranger, at=AT)
    assert refused.value.reason == ActivationRefusal.NOT_ALLOWED
    assert set(ranges(municipality)) == {"2021"}

    activation = activate_delimitation(**asked, by=manager, at=AT)
    with pytest.raises(ActivationError):
        undo_activation(activation=activation, by=stranger, at=AT)
    assert set(ranges(municipality)) == {"2021", "2026"}


@pytest.mark.parametrize(
    ("edition", "starts_on", "reason", "words"),
    [
        ("2026", date(2026, 7, 1), ActivationRefusal.TOO_LONG_AGO, "more than 31 days ago"),
        ("2026", date(2021, 11, 1), ActivationRefusal.DAY_TAKEN, "choose another day"),
        ("2026", date(2020, 11, 25), ActivationRefusal.NOT_PUBLISHED, "published on Thursday 26 November 2020"),
        ("2021", ELECTION, ActivationRefusal.COUNTS_ALREADY, "already"),
        ("2031", ELECTION, ActivationRefusal.NO_WARDS, "Import them first"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(municipality, manager, edition, starts_on, reason, words) -> None:
    delimitation = DelimitationFactory(edition=edition)
    with pytest.raises(ActivationError, match=words) as refused:
        activate_delimitation(
            municipality=municipality, delimitation=delimitation, starts_on=starts_on, by=manager, at=AT
        )
    assert refused.value.reason == reason
    assert set(ranges(municipality)) == {"2021"}


def test_an_edition_of_another_country_is_refused(municipality, manager) -> None:
    with pytest.raises(ActivationError) as refused:
        activate_delimitation(
            municipality=municipality,
            delimitation=DelimitationFactory(country="YY"),
            starts_on=ELECTION,
            by=manager,
            at=AT,
        )
    assert refused.value.reason == ActivationRefusal.OTHER_COUNTRY


def test_what_has_counted_for_years_is_not_undone(municipality, manager) -> None:
    with pytest.raises(ActivationError) as refused:
        undo_activation(activation=municipality.activations.get(), by=manager, at=AT)
    assert refused.value.reason == ActivationRefusal.TOO_LONG_AGO


def test_the_database_itself_keeps_two_editions_off_one_day(municipality, edition_2026) -> None:
    with pytest.raises(IntegrityError, match="activation_one_edition_a_day"), transaction.atomic():
        ActivationFactory(municipality=municipality, delimitation=edition_2026, starts_on=date(2022, 1, 1))
