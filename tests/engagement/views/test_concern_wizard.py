"""Writing to the councillor, one question a page: order, drafts, place, photos, the last look, and limits."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.gis.geos import Point
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from engagement.enums import Impossible, Publication
from engagement.form_notices import RAISE
from engagement.models import Case, ConcernDraft, CouncillorAccount, Photo, RetentionRule, StaffMember
from engagement.queries.notices import notice_of
from engagement.rules import proof_of_work
from engagement.services.concern_drafts import begin_draft, forget_concern_drafts
from engagement.views.limits import MOST_IN_TEN_MINUTES
from tests.engagement.cast import NAME, NOW, Cast
from tests.engagement.photo_files import photo_file
from tests.engagement.rules.test_proof_of_work import solved
from tests.engagement.sessions import browser_of
from tests.engagement.shown import notice_shown
from tests.engagement.writing import WHAT, address, fill_in, press_send, told, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("photo_folder")]

HERE, THERE, NOWHERE = ({"lat": "-49.5", "lon": lon} for lon in ("12.5", "14.5", "80"))
"""A place in the ward of the tests, one in the ward beside it, and one in the sea."""


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def read(client: Client, cast: Cast, step: str = "") -> str:
    return client.get(address(cast.ward, step)).content.decode()


def sent_file(kind: str = "JPEG", name: str = "IMG_0001.JPG", **how: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo_file(kind, **how))


def test_each_question_says_which_it_is_and_leads_back(client: Client, cast: Cast) -> None:
    for number, (step, before) in enumerate([("where", "what"), ("photos", "where"), ("readers", "photos")], start=2):
        fill_in(client, cast.ward, until=step)
        page = read(client, cast, step)
        assert f"Question {number} of 6" in page
        assert f'<a class="btn plain" href="{address(cast.ward, before)}">Back</a>' in page
        assert f"(question {number} of 6)" in page.partition("</title>")[0]


def test_the_first_question_says_what_is_done_with_the_words_and_keeps_with_the_draft_what_was_said(
    client: Client, cast: Cast
) -> None:
    page = read(client, cast)
    assert "Your words go to whoever answers for your ward." in page
    assert '<a href="/how-your-data-is-kept/">' in page
    notice = {"notice": re.search(r'name="notice" value="([^"]+)"', page)[1]}
    assert client.post(address(cast.ward, "what"), WHAT | notice).status_code == 302
    draft = ConcernDraft.objects.get()
    assert (draft.privacy_notice.form, draft.privacy_notice.version) == ("raise", NOW.date())
    assert set(draft.answers["what"]) == set(WHAT)
    months = {"contact": 18, "words": 36, "photos": 12, "follows": 3}
    RetentionRule.objects.create(municipality=cast.municipality, kind="concern", **months)
    page = client.post(address(cast.ward, "what"), WHAT | {"text": "Typed anew."} | notice).content.decode()
    assert "has changed meanwhile" in page
    assert "Typed anew." in page
    assert client.post(address(cast.ward, "what"), WHAT | told(cast.ward)).status_code == 302
    draft.refresh_from_db()
    assert "until 18 months after" in draft.privacy_notice.text


def test_a_concern_without_a_notice_of_its_own_keeps_that_of_its_draft(cast: Cast) -> None:
    notice = notice_of(RAISE, cast.municipality, at=NOW)
    draft, _token = begin_draft(ward=cast.ward, answers=WHAT, language="en", notice=notice, at=NOW)
    assert cast.raised(draft=draft, key="").privacy_notice.text == notice.text


@pytest.mark.parametrize("step", ["where", "photos", "readers", "contact", "check"])
def test_a_question_that_comes_too_early_leads_to_the_first_that_waits(client: Client, cast: Cast, step: str) -> None:
    assert client.get(address(cast.ward, step))["Location"] == address(cast.ward)
    fill_in(client, cast.ward, until="where")
    expected = {"where": 200}.get(step, 302)
    answer = client.get(address(cast.ward, step))
    assert answer.status_code == expected
    assert answer.get("Location", address(cast.ward, "where")) == address(cast.ward, "where")
    assert client.post(address(cast.ward, "check"), {"key": str(ConcernDraft.objects.get().key)}).status_code == 302
    assert not Case.objects.exists()


def test_there_is_no_other_question(client: Client, cast: Cast) -> None:
    assert client.get(address(cast.ward, "who")).status_code == 404


def test_looking_keeps_nothing(client: Client, cast: Cast) -> None:
    client.get(address(cast.ward))
    client.get(address(cast.ward, "what"))
    assert not ConcernDraft.objects.exists()
    assert "concern_draft" not in client.cookies


def test_what_was_typed_is_encrypted_and_the_token_is_not_in_the_database(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward)
    [row] = ConcernDraft.objects.values()
    token = client.cookies["concern_draft"]
    assert token["httponly"]
    assert token["samesite"] == "Lax"
    assert token["max-age"] == timedelta(days=7).total_seconds()
    assert token.value not in str(row)
    draft = ConcernDraft.objects.get()
    assert draft.answers["what"]["text"] == WHAT["text"]


def test_a_draft_survives_a_closed_browser_and_start_offers_to_go_on(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="readers")
    later = Client()
    later.cookies["concern_draft"] = client.cookies["concern_draft"].value
    page = read(later, cast)
    assert "You have begun to write" in page
    assert WHAT["subject"] in page
    assert f'href="{address(cast.ward, "readers")}">Go on</a>' in page
    assert WHAT["text"] in read(later, cast, "what")
    assert "You have begun to write" not in read(Client(), cast)


def test_deleting_what_was_typed_leaves_nothing_behind(
    client: Client, cast: Cast, photo_folder: Path, django_capture_on_commit_callbacks: Callable
) -> None:
    fill_in(client, cast.ward, photos=[sent_file()])
    assert Photo.objects.exists()
    assert client.get(address(cast.ward, "forget")).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(cast.ward, "forget"))
    assert not ConcernDraft.objects.exists()
    assert not Photo.objects.exists()
    assert [path for path in photo_folder.rglob("*") if path.is_file()] == []
    assert answer["Clear-Site-Data"] == '"cache"'
    page = client.get(answer["Location"]).content.decode()
    assert "What you typed is deleted." in page
    assert WHAT["text"] not in page


def test_a_draft_is_forgotten_after_seven_days(
    client: Client, cast: Cast, now: Any, django_capture_on_commit_callbacks: Callable
) -> None:
    fill_in(client, cast.ward, photos=[sent_file()])
    week = NOW + timedelta(days=7)
    assert forget_concern_drafts(at=week) == 0
    now.move_to(week + timedelta(minutes=1))
    assert "You have begun to write" not in read(client, cast)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_concern_drafts(at=week + timedelta(minutes=1)) == 1
    assert not Photo.objects.exists()


def test_what_was_sent_is_forgotten_as_a_draft_and_stays_a_case(client: Client, cast: Cast) -> None:
    write(client, cast.ward, photos=[sent_file()])
    draft = ConcernDraft.objects.get()
    assert draft.answers == {}
    assert draft.case == Case.objects.get()
    assert forget_concern_drafts(at=NOW + timedelta(days=8)) == 1
    assert Case.objects.get().photos.count() == 1


def test_a_draft_for_another_ward_is_told_of_and_replaced(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="where")
    page = client.get(address(cast.other_ward)).content.decode()
    assert "You have begun to write to Ward 1 in this browser." in page
    client.post(address(cast.other_ward, "what"), WHAT | told(cast.other_ward))
    assert [draft.ward for draft in ConcernDraft.objects.all()] == [cast.other_ward]


def test_a_change_leads_back_to_the_last_page(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward)
    change = f"{address(cast.ward, 'readers')}?change=1"
    assert f'href="{change}"' in read(client, cast, "check")
    assert f'href="{address(cast.ward, "check")}">Back</a>' in client.get(change).content.decode()
    assert client.post(change, {"readers": "councillor"})["Location"] == address(cast.ward, "check")
    press_send(client, cast.ward)
    assert Case.objects.get().publication == Publication.PRIVATE


# The place


def test_a_place_is_kept_in_words_and_on_the_map(client: Client, cast: Cast) -> None:
    write(client, cast.ward, words="Beside the clinic", **HERE)
    case = Case.objects.get()
    assert case.place_words == "Beside the clinic"
    assert (case.point.x, case.point.y) == (12.5, -49.5)


def test_the_public_reads_a_place_without_what_tells_who_lives_there(cast: Cast) -> None:
    words = f"At the house of {NAME}, call 082 555 0123"
    case = cast.published(place_words=words, point=Point(12.50049, -49.50049, srid=4326))
    story, desk = f"/track/{case.reference}/", browser_of(cast.moderator)
    page = Client().get(story).content.decode()
    assert "At the house of [name], call [phone number]" in page
    assert not any(secret in page for secret in (NAME, "082 555 0123", "50049"))
    assert "?lat=-49.5&amp;lon=12.5" in page
    at_desk = browser_of(cast.councillor).get(f"/councillor/cases/{case.reference}/").content.decode()
    assert words in at_desk
    assert "?lat=-49.50049&amp;lon=12.50049" in at_desk
    moderated = f"/admin/moderation/{case.reference}/words/"
    page = desk.get(moderated).content.decode()
    assert f"<mark>{NAME}</mark>" in page
    assert "?lat=-49.5&amp;lon=12.5" in page
    shown = {"public_subject": case.concern.subject, "public_text": case.concern.text}
    assert "Leave it out with one of" in desk.post(moderated, shown | {"public_place": "At number 7"}).content.decode()
    desk.post(moderated, shown | {"public_place": ""})
    assert "At the house" not in Client().get(story).content.decode()


def test_a_place_may_be_left_out(client: Client, cast: Cast) -> None:
    write(client, cast.ward, words="")
    case = Case.objects.get()
    assert (case.place_words, case.point) == ("", None)


def test_a_place_in_another_ward_is_asked_about_and_sent_there(client: Client, cast: Cast) -> None:
    where = address(cast.ward, "where")
    fill_in(client, cast.ward, until="where")
    asked = client.post(where, {"words": "At the border", **THERE})["Location"]
    page = client.get(asked).content.decode()
    assert "This place lies in Ward 2, Municipality KHA." in page
    assert "At the border" in page
    answer = client.post(where, {"words": "At the border", **THERE, "send_to": "there"})
    assert answer["Location"] == address(cast.other_ward, "photos")
    client.post(address(cast.other_ward, "photos"))
    client.post(address(cast.other_ward, "readers"), {"readers": "councillor"})
    client.post(address(cast.other_ward, "contact"), {"contact": "palesa@example.org"})
    press_send(client, cast.other_ward)
    assert Case.objects.get().ward == cast.other_ward


def test_a_place_in_another_ward_may_stay_with_the_one_that_was_meant(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="where")
    answer = client.post(address(cast.ward, "where"), {"words": "", **THERE, "send_to": "here"})
    assert answer["Location"] == address(cast.ward, "photos")
    again = client.post(address(cast.ward, "where"), {"words": "Seen again", **THERE})
    assert again["Location"] == address(cast.ward, "photos"), "it is not asked twice"


def test_a_ward_in_which_nobody_answers_is_not_offered(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="where")
    CouncillorAccount.objects.filter(user=cast.other_councillor).delete()
    StaffMember.objects.filter(user=cast.speaker).delete()
    asked = client.post(address(cast.ward, "where"), {"words": "", **THERE})["Location"]
    page = client.get(asked).content.decode()
    assert "Nobody reads messages on this site for that ward yet." in page
    assert 'value="there"' not in page


def test_a_place_outside_every_ward_is_told_and_the_words_are_kept(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="where")
    page = client.post(address(cast.ward, "where"), {"words": "Far out", **NOWHERE}).content.decode()
    assert "This place lies outside every ward that is known here." in page
    assert "Far out" in page


def test_without_a_script_the_place_is_tapped_on_pictures(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="where")
    where = address(cast.ward, "where")
    opened = client.post(where, {"words": "Typed before", "map": "open"})["Location"]
    page = client.get(opened).content.decode()
    assert "Typed before" in page
    shown = {name: re.search(rf'name="{name}" value="(\d+)"', page)[1] for name in "zxy"}
    moved = client.post(where, {"words": "Typed before", **shown, "move": "nearer"})["Location"]
    assert f"z={int(shown['z']) + 1}" in moved
    tapped = client.post(where, {"words": "Typed before", **shown, "tap00.x": "159", "tap00.y": "159"})["Location"]
    page = client.get(tapped).content.decode()
    assert "A place is marked on the map." in page
    assert '<circle class="pin"' in page
    assert client.get(address(cast.ward, "photos"))["Location"] == where, "the question is not answered yet"
    client.post(where, {"words": "", "clear": "1", **shown})
    assert ConcernDraft.objects.get().answers["where"]["longitude"] is None


# Photos


def test_photos_are_added_shown_and_removed(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="photos")
    photos = address(cast.ward, "photos")
    assert (
        client.post(photos, {"photos": [sent_file(), sent_file("HEIC", colour="green")], "add": "1"})["Location"]
        == photos
    )
    page = read(client, cast, "photos")
    previews = re.findall(r'<img src="([^"]+preview\.jpg)"', page)
    assert len(previews) == 2
    assert client.get(previews[0])["Content-Type"] == "image/jpeg"
    assert Client().get(previews[0]).status_code == 404
    assert client.get(address(cast.ward, "readers")).status_code == 302, "the question is not answered yet"
    client.post(photos, {"remove": str(Photo.objects.first().token)})
    assert Photo.objects.count() == 1
    assert client.post(photos)["Location"] == address(cast.ward, "readers")


def test_somebody_elses_photo_is_not_removed(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, photos=[sent_file()])
    other = Client()
    fill_in(other, cast.ward, until="photos")
    other.post(address(cast.ward, "photos"), {"remove": [str(Photo.objects.get().token), "nonsense"]})
    assert Photo.objects.count() == 1


def test_a_file_that_is_no_photo_is_told_by_its_name_and_the_others_are_kept(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, until="photos")
    files = [
        sent_file(),
        SimpleUploadedFile("letter.pdf", b"%PDF-1.7"),
        SimpleUploadedFile("cut.jpg", photo_file()[:300]),
    ]
    page = client.post(address(cast.ward, "photos"), {"photos": files}).content.decode()
    assert f"letter.pdf: {Impossible.NOT_A_PHOTO.label}" in page
    assert f"cut.jpg: {Impossible.PHOTO_BROKEN.label}" in page
    assert Photo.objects.count() == 1


def test_photos_go_with_the_case_and_are_hidden(client: Client, cast: Cast) -> None:
    write(client, cast.ward, photos=[sent_file()])
    [photo] = Case.objects.get().photos.all()
    assert photo.draft is None
    assert photo.shown_at is None


# The last look


def test_the_last_page_shows_what_everyone_will_read_and_warns(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, text="Call 082 555 0123 about the poles.", name="Palesa Plantedname")
    page = read(client, cast, "check")
    before, _heading, public = page.partition("What everyone will read")
    assert "082 555 0123" in before
    assert "082 555 0123" not in public
    assert "[phone number]" in public
    assert "Your words hold what looks like a telephone number." in before
    assert "Plantedname" not in public


def test_the_last_page_asks_about_an_address_that_everyone_would_read(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, text="The lamp at 12 Acacia Road is dark.")
    page = read(client, cast, "check")
    assert "This looks like an address" in page
    assert ">12 Acacia Road</b>" in page
    client.post(address(cast.ward, "readers"), {"readers": "councillor"})
    assert "This looks like an address" not in read(client, cast, "check")


@pytest.mark.parametrize("step", ["what", "where", "photos", "readers", "contact", "check"])
def test_every_question_shows_the_dated_notice(client: Client, cast: Cast, step: str) -> None:
    fill_in(client, cast.ward)
    assert read(client, cast, step).count("What is done with your data (as of") == 1


def test_what_is_for_the_councillor_alone_has_no_public_version(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward, readers="councillor")
    assert "What everyone will read" not in read(client, cast, "check")


def test_similar_concerns_that_everyone_may_read_are_offered_before_sending(client: Client, cast: Cast) -> None:
    similar = cast.published(subject="Streetlights out")
    private = cast.confirmed(subject="Streetlights out", is_public=False, text="For you alone.")
    fill_in(client, cast.ward)
    page = read(client, cast, "check")
    assert "Is it one of these?" in page
    assert f"/track/{similar.reference}/" in page
    assert private.reference not in page


def test_what_may_be_seen_is_no_unless_ticked(client: Client, cast: Cast) -> None:
    write(client, cast.ward, name="Palesa")
    write(client, cast.ward, text="Other words.", name="Palesa", shares_name="on")
    write(client, cast.ward, text="More words.", contact="082 555 0123", shares_contact="on")
    first, second, third = Case.objects.order_by("pk")
    assert (first.shares_name, first.shares_contact) == (False, False)
    assert (second.shares_name, second.shares_contact) == (True, False)
    assert (third.shares_name, third.shares_contact) == (False, True)
    assert third.resident.contact.value == "+27825550123"


def test_a_name_that_may_be_seen_must_be_there(client: Client, cast: Cast) -> None:
    page = write(client, cast.ward, shares_name="on").content.decode()
    assert page.count("Enter your name, or do not let it be seen") == 2


def test_the_page_of_another_draft_sends_nothing(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward)
    answer = client.post(address(cast.ward, "check"), {"key": "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f111"})
    assert answer["Location"] == address(cast.ward, "check")
    assert not Case.objects.exists()


def test_a_number_to_which_nothing_goes_any_more_is_asked_for_again_with_the_reason(
    client: Client, cast: Cast, settings: Any
) -> None:
    fill_in(client, cast.ward, contact="082 555 0123")
    settings.SMS_URL = ""
    key = ConcernDraft.objects.get().key
    sent = client.post(address(cast.ward, "check"), {"key": key} | notice_shown(RAISE, cast.ward.municipality))
    assert sent["Location"] == address(cast.ward, "contact")
    assert "Enter an e-mail address in the right form" in client.get(sent["Location"]).content.decode()
    assert not Case.objects.exists()


# Limits


@pytest.fixture
def quick_work(monkeypatch: pytest.MonkeyPatch) -> int:
    """A piece of work that is done at once."""
    easy = partial(proof_of_work.is_proof, bits=4)
    monkeypatch.setattr("engagement.views.concern_wizard.is_proof", easy)
    return 4


def test_whose_phone_worked_is_counted_by_the_wide_limit(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, quick_work: int
) -> None:
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "raise-unproved", 0)
    fill_in(client, cast.ward)
    challenge = re.search(r'name="challenge" value="([^"]+)"', read(client, cast, "check"))[1]
    proof = solved(challenge, quick_work)
    refused = press_send(client, cast.ward, proof="").content.decode()
    assert str(Impossible.TOO_MANY_HERE.label) in refused
    assert WHAT["text"] in refused
    assert press_send(client, cast.ward, challenge=challenge, proof=proof).status_code == 302
    assert Case.objects.count() == 1

    replayed = Client()
    fill_in(replayed, cast.ward, contact="b@example.org")
    assert press_send(replayed, cast.ward, challenge=challenge, proof=proof).status_code == 200
    assert Case.objects.count() == 1


def test_one_resident_without_a_script_is_not_kept_out(client: Client, cast: Cast) -> None:
    assert MOST_IN_TEN_MINUTES["raise-unproved"] >= 10
    for number in range(3):
        assert write(client, cast.ward, text=f"Message {number}").status_code == 302
    assert Case.objects.count() == 3


def test_too_many_drafts_from_one_network_are_refused_and_the_words_kept(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "draft", 0)
    page = client.post(address(cast.ward, "what"), WHAT | told(cast.ward)).content.decode()
    assert str(Impossible.TOO_MANY_HERE.label) in page
    assert WHAT["text"] in page
    assert not ConcernDraft.objects.exists()
