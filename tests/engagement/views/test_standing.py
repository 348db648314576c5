"""What anybody may do with what everyone can read, page by page; and whom the public words name."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from engagement.enums import Publication, PublicationRefusal, ReportOutcome
from engagement.form_notices import APPEAL, FOLLOW, REPORT, SUPPORT
from engagement.models import AccountPhone, Appeal, Case, ContactCheck, Follow, Notification, Report, Support
from engagement.services.appeals import appeal_decision, overturn_decision
from engagement.services.forgetting import forget_person
from engagement.services.links import report_token, unfollow_token
from engagement.services.moderation import Shown, change_public_words, refuse_publication, withdraw_publication
from engagement.services.reports import keep_reported
from engagement.views.limits import MOST_IN_TEN_MINUTES
from tests.engagement.cast import NOW, Cast, make_user
from tests.engagement.sessions import browser_of, browser_with_grant
from tests.engagement.shown import notice_shown

pytestmark = pytest.mark.django_db

READER = "lerato@example.org"
_NOTICES = {"affects-me/": SUPPORT, "affects-me/no-more/": SUPPORT, "follow/": FOLLOW, "report/": REPORT}
SECRETS = ("082 123 4567", "800101 5009 087", "sipho@example.com", "Thabo Mokoena")
TOLD = (
    "My neighbour Thabo Mokoena burns tyres near Lantern School every night. His ID is 800101 5009 087, he is on"
    " 082 123 4567 or sipho@example.com. Please ask Nomsa Dlamini to come."
)


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def of(case: Case, page: str = "") -> str:
    return f"/track/{case.reference}/{page}"


def supporters(case: Case) -> int:
    case.concern.refresh_from_db()
    return case.concern.supporters


def with_code(client: Client, case: Case, page: str, contact: str = READER) -> object:
    """Go the whole way: a contact, the code, and back to the story."""
    answer = client.post(of(case, page), {"contact": contact} | notice_shown(_NOTICES[page], case.municipality))
    assert answer["Location"] == of(case, f"{page}code/")
    code = ContactCheck.objects.latest("pk").code
    return client.post(of(case, f"{page}code/"), {"code": code})


def test_a_code_counts_a_reader_once_and_the_story_says_so(client: Client, cast: Cast) -> None:
    case = cast.published()
    for _ in range(2):
        assert with_code(client, case, "affects-me/")["Location"] == of(case, "?done=counted")
    assert with_code(client, case, "affects-me/", "082 555 0123")
    page = client.get(of(case, "?done=counted")).content.decode()
    assert "You are counted. Thank you." in page
    assert "2 people say that this affects them too" in page
    assert "2 people say that this affects them too" in client.get(f"/wards/{cast.ward.code}/").content.decode()
    assert READER not in page
    assert with_code(client, case, "affects-me/no-more/")["Location"] == of(case, "?done=uncounted")
    assert supporters(case) == 1


def test_a_wrong_code_counts_nobody_and_says_what_to_do(client: Client, cast: Cast) -> None:
    case = cast.published()
    client.post(of(case, "affects-me/"), {"contact": READER} | notice_shown(SUPPORT, cast.municipality))
    page = client.post(of(case, "affects-me/code/"), {"code": "12"}).content.decode()
    assert "This code is wrong or has run out" in page
    assert not Support.objects.exists()


def test_a_code_for_one_thing_does_no_other(client: Client, cast: Cast) -> None:
    case, other = cast.published(), cast.published(email="other@example.org")
    client.post(of(case, "affects-me/"), {"contact": READER} | notice_shown(SUPPORT, cast.municipality))
    assert client.get(of(case, "follow/code/"))["Location"] == of(case, "follow/")
    assert client.get(of(other, "affects-me/code/"))["Location"] == of(other, "affects-me/")


def test_whoever_proved_an_address_needs_one_press(cast: Cast) -> None:
    case, account = cast.published(), make_user("reader")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    browser = browser_of(account)
    page = browser.get(of(case)).content.decode()
    assert "Only the number is ever shown." in page
    support, follow = re.findall(r'name="notice" value="([^"]+)"[^>]*><input type="hidden" name="mine"', page)
    pressed = {"mine": "1", "notice": support}
    assert browser.post(of(case, "affects-me/"), pressed)["Location"] == of(case, "?done=counted")
    assert "Nothing was sent yet" in browser.post(of(case, "follow/"), {"mine": "1"}).content.decode()
    assert not Follow.objects.exists()
    browser.post(of(case, "follow/"), {"mine": "1", "notice": follow})
    assert (supporters(case), Follow.objects.get().user) == (1, account)
    assert Follow.objects.get().privacy_notice.form == FOLLOW
    assert "Follow it no more" in browser.get(of(case)).content.decode()
    assert not ContactCheck.objects.exists()


def test_whoever_proved_a_telephone_supports_with_one_press_and_gives_an_address_to_follow(cast: Cast) -> None:
    case, account = cast.published(), make_user("reader")
    phone = AccountPhone(user=account, proved_at=NOW)
    phone.set_number("+27825550123")
    phone.save()
    browser = browser_of(account)
    assert "+27825550123" in browser.get(of(case, "affects-me/")).content.decode()
    pressed = {"mine": "1"} | notice_shown(SUPPORT, cast.municipality)
    assert browser.post(of(case, "affects-me/"), pressed)["Location"] == of(case, "?done=counted")
    assert "so that no code is needed" not in browser.get(of(case, "follow/")).content.decode()
    browser.post(of(case, "follow/"), {"mine": "1"})
    assert (supporters(case), Follow.objects.exists()) == (1, False)


def test_what_was_said_of_the_data_is_kept_with_what_was_sent(client: Client, cast: Cast) -> None:
    case = cast.published()
    sent = {"reason": "advert", "contact": READER}
    assert "What is done with your data" in client.get(of(case, "report/")).content.decode()
    assert "Nothing was sent yet" in client.post(of(case, "report/"), sent).content.decode()
    assert not Report.objects.exists()
    client.post(of(case, "report/"), sent | notice_shown(REPORT, cast.municipality))
    with_code(client, case, "follow/")
    told = {row.privacy_notice.form for row in (Report.objects.get(), ContactCheck.objects.get(), Follow.objects.get())}
    assert told == {REPORT, FOLLOW}


def test_texts_from_one_network_are_counted_more_narrowly(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "texts", 0)
    sent = {"contact": "082 555 0123"} | notice_shown(SUPPORT, cast.municipality)
    page = client.post(of(cast.published(), "affects-me/"), sent).content.decode()
    assert "Too many" in page
    assert not ContactCheck.objects.exists()


def test_a_press_without_a_proven_address_counts_nobody(client: Client, cast: Cast) -> None:
    case = cast.published()
    assert "Enter a number or an address" in client.post(of(case, "affects-me/"), {"mine": "1"}).content.decode()
    browser_of(make_user("unproven")).post(of(case, "affects-me/"), {"mine": "1"})
    assert not Support.objects.exists()


def test_following_ends_by_the_button_or_by_the_mail_program_and_not_by_looking(client: Client, cast: Cast) -> None:
    case = cast.published()
    for _ in range(2):
        assert with_code(client, case, "follow/")["Location"] == of(case, "?done=followed")
    address = f"/track/following/{unfollow_token(Follow.objects.get())}/end/"
    page = client.get(address).content.decode()
    assert case.reference in page
    assert READER not in page
    assert Follow.objects.exists()
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Follow.objects.exists()
    assert "No more messages" in client.get(address).content.decode()
    assert client.get("/track/following/forged/end/").status_code == 404


def test_a_telephone_number_cannot_follow_by_e_mail(client: Client, cast: Cast) -> None:
    page = client.post(of(cast.published(), "follow/"), {"contact": "082 555 0123"}).content.decode()
    assert "Enter an e-mail address in the right form" in page
    assert not ContactCheck.objects.exists()


@pytest.mark.parametrize("page", ["affects-me/", "follow/", "report/"])
def test_a_program_that_fills_in_everything_does_nothing(client: Client, cast: Cast, page: str) -> None:
    sent = {"contact": READER, "reason": "advert", "website": "https://example.org"}
    assert client.post(of(cast.published(), page), sent).status_code == 302
    assert not (ContactCheck.objects.exists() or Report.objects.exists())


def test_a_report_reaches_the_moderators_and_they_decide(client: Client, cast: Cast) -> None:
    case = cast.published()
    page = client.post(of(case, "report/"), {"reason": "other"}).content.decode()
    assert "Say what is wrong with it" in page
    sent = {"reason": "accuses", "words": "That is my brother.", "contact": READER}
    sent |= notice_shown(REPORT, cast.municipality)
    assert client.post(of(case, "report/"), sent)["Location"] == of(case, "?done=reported")
    desk, report = browser_of(cast.moderator), Report.objects.get()
    address = f"/admin/moderation/reports/{report.pk}/"
    assert address in desk.get("/admin/moderation/").content.decode()
    page = desk.get(address).content.decode()
    assert "That is my brother." in page
    assert READER not in page
    errors = desk.post(address, {"outcome": "taken_down"}).content.decode()
    assert "Choose why it is taken down" in errors
    desk.post(address, {"outcome": "taken_down", "reason": "accuses"})
    report.refresh_from_db()
    case.refresh_from_db()
    assert (report.outcome, case.publication) == (ReportOutcome.TAKEN_DOWN, Publication.WITHDRAWN)


def test_the_resident_appeals_and_the_speakers_office_decides(cast: Cast) -> None:
    case = cast.confirmed()
    refuse_publication(case=case, reason="accuses", by=cast.moderator, at=NOW)
    own = browser_with_grant(case, NOW.replace(hour=9))
    assert of(case, "appeal/") in own.get(of(case)).content.decode()
    words = {"words": "Nobody is named."} | notice_shown(APPEAL, cast.municipality)
    assert own.post(of(case, "appeal/"), words)["Location"] == of(case, "appeal/?made")
    assert "Your appeal was sent" in own.get(of(case, "appeal/?made")).content.decode()
    assert of(case, "appeal/") not in own.get(of(case)).content.decode()
    office, address = browser_of(cast.speaker), f"/admin/moderation/appeals/{Appeal.objects.get().pk}/"
    assert address in office.get("/admin/moderation/").content.decode()
    assert address not in browser_of(cast.moderator).get("/admin/moderation/").content.decode()
    assert "somebody else decides" in browser_of(cast.moderator).get(address).content.decode()
    assert "Nobody is named." in office.get(address).content.decode()
    office.post(address, {"verdict": "otherwise"})
    case.refresh_from_db()
    assert case.publication == Publication.PUBLISHED


def test_the_public_story_says_that_a_decision_was_overturned(client: Client, cast: Cast) -> None:
    case = cast.published()
    how = {"reason": PublicationRefusal.ACCUSES, "erase_words": False, "by": cast.moderator, "at": NOW}
    withdraw_publication(case=case, **how)
    overturn_decision(appeal=appeal_decision(case=case, words="No.", at=NOW), by=cast.speaker, at=NOW)
    page = client.get(of(case)).content.decode()
    assert "Shown again on the ward&#x27;s page" in page
    assert "overturned on appeal, by somebody else than whoever took it" in page
    less = Shown(case.concern.public_subject, "Eleven poles are dark since the [left out].")
    change_public_words(case=case, shown=less, by=cast.moderator, at=NOW)
    forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    assert case.events.filter(kind="published", payload__isnull=True).exists()
    assert "overturned on appeal, by somebody else" in client.get(of(case)).content.decode()
    refused = refuse_publication(case=cast.confirmed(email=READER), reason="accuses", by=cast.moderator, at=NOW)
    overturn_decision(appeal=appeal_decision(case=refused, words="No.", at=NOW), by=cast.speaker, at=NOW)
    page = client.get(of(refused)).content.decode()
    assert "Checked again after an appeal, and shown on the ward&#x27;s page" in page
    assert "overturned on appeal" not in page, "everyone never read that it was refused"


def test_a_reporter_appeals_by_the_link_of_our_message(client: Client, cast: Cast) -> None:
    case = cast.published()
    client.post(of(case, "report/"), {"reason": "advert", "contact": READER} | notice_shown(REPORT, cast.municipality))
    report = keep_reported(report=Report.objects.get(), by=cast.moderator, at=NOW)
    address = f"/track/reported/{report_token(report)}/appeal/"
    words = {"words": "It sells tyres."} | notice_shown(APPEAL, cast.municipality)
    assert client.post(address, words)["Location"] == f"{address}?made"
    assert "Your appeal was sent" in client.get(f"{address}?made").content.decode()
    assert "You have appealed already" in client.get(address).content.decode()
    assert Appeal.objects.get().report == report


def test_the_desk_asks_a_moderator(cast: Cast) -> None:
    case = cast.published()
    desk, address = browser_of(cast.councillor), f"/councillor/cases/{case.reference}/ask-moderator/"
    assert address in desk.get(f"/councillor/cases/{case.reference}/").content.decode()
    assert desk.post(address, {"reason": "personal_data", "words": "A name."}).status_code == 302
    assert Report.objects.get().asked_by == cast.councillor
    asked = desk.get(f"/councillor/cases/{case.reference}/").content.decode()
    assert "A moderator was asked to look. What you asked stands under" in asked
    assert asked.count("A moderator was asked to look") == 2
    assert Notification.objects.filter(template="moderator-report").count() == 1
    assert browser_of(cast.other_councillor).get(address).status_code == 404


def test_the_public_reads_nobodys_name_or_number_anywhere(client: Client, cast: Cast) -> None:
    case = cast.published(subject="Thabo Mokoena at it again, call 082 123 4567", text=TOLD)
    ward = f"/wards/{cast.ward.code}/"
    forms = (of(case, "affects-me/"), of(case, "report/"))
    for address in (of(case), ward, f"{ward}concerns/", *forms):
        page = client.get(address).content.decode()
        if address not in forms:
            assert "near Lantern School" in page, address
        for secret in SECRETS:
            assert secret not in page, (address, secret)
    assert "Please ask Nomsa Dlamini to come." in client.get(of(case)).content.decode()
    own = browser_with_grant(case, NOW.replace(hour=9)).get(of(case)).content.decode()
    assert "082 123" in own
    assert "What everyone reads" in own
    assert "082 123" in browser_of(cast.councillor).get(f"/councillor/cases/{case.reference}/").content.decode()


def test_the_moderator_sees_what_was_found_and_leaves_more_out(client: Client, cast: Cast) -> None:
    case = cast.confirmed(text=TOLD)
    desk, address = browser_of(cast.moderator), f"/admin/moderation/{case.reference}/"
    page = desk.get(address).content.decode()
    assert "<mark>800101 5009 087</mark>" in page
    assert "an ID number, a telephone number, an e-mail address, what may be a person" in page
    shown = case.concern.public_text
    sent = {"decision": "publish", "public_subject": case.concern.subject}
    added = desk.post(address, sent | {"public_text": shown.replace("burns tyres", "steals")}).content.decode()
    assert "The resident did not write this" in added
    assert re.search(r"<textarea[^>]*>\s*My neighbour \[name\] steals", added)
    desk.post(address, sent | {"public_text": shown.replace("every night", "[left out]")})
    story = client.get(of(case)).content.decode()
    assert "near Lantern School [left out]." in story
    assert "every night" not in story


def test_numbers_stay_out_whatever_the_moderator_writes_and_a_name_may_come_back(cast: Cast) -> None:
    case = cast.confirmed(text=TOLD)
    desk, address = browser_of(cast.moderator), f"/admin/moderation/{case.reference}/"
    desk.post(address, {"decision": "publish", "public_subject": case.concern.subject, "public_text": TOLD})
    case.concern.refresh_from_db()
    assert "Thabo Mokoena" in case.concern.public_text
    assert not any(secret in case.concern.public_text for secret in SECRETS[:3])
