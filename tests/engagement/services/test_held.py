"""Photos, follows, reports and appeals: in what a person takes along, and gone with them or when their time is over."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress

from engagement.enums import EventKind, Helped, Outcome, PublicationRefusal, ReportReason
from engagement.models import AccountPhone, Appeal, Case, Follow, Photo, Report, Resident, Support, TimelineEvent
from engagement.queries.timeline import timeline_faults
from engagement.rules.contacts import by_email
from engagement.rules.keeping import months_before
from engagement.services.answers import answer_concern
from engagement.services.appeals import appeal_decision
from engagement.services.feedback import reopen_concern, say_helped
from engagement.services.follows import follow_case
from engagement.services.forgetting import close_account, forget_person
from engagement.services.moderation import refuse_publication
from engagement.services.own_data import download_of
from engagement.services.replies import reply_to_case
from engagement.services.reports import report_concern
from engagement.services.retention import apply_retention
from engagement.services.supports import add_support
from tests.engagement.cast import EMAIL, NOW, Cast, make_user
from tests.engagement.photo_files import plant_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("photo_folder")]

WORDS = "Nobody is named in it."
MAIL = by_email(EMAIL)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def say_something(cast: Cast) -> tuple[Case, Case]:
    """A private case with a photo and an appeal against a refusal; and another's, followed and reported."""
    case, other = cast.confirmed(), cast.published(email="other@example.org")
    refuse_publication(case=case, reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)
    appeal_decision(case=case, words=WORDS, at=NOW)
    plant_photo(case)
    follow_case(case=other, contact=MAIL, language="en", at=NOW)
    facts = {"contact": MAIL, "network": "", "language": "en", "at": NOW}
    report_concern(case=other, reason=ReportReason.ADVERT, words="It sells tyres.", **facts)
    return case, other


def test_a_download_holds_photos_and_what_was_followed_reported_and_appealed_against(cast: Cast) -> None:
    case, other = say_something(cast)
    packed = zipfile.ZipFile(io.BytesIO(download_of(resident=case.resident, by=None, at=NOW)))
    held = json.loads(packed.read("data.json"))
    name = held["photos"][0]["file"]
    assert packed.read(f"photos/{name}").startswith(b"\xff\xd8")
    assert [row["case"] for row in held["follows"]] == [other.reference]
    assert [(row["case"], row["words"]) for row in held["reports"]] == [(other.reference, "It sells tyres.")]
    assert [(row["case"], row["words"]) for row in held["appeals"]] == [(case.reference, WORDS)]
    theirs = zipfile.ZipFile(io.BytesIO(download_of(resident=other.resident, by=None, at=NOW)))
    told = json.loads(theirs.read("data.json"))
    assert [told[key] for key in ("photos", "follows", "reports", "appeals")] == [[], [], [], []]


