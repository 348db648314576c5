"""Terms begin and end by hand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.backends.postgresql.psycopg_any import DateRange
from wagtail.models import ModelLogEntry

from tests.wards.conftest import Grants
from tests.wards.factories import CouncillorFactory, CouncillorTermFactory, DelimitationFactory, make_grid
from wards.enums import SeatKind, TermEnd
from wards.extensions import WardExtension
from wards.models import Councillor, CouncillorTerm, Municipality, Ward
from wards.rules.terms import TermRefusal
from wards.services.activations import activate_delimitation
from wards.services.terms import TermError, begin_term, correct_end, end_term

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 1, 9, 0, tzinfo=UTC)
DAY = date(2024, 6, 1)


@pytest.fixture
def wards() -> list[Ward]:
    return make_grid(2, 1)


@pytest.fixture
def clerk(grants: Grants, wards: list[Ward]) -> Any:
    user = get_user_model().objects.create_user("clerk@example.org")
    grants.give(user, wards[0].municipality, "wards.change_councillor")
    return user


@pytest.fixture
def amahle(wards: list[Ward]) -> Councillor:
    return CouncillorFactory(municipality=wards[0].municipality, name="Amahle")


def begin(councillor: Councillor, ward: Ward | None, by: Any) -> CouncillorTerm:
    seat = SeatKind.WARD if ward else SeatKind.PROPORTIONAL
    return begin_term(councillor=councillor, seat=seat, ward=ward, on=DAY, by=by, at=AT)


def refusal_of(call: Any) -> TermRefusal:
    with pytest.raises(TermError) as refused:
        call()
    return refused.value.reason


def test_a_by_election_fills_a_vacant_ward(wards: list[Ward], amahle: Councillor, clerk: Any) -> None:
    term = begin(amahle, wards[0], clerk)
    assert (term.served, term.source) == (DateRange(DAY, None), None)
    entry = ModelLogEntry.objects.for_instance(amahle).get()
    assert (entry.action, entry.user) == ("wards.councillor.term_begun", clerk)


def test_a_ward_that_is_held_is_not_filled_twice(wards: list[Ward], amahle: Councillor, clerk: Any) -> None:
    CouncillorTermFactory(ward=wards[0])
    assert refusal_of(lambda: begin(amahle, wards[0], clerk)) == TermRefusal.WARD_TAKEN
    assert not amahle.terms.exists()


def test_a_councillor_holds_one_seat(wards: list[Ward], amahle: Councillor, clerk: Any) -> None:
    begin(amahle, None, clerk)
    assert refusal_of(lambda: begin(amahle, wards[1], clerk)) == TermRefusal.SERVES_ALREADY


def test_a_ward_of_another_municipality_is_refused(amahle: Councillor, clerk: Any) -> None:
    foreign = make_grid(1, 1, municipality=Municipality.objects.create(country="ZZ", code="X", name="X"))[0]
    assert refusal_of(lambda: begin(amahle, foreign, clerk)) == TermRefusal.OTHER_MUNICIPALITY


def test_a_resignation_leaves_the_ward_vacant_from_the_day_after(wards: list[Ward], clerk: Any) -> None:
    term = CouncillorTermFactory(ward=wards[0])
    ended = end_term(term=term, last_day=DAY, reason=TermEnd.RESIGNED, by=clerk, at=AT)
    assert (ended.served.upper, ended.end_reason) == (date(2024, 6, 2), TermEnd.RESIGNED)
    again = lambda: end_term(term=term, last_day=DAY, reason=TermEnd.DIED, by=clerk, at=AT)  # noqa: E731
    assert refusal_of(again) == TermRefusal.ENDED_ALREADY


def test_staff_of_another_municipality_may_neither_begin_nor_end(
    wards: list[Ward], amahle: Councillor, grants: Grants
) -> None:
    stranger = get_user_model().objects.create_user("stranger@example.org")
    grants.give(stranger, make_grid(1, 1)[0].municipality, "wards.change_councillor")
    term = CouncillorTermFactory(ward=wards[1])
    ending = lambda: end_term(term=term, last_day=DAY, reason=TermEnd.DIED, by=stranger, at=AT)  # noqa: E731
    assert refusal_of(lambda: begin(amahle, wards[0], stranger)) == TermRefusal.NOT_ALLOWED
    assert refusal_of(ending) == TermRefusal.NOT_ALLOWED
    assert CouncillorTerm.objects.get().served.upper is None


def test_a_mistyped_end_is_corrected_and_history_keeps_both(wards: list[Ward], clerk: Any) -> None:
    term = CouncillorTermFactory(ward=wards[0])
    end_term(term=term, last_day=date(2042, 6, 1), reason=TermEnd.DIED, by=clerk, at=AT)
    fixed = correct_end(term=term, last_day=DAY, reason=TermEnd.RESIGNED, by=clerk, at=AT)
    assert (fixed.served.upper, fixed.end_reason) == (date(2024, 6, 2), TermEnd.RESIGNED)
    entry = ModelLogEntry.objects.for_instance(term.councillor).get(action="wards.councillor.term_corrected")
    assert entry.user == clerk
    for words in ("1 June 2042, Died", "1 June 2024, Resigned"):
        assert words in str(entry.message)


def test_a_term_that_was_ended_in_error_goes_on(wards: list[Ward], clerk: Any) -> None:
    term = CouncillorTermFactory(ward=wards[0])
    end_term(term=term, last_day=DAY, reason=TermEnd.DIED, by=clerk, at=AT)
    fixed = correct_end(term=term, last_day=None, reason=None, by=clerk, at=AT)
    assert (fixed.served.upper, fixed.end_reason) == (None, "")


def test_an_end_does_not_move_into_the_successors_term(wards: list[Ward], amahle: Councillor, clerk: Any) -> None:
    term = CouncillorTermFactory(ward=wards[0])
    end_term(term=term, last_day=date(2024, 5, 31), reason=TermEnd.RESIGNED, by=clerk, at=AT)
    begin(amahle, wards[0], clerk)
    moved = lambda: correct_end(term=term, last_day=DAY, reason=TermEnd.DIED, by=clerk, at=AT)  # noqa: E731
    assert refusal_of(moved) == TermRefusal.WARD_TAKEN
    assert refusal_of(lambda: correct_end(term=term, last_day=None, reason=None, by=clerk, at=AT)) == (
        TermRefusal.WARD_TAKEN
    )


def test_staff_of_another_municipality_correct_nothing(wards: list[Ward], grants: Grants, clerk: Any) -> None:
    stranger = get_user_model().objects.create_user("stranger@example.org")
    grants.give(stranger, make_grid(1, 1)[0].municipality, "wards.change_councillor")
    term = CouncillorTermFactory(ward=wards[0])
    end_term(term=term, last_day=DAY, reason=TermEnd.DIED, by=clerk, at=AT)
    correcting = lambda: correct_end(term=term, last_day=None, reason=None, by=stranger, at=AT)  # noqa: E731
    assert refusal_of(correcting) == TermRefusal.NOT_ALLOWED


def test_a_term_is_entered_ahead_in_the_wards_that_count_on_its_first_day(
    wards: list[Ward], amahle: Councillor, clerk: Any
) -> None:
    edition, switch = DelimitationFactory(edition="2026"), date(2024, 11, 4)
    after = make_grid(1, 1, municipality=amahle.municipality, delimitation=edition, active_from=None)[0]
    activate_delimitation(municipality=amahle.municipality, delimitation=edition, starts_on=switch, by=None, at=AT)

    def begun(ward: Ward, on: date) -> CouncillorTerm:
        return begin_term(councillor=amahle, seat=SeatKind.WARD, ward=ward, on=on, by=clerk, at=AT)

    assert refusal_of(lambda: begun(wards[0], switch)) == TermRefusal.OTHER_BOUNDARIES
    assert refusal_of(lambda: begun(after, DAY)) == TermRefusal.OTHER_BOUNDARIES
    assert begun(after, switch).served == DateRange(switch, None)


def test_a_term_that_began_before_any_edition_was_put_in_force_is_entered(
    wards: list[Ward], amahle: Councillor, clerk: Any
) -> None:
    served_since = date(2016, 8, 10)
    term = begin_term(councillor=amahle, seat=SeatKind.WARD, ward=wards[0], on=served_since, by=clerk, at=AT)
    assert term.served == DateRange(served_since, None)


def test_a_term_does_not_go_on_in_a_ward_that_stopped_counting(wards: list[Ward], clerk: Any) -> None:
    term, municipality = CouncillorTermFactory(ward=wards[0]), wards[0].municipality
    edition, switch = DelimitationFactory(edition="2026"), date(2024, 6, 3)
    make_grid(1, 1, municipality=municipality, delimitation=edition, active_from=None)
    activate_delimitation(municipality=municipality, delimitation=edition, starts_on=switch, by=None, at=AT)
    end_term(term=term, last_day=DAY, reason=TermEnd.RESIGNED, by=clerk, at=AT)
    later = datetime(2024, 7, 1, tzinfo=UTC)

    def corrected(last_day: date | None) -> CouncillorTerm:
        return correct_end(term=term, last_day=last_day, reason=TermEnd.DIED, by=clerk, at=later)

    for last_day in (None, switch):
        assert refusal_of(lambda day=last_day: corrected(day)) == TermRefusal.OTHER_BOUNDARIES
    eve = switch - timedelta(days=1)
    assert corrected(eve).served.upper == switch


def test_whoever_registered_hears_that_seats_changed(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    wards: list[Ward],
    amahle: Councillor,
    clerk: Any,
) -> None:
    heard: list[Municipality] = []
    listener = WardExtension(key="test", seats_changed=heard.append)
    monkeypatch.setattr("wards.extensions._extensions", {listener.key: listener})
    with django_capture_on_commit_callbacks(execute=True):
        term = begin(amahle, wards[0], clerk)
        end_term(term=term, last_day=DAY, reason=TermEnd.DISSOLVED, by=clerk, at=AT)
        correct_end(term=term, last_day=None, reason=None, by=clerk, at=AT)
    assert heard == [wards[0].municipality] * 3
