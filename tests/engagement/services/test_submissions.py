"""A form is handled once, however often it is sent."""

from datetime import timedelta

import pytest
from django.db import transaction

from engagement.models import SubmissionKey
from engagement.services.submissions import KEPT_FOR, claim_submission, forget_submissions, settle_submission
from tests.engagement.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_the_second_time_leads_to_what_the_first_led_to(cast: Cast) -> None:
    case = cast.raised()
    with transaction.atomic():
        submission, is_first = claim_submission(key="a", content=("x",), at=NOW)
        settle_submission(submission=submission, case=case)
    again, is_first_again = claim_submission(key="a", content=("x",), at=NOW)
    assert (is_first, is_first_again, again.case) == (True, False, case)


def test_what_was_never_finished_may_be_tried_again() -> None:
    claim_submission(key="a", content=("x",), at=NOW)
    assert claim_submission(key="a", content=("x",), at=NOW)[1]


@pytest.mark.parametrize(("key", "content"), [("b", ("x",)), ("a", ("y",)), ("a", ("x", ""))])
def test_another_form_or_other_words_are_another_submission(cast: Cast, key: str, content: tuple[str, ...]) -> None:
    submission, _ = claim_submission(key="a", content=("x",), at=NOW)
    settle_submission(submission=submission, case=cast.raised())
    assert claim_submission(key=key, content=content, at=NOW)[1]


def test_old_keys_are_forgotten() -> None:
    claim_submission(key="a", content=("x",), at=NOW)
    assert forget_submissions(at=NOW + KEPT_FOR) == 0
    assert forget_submissions(at=NOW + KEPT_FOR + timedelta(seconds=1)) == 1
    assert not SubmissionKey.objects.exists()
