"""Two municipalities in two time zones: each promises, answers and is shown in its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db.backends.postgresql.psycopg_any import DateRange

from engagement.enums import Nature, Role
from engagement.models import Case
from engagement.queries.clocks import answer_promise
from engagement.queries.people import term_of_ward, wards_answered_by
from engagement.queries.viewers import viewer_of
from engagement.rules.contacts import by_email
from engagement.services.concerns import confirm_contact, raise_concern
from engagement.services.notifications import deliver_notifications
from engagement.services.people import appoint_councillor
from tests.engagement.cast import make_staff
from tests.engagement.sessions import browser_with_grant
from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid
from wards.models import Ward

pytestmark = pytest.mark.django_db

# Monday, 22:30 in the invented municipality (UTC+2); in Nairobi (UTC+3) an hour later, still Monday.
MONDAY_NIGHT = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)
# Monday, 23:30 there; in Nairobi it is Tuesday.
MIDNIGHT_BETWEEN = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
FIRST_DAY = date(2026, 12, 1)


def answered(ward: Ward) -> Ward:
    """A ward for which the Speaker's office answers."""
    make_staff(ward.municipality, Role.SPEAKERS_OFFICE)
    return ward


@pytest.fixture
def nairobi() -> Ward:
    return answered(make_grid(1, 1, municipality=MunicipalityFactory(country="KE", code="NAI", name="Nairobi"))[0])


@pytest.fixture
def sea() -> Ward:
    body = MunicipalityFactory(country="ZZ", code="SEA")
    return answered(make_grid(1, 1, municipality=body, origin=(-10.0, -31.0))[0])


@pytest.fixture
def confirmed() -> Callable[[Ward, datetime], Case]:
    def confirm(ward: Ward, at: datetime) -> Case:
        case = raise_concern(
            ward=ward,
            nature=Nature.ISSUE,
            subject="Dark street",
            text="Eleven poles are dark.",
            is_public=False,
            contact=by_email("palesa@example.org"),
            key=f"{ward.code} {at}",
            at=at,
        )
        return confirm_contact(case=case, at=at)

    return confirm


def due(case: Case) -> datetime:
    return case.clocks.get().due_at


def test_a_promise_ends_at_the_close_of_the_office_there(nairobi: Ward, sea: Ward, confirmed) -> None:
    assert due(confirmed(sea, MONDAY_NIGHT)) == datetime(2026, 3, 16, 14, 30, tzinfo=UTC)
    assert due(confirmed(nairobi, MONDAY_NIGHT)) == datetime(2026, 3, 16, 13, 30, tzinfo=UTC)


def test_the_day_of_the_promise_is_the_day_there(nairobi: Ward, sea: Ward, confirmed) -> None:
    """Ten working days after Monday at sea; after Tuesday in Nairobi."""
    assert due(confirmed(sea, MIDNIGHT_BETWEEN)) == datetime(2026, 3, 16, 14, 30, tzinfo=UTC)
    assert due(confirmed(nairobi, MIDNIGHT_BETWEEN)) == datetime(2026, 3, 17, 13, 30, tzinfo=UTC)


def test_holidays_are_those_of_the_country(nairobi: Ward, confirmed) -> None:
    """Madaraka Day, 1 June, is one of Kenya's and none of South Africa's."""
    assert due(confirmed(nairobi, datetime(2026, 5, 29, 9, tzinfo=UTC))).date() == date(2026, 6, 15)


def test_days_left_are_counted_there(nairobi: Ward, sea: Ward, confirmed) -> None:
    cases = [confirmed(ward, MONDAY_NIGHT) for ward in (sea, nairobi)]
    late = datetime(2026, 3, 12, 21, 30, tzinfo=UTC)  # Thursday at sea, Friday in Nairobi
    assert [answer_promise(case, at=late).days for case in cases] == [2, 1]


def test_a_story_and_a_message_tell_the_hour_there(nairobi: Ward, confirmed) -> None:
    with time_machine.travel(MONDAY_NIGHT, tick=False):
        case = confirmed(nairobi, MONDAY_NIGHT)
        deliver_notifications(at=MONDAY_NIGHT)
        story = (
            browser_with_grant(case, MONDAY_NIGHT + timedelta(hours=1))
            .get(f"/track/{case.reference}/")
            .content.decode()
        )
    assert "16 March" in story
    assert "16:30" in story  # the promise
    assert "23:30" in story  # when it was confirmed
    assert "22:30" not in story
    assert "15:30" not in story
    told = [message.body for message in mail.outbox if "promise an answer by" in message.body]
    assert len(told) == 1
    assert "16:30" in told[0]


def test_a_councillor_takes_office_at_midnight_there(nairobi: Ward, sea: Ward, django_user_model) -> None:
    user = django_user_model.objects.create_user("councillor@example.org")
    terms = [CouncillorTermFactory(ward=ward, served=DateRange(FIRST_DAY, None)) for ward in (nairobi, sea)]
    appoint_councillor(user=user, councillor=terms[0].councillor)
    midnight = datetime(2026, 11, 30, 21, 0, tzinfo=UTC)
    assert term_of_ward(nairobi, midnight) == terms[0]
    assert term_of_ward(sea, midnight) is None
    assert term_of_ward(sea, datetime(2026, 11, 30, 22, 0, tzinfo=UTC)) == terms[1]
    assert wards_answered_by(user, datetime(2026, 11, 30, 20, 59, tzinfo=UTC)) == frozenset()
    assert viewer_of(user, on=midnight, at_work=True).wards == {nairobi.pk}
