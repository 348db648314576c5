"""A resident with nothing but a phone: every step by text message, over the provider's own protocol."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagement.enums import Channel, ConcernStatus, Impossible, Outcome
from engagement.form_notices import TRACK
from engagement.models import AccessRequest, Case, Notification, Resident
from engagement.rules.codes import MOST_TEXTS_A_DAY, MOST_TEXTS_AN_HOUR
from engagement.rules.contacts import by_email, by_phone
from engagement.services.access import answer_access_requests, request_access
from engagement.services.answers import answer_concern
from engagement.services.notifications import deliver_notifications
from engagement.views.limits import MOST_IN_TEN_MINUTES
from tests.engagement.cast import EMAIL, NOW, Cast
from tests.engagement.shown import notice_shown
from tests.engagement.smsserver import Provider
from tests.engagement.writing import write

pytestmark = pytest.mark.django_db

TYPED, NUMBER = "082 555 0123", "+27825550123"
WORDS = "Eleven poles are dark since the storm."


def deliver() -> None:
    answer_access_requests(at=timezone.now())
    deliver_notifications(at=timezone.now())


def link_in(text: str) -> str:
    return re.search(r"https?://[^/]+(/\S*)", text)[1]


def code_in(text: str) -> str:
    return re.search(r"\b\d{6}\b", text)[0]


def ask_for_a_code(reference: str, number: str = TYPED) -> Client:
    browser = Client()
    led_to = browser.post(f"/track/{reference}/contact/", {"contact": number} | notice_shown(TRACK))
    assert led_to["Location"] == f"/track/{reference}/code/"
    page = browser.get(led_to["Location"]).content.decode()
    assert "a text message with a code is on its way" in page
    deliver()
    return browser


def test_who_leaves_a_number_is_told_of_every_step_and_reads_the_answer_by_a_texted_code(
    cast: Cast, provider: Provider, mailoutbox: list
) -> None:
    case = cast.raised(contact=by_phone(NUMBER), text=WORDS, is_public=False, at=timezone.now())
    deliver()
    [asked] = provider.texts_to(NUMBER)
    phone = Client()
    page = phone.get(link_in(asked))
    assert "Confirm that this is your number" in page.content.decode()
    case.refresh_from_db()
    assert case.status == ConcernStatus.UNCONFIRMED, "looking changes nothing"
    assert phone.post(link_in(asked))["Location"] == f"/track/{case.reference}/"
    assert WORDS in phone.get(f"/track/{case.reference}/").content.decode()

    deliver()
    assert "confirmed" in provider.texts_to(NUMBER)[1]
    assert [message.to for message in mailoutbox] == [[cast.councillor.email]]
    case.refresh_from_db()
    answer_concern(
        case=case,
        by=cast.councillor,
        text="The lamps are mended on Friday.",
        outcome=Outcome.ANSWERED,
        key="an answer",
        is_public=False,
        at=timezone.now(),
    )
    deliver()
    told = provider.texts_to(NUMBER)[2]
    assert "there is an answer for you" in told
    assert case.reference in told

    other = Client()
    assert other.get(link_in(told))["Location"] == f"/track/{case.reference}/contact/"
    browser = ask_for_a_code(case.reference)
    code = code_in(provider.texts_to(NUMBER)[3])
    assert browser.post(f"/track/{case.reference}/code/", {"code": "000000"}).status_code == 200
    assert browser.post(f"/track/{case.reference}/code/", {"code": code})["Location"] == f"/track/{case.reference}/"
    story = browser.get(f"/track/{case.reference}/").content.decode()
    assert WORDS in story
    assert "The lamps are mended on Friday." in story

    assert len(provider.accepted) == 4, "one text for each step"
    for text in provider.texts_to(NUMBER):
        assert "lamps" not in text
        assert "poles" not in text
    assert not Notification.objects.exclude(state="sent").exists()


def test_a_texted_code_confirms_too_where_the_link_cannot_be_opened(cast: Cast, provider: Provider) -> None:
    case = cast.raised(contact=by_phone(NUMBER), is_public=False, at=timezone.now())
    deliver()
    browser = ask_for_a_code(case.reference)
    code = code_in(provider.texts_to(NUMBER)[1])
    browser.post(f"/track/{case.reference}/code/", {"code": code})
    page = browser.get(f"/track/{case.reference}/").content.decode()
    browser.post(re.search(r'action="(/track/confirm/[^"]+)"', page)[1])
    case.refresh_from_db()
    assert case.status == ConcernStatus.WAITING


@pytest.mark.parametrize("number", ["082 555 0199", "+27 83 555 0123"])
def test_nobody_elses_number_gets_a_code(cast: Cast, provider: Provider, number: str) -> None:
    case = cast.confirmed(contact=by_phone(NUMBER), is_public=False)
    Notification.objects.all().delete()
    ask_for_a_code(case.reference, number)
    assert provider.accepted == []


def test_an_address_and_a_number_are_two_ways_that_do_not_mix(cast: Cast, provider: Provider, mailoutbox: list) -> None:
    by_mail = cast.confirmed(is_public=False)
    Notification.objects.all().delete()
    ask_for_a_code(by_mail.reference)
    assert (provider.accepted, mailoutbox) == ([], [])


@pytest.mark.parametrize("typed", ["082 555 01", "021 555 0123", "+44 7911 123456", "not a number"])
def test_what_takes_no_text_is_refused_with_what_to_do(cast: Cast, typed: str) -> None:
    page = Client().post("/track/KH-7F3K-92Q8/contact/", {"contact": typed})
    assert page.status_code == 200
    assert page.context["form"].errors["contact"]


def test_without_a_provider_an_address_alone_is_asked_for(cast: Cast, settings: Any) -> None:
    settings.SMS_URL = ""
    page = Client().get("/track/KH-7F3K-92Q8/contact/").content.decode()
    assert "The e-mail address that you gave" in page
    assert "telephone number" not in page
    refused = Client().post("/track/KH-7F3K-92Q8/contact/", {"contact": TYPED} | notice_shown(TRACK))
    assert "like name@example.org" in refused.content.decode()
    assert Client().post("/track/KH-7F3K-92Q8/contact/", {"contact": EMAIL} | notice_shown(TRACK)).status_code == 302


def asked(case: Case, contact: Any, *, at: Any) -> Impossible | None:
    """Why a code was refused, after its request was used up by wrong tries."""
    from engagement.errors import NotPossibleError

    try:
        request = request_access(reference=case.reference, contact=contact, language="en", at=at)
    except NotPossibleError as refusal:
        return refusal.reason
    AccessRequest.objects.filter(pk=request.pk).update(attempts=99)
    return None


def test_fewer_codes_go_by_text_than_by_mail(cast: Cast) -> None:
    case = cast.confirmed(contact=by_phone(NUMBER))
    at, phone = NOW, by_phone(NUMBER)
    for _ in range(MOST_TEXTS_AN_HOUR):
        assert asked(case, phone, at=at) is None
    assert asked(case, phone, at=at) == Impossible.TOO_MANY_CODES
    assert asked(case, by_email(EMAIL), at=at) is None
    for number in range(MOST_TEXTS_A_DAY - MOST_TEXTS_AN_HOUR):
        at = NOW + timedelta(hours=1 + number)
        assert asked(case, phone, at=at) is None
    assert asked(case, phone, at=at + timedelta(hours=2)) == Impossible.TOO_MANY_TEXTS
    assert asked(case, by_phone("+27825550199"), at=at + timedelta(hours=2)) is None
    assert asked(case, phone, at=at + timedelta(days=1, hours=1)) is None


def test_one_network_asks_for_so_many_texts_and_no_more(cast: Cast) -> None:
    browser, shown = Client(), notice_shown(TRACK)
    for number in range(MOST_IN_TEN_MINUTES["texts"]):
        answer = browser.post("/track/KH-7F3K-92Q8/contact/", {"contact": f"082 555 0{number:03}"} | shown)
        assert answer.status_code == 302
    refused = browser.post("/track/KH-7F3K-92Q8/contact/", {"contact": TYPED} | notice_shown(TRACK))
    assert str(Impossible.TOO_MANY_HERE.label) in refused.content.decode()
    assert browser.post("/track/KH-7F3K-92Q8/contact/", {"contact": EMAIL} | notice_shown(TRACK)).status_code == 302


def test_a_family_that_shares_a_phone_is_not_one_person(cast: Cast) -> None:
    for name in ("Palesa", "Thabo"):
        cast.raised(contact=by_phone(NUMBER), name=name)
    assert Resident.objects.filter(channel=Channel.SMS).count() == 2


def test_the_page_after_sending_says_where_the_text_went_to_who_sent_it(cast: Cast) -> None:
    browser = Client()
    address = write(browser, cast.ward, contact=TYPED)["Location"]
    page = browser.get(address).content.decode()
    assert "One more step: confirm your number" in page
    assert "+27 82 555 0123" in page
    assert "We have sent you a text message." in page
    assert "555 0123" not in Client().get(address).content.decode(), "nobody else is told"
