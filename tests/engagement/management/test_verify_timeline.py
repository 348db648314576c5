"""`verify_timeline` names what was altered behind the program's back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from engagement.enums import EraseReason
from engagement.models import Case
from engagement.services.timeline import erase_event_payload
from tests.engagement.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def verify(*references: str) -> tuple[str, bool]:
    """What the command prints, and whether it ends well."""
    out = StringIO()
    try:
        call_command("verify_timeline", *references, stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error), False
    return out.getvalue(), True


def tamper(sql: str, case: Case) -> None:
    """What somebody with the right to the database itself could do: switch the guard off and write."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE engagement_timelineevent DISABLE TRIGGER engagement_timeline_guard")
        cursor.execute(f"{sql} AND case_id = %s", [case.pk])
        cursor.execute("ALTER TABLE engagement_timelineevent ENABLE TRIGGER engagement_timeline_guard")


def test_what_was_not_touched_verifies(cast: Cast) -> None:
    cast.published()
    cast.raised()
    assert verify() == ("2 timelines verified: nothing altered, moved or missing.\n", True)


def test_what_was_erased_with_a_reason_verifies(cast: Cast) -> None:
    case = cast.published()
    erase_event_payload(event=case.events.first(), reason=EraseReason.MODERATION, at=NOW)
    assert verify()[1]


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        ("UPDATE engagement_timelineevent SET payload = '{}' WHERE sequence = 2", "event 2 was altered"),
        ("UPDATE engagement_timelineevent SET at = at - interval '1 day' WHERE sequence = 1", "event 1 was altered"),
        ("DELETE FROM engagement_timelineevent WHERE sequence = 2", "event 2 is missing"),
        ("DELETE FROM engagement_timelineevent WHERE sequence = 3", "event 3 is missing"),
        (
            "UPDATE engagement_timelineevent SET sequence = 10 - sequence WHERE sequence > 1",
            "stood at another place",
        ),
    ],
)
def test_what_was_altered_is_named(cast: Cast, sql: str, finding: str) -> None:
    case, untouched = cast.published(), cast.published()
    tamper(sql, case)
    printed, ends_well = verify()
    assert f"{case.reference}: " in printed
    assert finding in printed
    assert untouched.reference not in printed
    assert not ends_well


def test_one_case_is_verified_by_its_reference(cast: Cast) -> None:
    case, other = cast.published(), cast.published()
    tamper("DELETE FROM engagement_timelineevent WHERE sequence = 2", other)
    assert verify(case.reference.lower())[1]
    assert not verify(other.reference)[1]


@pytest.mark.parametrize(("typed", "words"), [("KH-7F3K-92Q9", "no reference"), ("KH-7F3K-92Q8", "No case is known")])
def test_what_cannot_be_verified_is_said(cast: Cast, typed: str, words: str) -> None:
    printed, ends_well = verify(typed)
    assert words in printed
    assert not ends_well
