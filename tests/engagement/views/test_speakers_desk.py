"""/councillor/ for the Speaker's office: wards in which nobody sits."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from engagement.enums import Actor, ConcernStatus, Impossible, Outcome, Role
from engagement.errors import NotPossibleError
from engagement.models import Case, CouncillorAccount, Notification
from engagement.queries.answering import answerer_for
from engagement.queries.concerns import owed_on_desk
from engagement.queries.viewers import viewer_of
from engagement.rules.visibility import Viewer
from engagement.services.answers import answer_concern
from engagement.services.notifications import deliver_notifications
from tests.engagement.cast import NOW, Cast, make_councillor, make_staff
from tests.engagement.sessions import browser_of
from tests.engagement.views.test_councillor import address, filled
from wards.models import Activation, Councillor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(cast: Cast) -> Case:
    """A concern of a ward whose councillor left yesterday."""
    case = cast.confirmed(subject="Pump without power")
    cast.ward.terms.update(served=(date(2021, 11, 1), NOW.date()))
    return case


def desk_of(user: object) -> str:
    return browser_of(user).get("/councillor/").content.decode()


def test_the_office_finds_what_waits_in_vacant_wards_and_nothing_else(cast: Cast, case: Case) -> None:
    held = cast.confirmed(ward=cast.other_ward, subject="In a ward with a councillor")
    page = desk_of(cast.speaker)
    assert "1 resident waits" in page
    assert "Speaker's office of Municipality KHA" in page.replace("&#x27;", "'")
    assert case.concern.subject in page
    assert held.concern.subject not in page
    assert held.concern.subject in desk_of(cast.other_councillor)


def test_the_office_of_another_municipality_finds_nothing(cast: Cast, case: Case) -> None:
    assert case.concern.subject not in desk_of(cast.stranger_moderator)
    assert browser_of(cast.stranger_moderator).post(address(case), filled()).status_code == 404


def test_a_password_alone_opens_no_desk(cast: Cast, case: Case) -> None:
    answer = browser_of(cast.speaker, second_factor=False).get(address(case))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/2fa/")


def test_the_answer_says_publicly_and_in_the_mail_that_it_came_from_the_office(
    client: Client, cast: Cast, case: Case
) -> None:
    browser = browser_of(cast.speaker)
    assert "answers, not you" in browser.get(address(case)).content.decode()
    assert browser.post(address(case), filled())["Location"] == address(case)
    case.refresh_from_db()
    event = case.events.last()
    assert (case.status, event.actor, event.by) == (ConcernStatus.ANSWERED, Actor.STAFF, cast.speaker)

    case.publication, case.published_at = "published", NOW
    case.save()
    story = client.get(f"/track/{case.reference}/").content.decode().replace("&#x27;", "'")
    assert "The Speaker's office answered" in story
    assert "answered: Answered" not in story
    assert cast.speaker.email not in story

    deliver_notifications(at=NOW)
    [message] = [message for message in mail.outbox if "there is an answer" in message.subject]
    assert "The Speaker's office of Municipality KHA has answered you" in message.body
    assert "has no councillor at the moment" in message.body


def test_a_councillors_mail_says_nothing_of_the_office(cast: Cast) -> None:
    case = cast.confirmed()
    answer_concern(
        case=case, text="Done.", outcome=Outcome.ANSWERED, is_public=False, key="a", by=cast.councillor, at=NOW
    )
    deliver_notifications(at=NOW)
    [message] = [message for message in mail.outbox if "there is an answer" in message.subject]
    assert "office" not in message.body


def test_when_a_councillors_term_begins_the_case_is_theirs(cast: Cast, case: Case) -> None:
    cast.ward.terms.all().delete()
    elected = make_councillor(cast.ward, "Zola Elected")
    assert case.concern.subject in desk_of(elected)
    assert case.concern.subject not in desk_of(cast.speaker)
    assert browser_of(cast.speaker).get(address(case)).status_code == 404
    with pytest.raises(NotPossibleError) as refusal:
        answer_concern(
            case=case, text="Late.", outcome=Outcome.ANSWERED, is_public=False, key="b", by=cast.speaker, at=NOW
        )
    assert refusal.value.reason == Impossible.NOT_YOUR_WARD


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SPEAKERS_OFFICE])
def test_no_other_role_answers_for_a_vacant_ward(cast: Cast, case: Case, role: Role) -> None:
    assert answerer_for(make_staff(cast.municipality, role), case, NOW.date()) is None
    assert answerer_for(cast.speaker, case, NOW.date()) is not None


def test_vacant_wards_alone_show_nothing_without_the_role(cast: Cast, case: Case) -> None:
    nobody = Viewer(user_id=1, office_wards=frozenset({case.ward_id}))
    assert not owed_on_desk(nobody).exists()
    assert owed_on_desk(viewer_of(cast.speaker, on=NOW.date(), at_work=True)).exists()


def test_what_was_opened_in_a_ward_that_is_gone_stays_with_whoever_holds_its_ground(cast: Cast, case: Case) -> None:
    cast.other_ward.boundary = cast.ward.boundary
    cast.other_ward.save()
    assert answerer_for(cast.speaker, case, NOW.date()), "while the ward counts, its seat is vacant"
    Activation.objects.filter(municipality=cast.municipality).update(in_force=(date(2020, 1, 1), date(2026, 1, 1)))
    assert answerer_for(cast.speaker, case, NOW.date()) is None
    assert answerer_for(cast.other_councillor, case, NOW.date()) is not None
    assert case.concern.subject in desk_of(cast.other_councillor)
    assert case.concern.subject not in desk_of(cast.speaker)


def test_the_office_is_told_where_to_answer(cast: Cast) -> None:
    cast.ward.terms.all().delete()
    case = cast.confirmed(at=NOW + timedelta(minutes=1))
    assert Notification.objects.filter(case=case, template="speaker-new").exists()
    deliver_notifications(at=NOW + timedelta(minutes=2))
    [message] = [message for message in mail.outbox if message.to == [cast.speaker.email]]
    assert address(case) in message.body


def test_a_councillor_without_an_account_is_no_dead_end(cast: Cast) -> None:
    Councillor.objects.filter(account__user=cast.councillor).update(office_email="office@example.org")
    CouncillorAccount.objects.filter(user=cast.councillor).delete()
    case = cast.confirmed(subject="Nobody at that desk")
    deliver_notifications(at=NOW)
    assert not [message for message in mail.outbox if message.to == ["office@example.org"]]
    [told] = [message for message in mail.outbox if message.to == [cast.speaker.email]]
    assert "Councillor Nomsa Dlamini, who has no account here yet" in told.body
    assert case.concern.subject in desk_of(cast.speaker)
    assert browser_of(cast.speaker).post(address(case), filled())["Location"] == address(case)
    deliver_notifications(at=NOW)
    [answered] = [message for message in mail.outbox if "there is an answer" in message.subject]
    assert "since Councillor Nomsa Dlamini does not read messages here yet" in answered.body


def test_the_desk_takes_the_same_statements_for_one_and_for_many(cast: Cast, django_assert_num_queries: object) -> None:
    cast.ward.terms.all().delete()
    browser = browser_of(cast.speaker)
    for count in (1, 3):
        for number in range(count):
            cast.confirmed(email=f"{count}-{number}@example.org")
        host, desk = 2, 22
        with django_assert_num_queries(host + desk):
            browser.get("/councillor/")