def test_deletion_takes_them_with_their_files(
    cast: Cast, photo_folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    case, other = say_something(cast)
    follow_case(case=other, contact=by_email("third@example.org"), language="en", at=NOW)
    assert files(photo_folder)
    with django_capture_on_commit_callbacks(execute=True):
        forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    assert not Photo.objects.exists()
    assert not files(photo_folder)
    assert Follow.objects.get().email == "third@example.org"
    assert Appeal.objects.get().words is None
    report = Report.objects.get()
    assert (report.words, report.contact, report.source_index) == (None, None, "")
    assert list(timeline_faults(Case.objects.all())) == []


def said_of(case: Case) -> dict[str, str | None]:
    """What the resident's events of a case say, by their kind."""
    events = TimelineEvent.objects.filter(case=case, kind__in=[EventKind.REPLIED, EventKind.FEEDBACK])
    return {event.kind: event.payload and event.payload["text"] for event in events}


def talked(cast: Cast) -> Case:
    """A public case with a reply, and what was said of its answer; answered again, and closed."""
    case = cast.published()
    reply_to_case(case=case, text=WORDS, key="reply", by=None, at=NOW)
    said = {"text": "It is mended.", "outcome": Outcome.ANSWERED, "is_public": True, "by": cast.councillor, "at": NOW}
    case = answer_concern(case=case, key="first", **said)
    sequence = case.events.get(kind=EventKind.ANSWERED).sequence
    say_helped(case=case, answer_sequence=sequence, helped=Helped.NO, why=WORDS, by=None, at=NOW)
    reopen_concern(case=case, text=WORDS, key="again", by=None, at=NOW)
    return answer_concern(case=case, key="second", **said)


def test_replies_and_what_was_said_of_an_answer_go_with_the_person_also_from_a_public_case(cast: Cast) -> None:
    case = talked(cast)
    forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    assert said_of(case) == {"replied": None, "feedback": None}
    assert case.events.get(kind=EventKind.REOPENED).payload["promised"]
    assert case.concern.public_text


def test_retention_takes_what_is_not_public_and_leaves_the_number(
    cast: Cast, photo_folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    case = talked(cast)
    hidden, shown = (
        plant_photo(case),
        plant_photo(cast.published(email="x@example.org"), is_shown=True, by=cast.moderator),
    )
    reader = by_email("reader@example.org")
    follow_case(case=case, contact=reader, language="en", at=NOW)
    add_support(case=case, contact=reader)
    facts = {"contact": reader, "network": "", "language": "en", "at": NOW}
    report_concern(case=case, reason=ReportReason.ADVERT, words="It sells tyres.", **facts)
    later = months_before(NOW, -36) + timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        went = {row["what"] for row in apply_retention(at=later).counts}
    assert went == {"words", "photos", "follows", "supports", "appeals", "contact"}
    assert said_of(case) == {"replied": None, "feedback": None}
    assert list(Photo.objects.all()) == [shown]
    assert len(files(photo_folder)) == 2
    assert not photo_folder.joinpath(hidden.file.name).exists()
    assert not (Follow.objects.exists() or Support.objects.exists())
    case.concern.refresh_from_db()
    assert case.concern.supporters == 1
    report = Report.objects.get()
    assert (report.words, report.contact, report.source_index) == (None, None, "")
    assert apply_retention(at=later).counts == []
    assert list(timeline_faults(Case.objects.all())) == []


def test_a_photo_that_everyone_can_see_goes_with_the_person_and_from_kept_pages(cast: Cast) -> None:
    case = cast.published()
    plant_photo(case, is_shown=True, by=cast.moderator)
    forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    assert not Photo.objects.exists()


def test_a_closed_account_keeps_neither_telephone_nor_what_it_followed(cast: Cast) -> None:
    user, case = make_user("reader"), cast.published()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    phone = AccountPhone(user=user, proved_at=NOW)
    phone.set_number("+27825550123")
    phone.save()
    follow_case(case=case, contact=by_email(user.email), language="en", at=NOW)
    follow_case(case=case, contact=MAIL, language="en", user=user, at=NOW)
    mine = cast.raised(email=user.email, by=user).resident
    packed = zipfile.ZipFile(io.BytesIO(download_of(resident=mine, by=user, at=NOW)))
    assert json.loads(packed.read("data.json"))["person"]["account_phone"] == "+27825550123"
    close_account(user=user, with_public=False, at=NOW)
    assert not (Follow.objects.exists() or AccountPhone.objects.exists())
    assert Resident.objects.get() == case.resident


def test_a_closed_account_takes_its_reports_and_follows_along_where_nobody_knows_it_as_a_resident(cast: Cast) -> None:
    user, case = make_user("resident"), cast.published()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    facts = {"case": case, "language": "en", "at": NOW}
    for contact in (by_email(user.email), by_email("third@example.org")):
        follow_case(contact=contact, **facts)
        report_concern(reason=ReportReason.ADVERT, words="It sells tyres.", contact=contact, network="", **facts)
    close_account(user=user, with_public=False, at=NOW)
    assert Follow.objects.get().email == "third@example.org"
    assert sorted((report.words or "", report.contact is None) for report in Report.objects.all()) == [
        ("", True),
        ("It sells tyres.", False),
    ]


def test_whoever_types_the_contact_of_another_gets_at_nothing_of_theirs(cast: Cast) -> None:
    other = cast.published(email="other@example.org")
    follow_case(case=other, contact=MAIL, language="en", at=NOW)
    report_concern(
        case=other, reason=ReportReason.ADVERT, words="Tyres.", contact=MAIL, network="", language="en", at=NOW
    )
    user = make_user("somebody")
    typed = cast.raised(by=user).resident
    packed = zipfile.ZipFile(io.BytesIO(download_of(resident=typed, by=user, at=NOW)))
    held = json.loads(packed.read("data.json"))
    assert (held["follows"], held["reports"]) == ([], [])
    forget_person(resident=typed, with_public=False, by=user, at=NOW)
    assert Follow.objects.filter(case=other).exists()
    assert Report.objects.get().words == "Tyres."
