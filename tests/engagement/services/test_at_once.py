"""The same thing done twice at the same moment is done once."""

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection

from engagement.enums import ConcernStatus, Impossible, Outcome
from engagement.errors import NotPossibleError
from engagement.models import AccessRequest, Case, Notification, Resident
from engagement.queries.timeline import timeline_faults
from engagement.rules.codes import MOST_REQUESTS_AN_HOUR
from engagement.rules.contacts import by_email
from engagement.services.access import request_access
from engagement.services.answers import answer_concern
from engagement.services.concerns import CONFIRM_WITHIN, MOST_A_DAY, confirm_contact, expire_unconfirmed
from engagement.services.moderation import publish_concern
from tests.engagement.cast import EMAIL, NOW, assemble

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[], object], times: int = 4) -> list[object]:
    """Do something in several threads at the same moment. Returns what each returned or refused with."""
    start, results = threading.Barrier(times), []

    def one() -> None:
        start.wait()
        try:
            results.append(work())
        except NotPossibleError as refusal:
            results.append(refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == times
    return results


def test_one_form_sent_four_times_at_once_makes_one_concern() -> None:
    cast = assemble()
    cases = at_once(lambda: cast.raised(key="one form"))
    assert len(set(cases)) == Case.objects.count() == Resident.objects.count() == Notification.objects.count() == 1


def test_different_forms_sent_at_once_do_not_pass_the_limit_of_a_day() -> None:
    cast = assemble()
    results = at_once(cast.raised, times=MOST_A_DAY + 3)
    assert results.count(Impossible.TOO_MANY) == 3
    assert Case.objects.count() == MOST_A_DAY


def test_codes_asked_for_at_once_do_not_pass_the_limit_of_an_hour() -> None:
    ask = {"reference": "KH-7F3K-92Q8", "contact": by_email(EMAIL), "language": "en", "at": NOW}
    at_once(lambda: request_access(**ask), times=MOST_REQUESTS_AN_HOUR + 3)
    assert AccessRequest.objects.count() == MOST_REQUESTS_AN_HOUR


def test_confirming_four_times_at_once_begins_once() -> None:
    cast = assemble()
    case = cast.raised()
    at_once(lambda: confirm_contact(case=case, at=NOW))
    assert list(case.events.values_list("kind", flat=True)) == ["raised", "contact_confirmed"]
    assert sorted(case.clocks.values_list("kind", flat=True)) == ["first_response", "moderation"]


def test_one_answer_sent_four_times_at_once_is_given_once() -> None:
    cast = assemble()
    case = cast.confirmed()
    at_once(
        lambda: answer_concern(
            case=case,
            text="Done.",
            outcome=Outcome.ANSWERED,
            is_public=False,
            key="one form",
            by=cast.councillor,
            at=NOW + timedelta(hours=1),
        )
    )
    assert list(case.events.values_list("kind", flat=True)).count("answered") == 1
    assert Notification.objects.filter(case=case, template="answered").count() == 1


def test_different_answers_sent_at_once_make_one_story() -> None:
    """As when a councillor answers on two screens: the first closes the case, the others are told so."""
    cast = assemble()
    case = cast.confirmed()
    numbers = count()

    def answer() -> Case:
        number = next(numbers)
        said = {"text": f"Answer {number}", "outcome": Outcome.ANSWERED, "is_public": False, "key": f"form {number}"}
        return answer_concern(case=case, by=cast.councillor, at=NOW + timedelta(hours=1), **said)

    assert at_once(answer).count(Impossible.ANSWERED_MEANWHILE) == 3
    assert list(case.events.values_list("kind", flat=True)).count("answered") == 1
    assert Notification.objects.filter(case=case, template="answered").count() == 1
    assert list(timeline_faults(Case.objects.all())) == []


def test_what_is_confirmed_while_it_expires_is_one_or_the_other() -> None:
    cast = assemble()
    case = cast.raised()
    ways = iter(
        [
            lambda: confirm_contact(case=case, at=NOW + CONFIRM_WITHIN),
            lambda: expire_unconfirmed(at=NOW + CONFIRM_WITHIN + timedelta(seconds=1)),
        ]
        * 2
    )
    at_once(lambda: next(ways)())
    case.refresh_from_db()
    kinds = set(case.events.values_list("kind", flat=True))
    if case.status == ConcernStatus.EXPIRED:
        assert "contact_confirmed" not in kinds
        assert (case.clocks.count(), case.concern.text, case.resident) == (0, "", None)
    else:
        assert "expired" not in kinds
        assert (case.clocks.count(), case.concern.text == "") == (2, False)
    assert list(timeline_faults(Case.objects.all())) == []


def test_publishing_four_times_at_once_publishes_once() -> None:
    cast = assemble()
    case = cast.confirmed()
    at_once(lambda: publish_concern(case=case, by=cast.moderator, at=NOW))
    assert list(case.events.values_list("kind", flat=True)).count("published") == 1
