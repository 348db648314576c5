"""The same thing done twice at the same moment is done once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from engagement.enums import Outcome
from engagement.errors import NotPossibleError
from engagement.models import Case, Notification, Resident
from engagement.services.concerns import answer_concern, confirm_contact, publish_concern
from tests.engagement.cast import NOW, assemble

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


def test_confirming_four_times_at_once_begins_once() -> None:
    cast = assemble()
    case = cast.raised()
    at_once(lambda: confirm_contact(case=case, at=NOW))
    assert list(case.events.values_list("kind", flat=True)) == ["raised", "contact_confirmed"]
    assert case.clocks.count() == 1


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


def test_publishing_four_times_at_once_publishes_once() -> None:
    cast = assemble()
    case = cast.confirmed()
    at_once(lambda: publish_concern(case=case, by=cast.moderator, at=NOW))
    assert list(case.events.values_list("kind", flat=True)).count("published") == 1
