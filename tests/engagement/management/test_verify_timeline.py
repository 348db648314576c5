"""`verify_timeline` names what was altered behind the program's back."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection

from engagement.enums import Actor, EraseReason
from engagement.models import Case, Concern, SubmissionKey
from engagement.rules.chain import FIRST_HEAD, head_of
from engagement.services.cases import lock_case
from engagement.services.timeline import erase_events, record_event
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
        cursor.execute(f"{sql} AND case_id = %(case)s", {"case": case.pk})
        cursor.execute("ALTER TABLE engagement_timelineevent ENABLE TRIGGER engagement_timeline_guard")


def erase_first(case: Case) -> None:
    """A moderator removes what the first event says."""
    erase_events(
        case=lock_case(case),
        events=case.events.all()[:1],
        reason=EraseReason.MODERATION,
        actor=Actor.STAFF,
        by=None,
        at=NOW,
    )


def test_what_was_not_touched_verifies(cast: Cast) -> None:
    cast.published()
    cast.raised()
    assert verify() == ("2 timelines verified: nothing altered, moved or missing.\n", True)


def test_what_was_erased_with_a_reason_verifies(cast: Cast) -> None:
    case = cast.published()
    erase_first(case)
    Concern.objects.filter(case=case).update(subject="", text="")
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


CUT = "DELETE FROM engagement_timelineevent WHERE sequence = 3"


def test_a_tail_is_missed_also_when_the_case_counts_without_it(cast: Cast) -> None:
    case = cast.published()
    tamper(CUT, case)
    Case.objects.filter(pk=case.pk).update(timeline_length=2, timeline_head=case.events.get(sequence=2).link)
    assert "later events than 2 are missing" in verify()[0]


def test_a_cut_shows_also_after_the_case_went_on(cast: Cast) -> None:
    case = cast.published()
    tamper(CUT, case)
    Case.objects.filter(pk=case.pk).update(timeline_length=2)
    record_event(case=lock_case(case), kind="answered", visibility="public", actor="system", by=None, at=NOW)
    assert "event 3 was altered" in verify()[0]


def test_a_history_written_anew_without_the_key_is_found(cast: Cast, settings: Any) -> None:
    """Somebody with the database and the source writes a case again from the start, links, head and all."""
    case, keys = cast.published(), settings.TIMELINE_KEYS
    words = {"nature": "issue", "subject": case.concern.subject, "words": "nothing happened"}
    told = list(case.events.values("kind", "visibility", "actor", "at"))
    tamper("DELETE FROM engagement_timelineevent WHERE true", case)
    Case.objects.filter(pk=case.pk).update(timeline_length=0, timeline_head=FIRST_HEAD)
    settings.TIMELINE_KEYS = ["a key of their own"]
    for event in told:
        record_event(case=lock_case(case), **event, by=None, payload=words)
    Concern.objects.filter(case=case).update(text=words["words"], public_text=words["words"])
    assert verify()[1]  # with their key it is a perfect timeline
    settings.TIMELINE_KEYS = keys
    assert "event 1 was altered" in verify()[0]


def test_an_erasure_without_an_event_is_altered(cast: Cast) -> None:
    case = cast.published()
    tamper(
        "UPDATE engagement_timelineevent SET payload = NULL, salt = NULL, erased_at = now(), "
        "erased_reason = 'moderation', erased_in = 9 WHERE sequence = 1",
        case,
    )
    assert "event 1 was altered" in verify()[0]


def test_the_event_that_tells_of_an_erasure_is_missed(cast: Cast) -> None:
    case = cast.published()
    erase_first(case)
    tamper("DELETE FROM engagement_timelineevent WHERE kind = 'erased'", case)
    printed, _ = verify()
    assert "event 1 was altered" in printed
    assert "event 4 is missing" in printed


def test_a_new_key_seals_and_the_old_one_still_verifies(cast: Cast, settings: Any) -> None:
    case, old = cast.confirmed(), settings.TIMELINE_KEYS
    settings.TIMELINE_KEYS = ["a new key", *old]
    record_event(case=lock_case(case), kind="answered", visibility="public", actor="system", by=None, at=NOW)
    assert verify()[1]
    settings.TIMELINE_KEYS = ["a new key"]
    printed, ends_well = verify()
    assert not ends_well
    assert "TIMELINE_KEYS may lack the key that sealed them" in printed


def test_what_went_since_the_heads_were_kept_is_found(cast: Cast, tmp_path: Path) -> None:
    kept = str(tmp_path / "heads.csv")
    cut, gone, grown = cast.published(), cast.raised(), cast.confirmed()
    assert verify("--heads", kept)[1]
    record_event(case=lock_case(grown), kind="answered", visibility="public", actor="system", by=None, at=NOW)
    assert verify("--against", kept)[1]

    # What no key can find: a whole case is removed, and another is put back to how it once was, from a backup.
    tamper("DELETE FROM engagement_timelineevent WHERE sequence > 2", cut)
    head = head_of(cut.reference, 2, cut.events.get(sequence=2).link, key=configured.TIMELINE_KEYS[0])
    Case.objects.filter(pk=cut.pk).update(timeline_length=2, timeline_head=head)
    tamper("DELETE FROM engagement_timelineevent WHERE true", gone)
    SubmissionKey.objects.filter(case=gone).delete()
    gone.notifications.all().delete()
    Concern.objects.filter(case=gone).delete()
    Case.objects.filter(pk=gone.pk).delete()
    assert verify()[1]

    printed, ends_well = verify("--against", kept)
    assert not ends_well
    assert {line.partition(":")[0] for line in printed.splitlines() if "since the file" in line} == {
        cut.reference,
        gone.reference,
    }


def test_a_file_that_holds_no_heads_is_said(cast: Cast, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    assert "is no file that --heads wrote" in verify("--against", str(other))[0]
    assert "cannot be read" in verify("--against", str(tmp_path / "none.csv"))[0]
    assert "cannot be written" in verify("--heads", str(tmp_path / "no folder" / "heads.csv"))[0]


def test_heads_that_were_kept_are_never_overwritten(cast: Cast, tmp_path: Path) -> None:
    kept = tmp_path / "heads.csv"
    cast.published()
    assert verify("--heads", str(kept))[1]
    before = kept.read_text()
    cast.raised()
    assert "Earlier heads are evidence: name a new file." in verify("--heads", str(kept))[0]
    assert kept.read_text() == before


def test_no_heads_are_written_of_what_is_at_fault(cast: Cast, tmp_path: Path) -> None:
    tamper("DELETE FROM engagement_timelineevent WHERE sequence > 2", cast.published())
    printed, ends_well = verify("--heads", str(tmp_path / "heads.csv"))
    assert not ends_well
    assert "No heads were written" in printed
    assert not (tmp_path / "heads.csv").exists()


def test_what_everyone_reads_and_nobody_published_is_named(cast: Cast) -> None:
    case = cast.published()
    assert verify()[1]
    Concern.objects.filter(case=case).update(public_text="Nothing is wrong here.")
    assert case.reference in verify()[0]
