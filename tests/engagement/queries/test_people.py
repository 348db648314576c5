"""Who answers for a ward, also after its boundaries are gone."""

from datetime import date, timedelta

import pytest

from engagement.queries.people import councillor_answering, wards_answered_by
from tests.engagement.cast import NOW, Cast
from wards.models import Activation, Councillor, CouncillorTerm, Delimitation, Ward

pytestmark = pytest.mark.django_db

SWITCH = date(2026, 11, 4)
AFTER = SWITCH + timedelta(days=30)


def redraw(cast: Cast) -> Ward:
    """A new edition counts from SWITCH on; the councillor is elected again, in the ward that lies there then."""
    later = Delimitation.objects.create(country="ZZ", edition="2027", published_on=SWITCH)
    old = cast.ward
    new = Ward.objects.create(
        municipality=old.municipality,
        delimitation=later,
        code="NEW-9",
        number=9,
        boundary=old.boundary,
        outline=old.outline,
        label_point=old.label_point,
    )
    Activation.objects.filter(municipality=old.municipality).update(in_force=(date(2020, 1, 1), SWITCH))
    Activation.objects.create(
        municipality=old.municipality, delimitation=later, starts_on=SWITCH, in_force=(SWITCH, None), set_at=NOW
    )
    councillor = Councillor.objects.get(account__user=cast.councillor)
    term = CouncillorTerm.objects.get(councillor=councillor)
    term.served = (term.served.lower, SWITCH)
    term.save()
    CouncillorTerm.objects.create(councillor=councillor, seat=term.seat, ward=new, served=(SWITCH, None))
    return new


def test_a_councillor_answers_for_the_ward_they_hold_and_for_no_other(cast: Cast) -> None:
    assert wards_answered_by(cast.councillor, NOW.date()) == {cast.ward.pk}


def test_cases_of_a_ward_that_is_gone_go_to_whoever_holds_the_place_now(cast: Cast) -> None:
    new = redraw(cast)
    assert wards_answered_by(cast.councillor, AFTER) == {cast.ward.pk, new.pk}
    assert councillor_answering(cast.councillor, cast.ward.pk, AFTER) is not None
    assert councillor_answering(cast.other_councillor, cast.ward.pk, AFTER) is None


def test_a_ward_of_the_old_edition_that_is_still_held_stays_with_its_holder(cast: Cast) -> None:
    redraw(cast)
    holder = Councillor.objects.get(account__user=cast.other_councillor)
    CouncillorTerm.objects.filter(councillor=holder).delete()
    CouncillorTerm.objects.create(councillor=holder, seat="ward", ward=cast.ward, served=(SWITCH, None))
    assert cast.ward.pk not in wards_answered_by(cast.councillor, AFTER)
    assert cast.ward.pk in wards_answered_by(cast.other_councillor, AFTER)
