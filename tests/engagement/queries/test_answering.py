"""Who answers for a ward: only somebody who can enter the desk."""

from datetime import date

import pytest

from engagement.enums import Actor, Role
from engagement.models import CouncillorAccount, StaffMember
from engagement.queries.answering import answerer_for, answers_for, wards_left_to_office
from engagement.queries.viewers import viewer_of
from tests.engagement.cast import NOW, Cast
from tests.engagement.queries.test_people import AFTER, redraw
from wards.models import Councillor

pytestmark = pytest.mark.django_db


def test_a_councillor_with_an_account_answers(cast: Cast) -> None:
    answering = answers_for(cast.ward, NOW)
    assert answering
    assert (answering.actor, answering.addresses) == (Actor.COUNCILLOR, (cast.councillor.email,))
    assert wards_left_to_office([cast.municipality.pk], NOW) == frozenset()


def test_an_office_address_without_an_account_answers_nothing_and_the_office_does(cast: Cast) -> None:
    case = cast.confirmed()
    Councillor.objects.filter(account__user=cast.councillor).update(office_email="office@example.org")
    CouncillorAccount.objects.filter(user=cast.councillor).delete()
    answering = answers_for(cast.ward, NOW)
    assert answering
    assert (answering.actor, answering.addresses) == (Actor.STAFF, (cast.speaker.email,))
    assert answering.sitting == Councillor.objects.get(office_email="office@example.org")
    assert answerer_for(cast.speaker, case, NOW)
    assert viewer_of(cast.speaker, on=NOW, at_work=True).office_wards == {cast.ward.pk}
    assert viewer_of(cast.stranger_moderator, on=NOW, at_work=True).office_wards == frozenset()


def test_an_account_that_was_closed_is_none(cast: Cast) -> None:
    cast.confirmed()
    cast.councillor.is_active = False
    cast.councillor.save()
    assert answers_for(cast.ward, NOW).actor == Actor.STAFF
    assert wards_left_to_office([cast.municipality.pk], NOW) == {cast.ward.pk}


def test_without_an_office_nobody_answers_for_a_vacant_ward(cast: Cast) -> None:
    cast.ward.terms.all().delete()
    assert answers_for(cast.ward, NOW).sitting is None
    StaffMember.objects.filter(roles__contains=[Role.SPEAKERS_OFFICE], municipality=cast.municipality).delete()
    assert answers_for(cast.ward, NOW) is None


def test_nobody_answers_in_a_municipality_that_has_only_a_register(cast: Cast) -> None:
    CouncillorAccount.objects.all().delete()
    StaffMember.objects.filter(municipality=cast.municipality).delete()
    assert answers_for(cast.ward, NOW) is None, "the office of another municipality does not count"
    assert answers_for(cast.ward, date(2026, 3, 2)) is None


def test_for_a_ward_that_is_gone_whoever_holds_its_ground_answers_or_the_office_for_them(cast: Cast) -> None:
    cast.confirmed()
    redraw(cast)
    assert answers_for(cast.ward, AFTER).addresses == (cast.councillor.email,)
    CouncillorAccount.objects.filter(user=cast.councillor).delete()
    assert answers_for(cast.ward, AFTER).addresses == (cast.speaker.email,)
    assert wards_left_to_office([cast.municipality.pk], AFTER) == {cast.ward.pk}
