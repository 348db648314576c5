"""A one-time code opens a case to the person whose it is, and tells nobody else that it exists."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagement.enums import Channel, Impossible
from engagement.errors import NotPossibleError
from engagement.models import AccessRequest, Notification
from engagement.rules.codes import LASTS, MOST_REQUESTS_AN_HOUR, MOST_TRIES
from engagement.rules.contacts import Contact, by_email, by_phone
from engagement.services.access import answer_access_requests, forget_requests, request_access, use_code
from tests.engagement.cast import EMAIL, NOW, Cast

pytestmark = pytest.mark.django_db

UNKNOWN = "KH-7F3K-92Q8"


PHONE = by_phone("+27825550123")


def ask(reference: str, email: str | Contact = EMAIL, at: object = NOW) -> AccessRequest:
    contact = by_email(email) if isinstance(email, str) else email
    return request_access(reference=reference, contact=contact, language="en", at=at)


def codes_sent() -> list[str]:
    return [message.recipient for message in Notification.objects.filter(template="code")]


def test_the_right_contact_gets_a_code_that_opens_the_case_once(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    request = ask(case.reference, EMAIL.upper())
    assert answer_access_requests(at=NOW) == 1
    assert codes_sent() == [EMAIL]
    assert use_code(request=request, code=request.code, at=NOW) == case
    assert use_code(request=request, code=request.code, at=NOW) is None


def test_a_number_that_was_given_gets_the_code_as_a_text_and_no_other_does(cast: Cast) -> None:
    case = cast.confirmed(is_public=False, contact=PHONE)
    ask(case.reference, by_phone("+27825550124"))
    ask(case.reference, EMAIL)
    assert answer_access_requests(at=NOW) == 0
    request = ask(case.reference, PHONE)
    assert answer_access_requests(at=NOW) == 1
    sent = Notification.objects.get(template="code")
    assert (sent.channel, sent.recipient) == (Channel.SMS, "+27825550123")
    assert use_code(request=request, code=request.code, at=NOW) == case


def test_a_request_is_answered_once(cast: Cast) -> None:
    ask(cast.confirmed().reference)
    assert [answer_access_requests(at=NOW) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(("known", "email"), [(True, "stranger@example.org"), (False, EMAIL)])
def test_nobody_else_gets_a_code_and_guessing_it_opens_nothing(cast: Cast, known: bool, email: str) -> None:
    case = cast.confirmed(is_public=False)
    request = ask(case.reference if known else UNKNOWN, email)
    assert answer_access_requests(at=NOW) == 0
    assert codes_sent() == []
    assert use_code(request=request, code=request.code, at=NOW) is None


def statements(work: object) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        work()
    return [re.sub(r'"s\d+_x\d+"| ?-?\d{9,}| VALUES .*| WHERE .*| SET .*', "", query["sql"]) for query in captured]


@pytest.mark.parametrize(
    ("contact", "other"), [(by_email(EMAIL), by_email("other@example.org")), (PHONE, by_phone("+27825550124"))]
)
def test_asking_and_guessing_do_the_same_work_whether_or_not_the_case_exists(
    cast: Cast, contact: Contact, other: Contact
) -> None:
    case = cast.confirmed(is_public=False, contact=contact)
    known = statements(lambda: ask(case.reference, contact))
    assert len(known) >= 2
    assert statements(lambda: ask(UNKNOWN, other)) == known
    answer_access_requests(at=NOW)
    real, unreal = AccessRequest.objects.order_by("pk")
    assert (real.case, unreal.case) == (case, None)
    wrong = statements(lambda: use_code(request=real, code="x", at=NOW))
    assert statements(lambda: use_code(request=unreal, code="x", at=NOW)) == wrong


def test_after_five_wrong_tries_the_right_code_opens_nothing(cast: Cast) -> None:
    request = ask(cast.confirmed().reference)
    answer_access_requests(at=NOW)
    for _ in range(MOST_TRIES):
        assert use_code(request=request, code="wrong", at=NOW) is None
    assert use_code(request=request, code=request.code, at=NOW) is None


def test_a_code_runs_out(cast: Cast) -> None:
    request = ask(cast.confirmed().reference)
    answer_access_requests(at=NOW)
    assert use_code(request=request, code=request.code, at=NOW + LASTS) is None


def test_a_request_that_the_worker_found_too_late_sends_nothing(cast: Cast) -> None:
    ask(cast.confirmed().reference)
    assert answer_access_requests(at=NOW + LASTS) == 0
    assert codes_sent() == []


def test_a_stranger_who_knows_the_address_alone_keeps_nobody_out(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    for _ in range(MOST_REQUESTS_AN_HOUR):
        ask(UNKNOWN)
    request = ask(case.reference, EMAIL.upper())
    answer_access_requests(at=NOW)
    assert use_code(request=request, code=request.code, at=NOW) == case


def test_after_five_requests_an_hour_no_new_code_goes_out_and_those_that_came_still_work(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    asked = [ask(case.reference) for _ in range(MOST_REQUESTS_AN_HOUR)]
    answer_access_requests(at=NOW)
    again = ask(case.reference)
    assert again in asked
    assert answer_access_requests(at=NOW) == 0
    assert len(codes_sent()) == MOST_REQUESTS_AN_HOUR
    assert use_code(request=again, code=asked[0].code, at=NOW) == case, "the first of the codes, not the newest"
    assert use_code(request=asked[1], code=asked[0].code, at=NOW) is None, "each works once"
    assert use_code(request=asked[1], code=asked[1].code, at=NOW) == case


def test_when_all_tries_of_the_hour_are_used_up_it_ends(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    for _ in range(MOST_REQUESTS_AN_HOUR):
        request = ask(case.reference)
        for _ in range(MOST_TRIES):
            use_code(request=request, code="wrong", at=NOW)
    with pytest.raises(NotPossibleError) as refusal:
        ask(case.reference)
    assert refusal.value.reason == Impossible.TOO_MANY_CODES
    assert ask(case.reference, "other@example.org")
    assert ask(case.reference, EMAIL, NOW + timedelta(hours=1))


def test_the_code_of_another_reference_or_address_opens_nothing(cast: Cast) -> None:
    first, second = cast.confirmed(is_public=False), cast.confirmed(is_public=False, email="other@example.org")
    mine, theirs = ask(first.reference), ask(second.reference, "other@example.org")
    answer_access_requests(at=NOW)
    assert use_code(request=mine, code=theirs.code, at=NOW) is None
    assert use_code(request=theirs, code=theirs.code, at=NOW) == second


def test_contact_and_code_lie_encrypted(cast: Cast) -> None:
    request = ask(UNKNOWN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact_value, code FROM engagement_accessrequest")
        stored = " ".join(cursor.fetchone())
    assert EMAIL not in stored
    assert request.code not in stored


def test_requests_that_ran_out_are_forgotten_after_a_day(cast: Cast) -> None:
    ask(UNKNOWN)
    assert forget_requests(at=NOW + LASTS + timedelta(days=1)) == 0
    assert forget_requests(at=NOW + LASTS + timedelta(days=1, seconds=1)) == 1
    assert not AccessRequest.objects.exists()
