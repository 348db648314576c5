"""Whoever comes in isiZulu stays in isiZulu: pages behind forms, messages, and what others did in English meanwhile."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from engagement.enums import Outcome
from engagement.form_notices import TRACK
from engagement.models import AccessRequest, Case
from engagement.services.access import answer_access_requests
from engagement.services.answers import answer_concern
from engagement.services.moderation import publish_concern
from engagement.services.notifications import deliver_notifications
from tests.engagement.cast import EMAIL, NOW, Cast
from tests.engagement.shown import notice_shown
from tests.engagement.writing import write

pytestmark = pytest.mark.django_db

ZULU_SUBJECTS = {
    "sicela uqinisekise ikheli lakho le-imeyili",
    "ikheli lakho liqinisekisiwe",
    "manje sekusekhasini lewadi yakho",
    "kukhona impendulo yakho",
}


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def send(client: Client, cast: Cast, **answers: str) -> object:
    words = {
        "subject": "Izibani azikhanyi",
        "text": "Izigxobo eziyishumi nanye zimnyama kusukela ngesiphepho.",
    }
    return write(client, cast.ward, language="/zu", **words | answers)


def subjects_to(address: str) -> set[str]:
    return {message.subject.split(": ", 1)[1] for message in mail.outbox if message.to == [address]}


def test_a_form_with_errors_says_them_in_its_language_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    page = send(client, cast, contact="").content.decode()
    assert '<html lang="zu">' in page
    assert "Faka inombolo noma ikheli, ukuze impendulo ikufinyelele" in page
    assert "Izibani azikhanyi" in client.get(f"/zu/wards/{cast.ward.code}/raise/what/").content.decode()


def test_behind_the_form_the_pages_stay_in_its_language(client: Client, cast: Cast) -> None:
    answer = send(client, cast)
    assert answer.url.startswith(f"/zu/wards/{cast.ward.code}/")
    assert "Isinyathelo esisodwa esisele" in client.get(answer.url).content.decode()
    assert Case.objects.get().language == "zu"


def test_every_message_about_a_case_is_in_its_language_whoever_caused_it(client: Client, cast: Cast) -> None:
    send(client, cast)
    deliver_notifications(at=NOW)
    link = re.search(r"/zu/track/confirm/\S+", mail.outbox[0].body)[0]
    confirmed = client.post(link)
    assert confirmed.url.startswith("/zu/track/")
    case = Case.objects.get()
    with translation.override("en"):
        publish_concern(case=case, by=cast.moderator, at=NOW)
        facts = {"outcome": Outcome.ANSWERED, "is_public": True, "key": "a", "by": cast.councillor, "at": NOW}
        answer_concern(case=case, text="The lamps come on Friday.", **facts)
        deliver_notifications(at=NOW)
    assert subjects_to(EMAIL) == ZULU_SUBJECTS
    promise = next(message.body for message in mail.outbox if "liqinisekisiwe" in message.subject)
    assert re.search(r"kungakadluli lesi sikhathi: U\w+, \d+ \w+ \d{4}, \d\d:\d\d\.", promise)
    # Staff read their own: they did not choose the resident's language.
    assert "a resident waits for your answer" in subjects_to(cast.councillor.email)


def test_a_code_is_sent_in_the_language_of_the_page_that_asked(client: Client, cast: Cast) -> None:
    case = cast.confirmed()
    with translation.override("zu"):
        address = reverse("engagement:access", args=[case.reference])
        shown = notice_shown(TRACK)
    client.post(address, {"contact": EMAIL} | shown)
    assert AccessRequest.objects.get().language == "zu"
    answer_access_requests(at=NOW)
    deliver_notifications(at=NOW)
    assert "ikhodi yakho" in subjects_to(EMAIL)


def test_a_message_about_an_account_is_in_the_language_of_the_page(client: Client, cast: Cast) -> None:
    client.post("/zu/accounts/password/reset/", {"email": cast.councillor.email})
    deliver_notifications(at=NOW)
    (message,) = [message for message in mail.outbox if message.to == [cast.councillor.email]]
    assert message.subject == "Imbizo: khetha iphasiwedi entsha"
    assert "/zu/accounts/password/reset/key/" in message.body


def test_what_a_resident_wrote_says_its_language_on_a_page_in_another(client: Client, cast: Cast) -> None:
    case = cast.published(subject="Izibani azikhanyi", text="Kumnyama.", language="zu")
    for address in (f"/track/{case.reference}/", f"/wards/{cast.ward.code}/"):
        page = client.get(address).content.decode()
        assert '<html lang="en">' in page
        assert re.search(r'<(h1|a)[^>]* lang="zu">(<b>)?Izibani azikhanyi<', page)
        assert re.search(r'<p[^>]* lang="zu">Kumnyama\.</p>', page)


def test_the_language_of_a_resident_is_not_said_of_our_own_words(client: Client, cast: Cast) -> None:
    page = client.get(f"/zu/track/{cast.published().reference}/").content.decode()
    assert "<h2>Okwenzekile</h2>" in page
    assert re.search(r'<h1 lang="en">', page)
