"""A crawl with planted names and addresses: they show nowhere but to the person themselves."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from engagement.enums import Outcome
from engagement.form_notices import TRACK
from engagement.models import AccessRequest, Case
from engagement.services.access import answer_access_requests
from engagement.services.answers import answer_concern
from engagement.services.concerns import confirm_contact
from engagement.services.notifications import deliver_notifications
from tests.engagement.cast import NOW, Cast
from tests.engagement.sessions import browser_of
from tests.engagement.shown import notice_shown
from tests.engagement.writing import write

pytestmark = pytest.mark.django_db

PLANTED_EMAIL = "planted.address@example.org"
PLANTED_NAME = "Planted Fullname"
PRIVATE_TEXT = "Planted private words"
PRIVATE_ANSWER = "Planted private answer"


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cases(cast: Cast) -> dict[str, Case]:
    """A public case with a private answer, and a private one, by the same person."""
    person = {"email": PLANTED_EMAIL, "name": PLANTED_NAME}
    public = cast.published(**person)
    private = cast.confirmed(**person, text=PRIVATE_TEXT, is_public=False)
    for number, case in enumerate((public, private)):
        answer_concern(
            case=case,
            text=PRIVATE_ANSWER,
            outcome=Outcome.REFERRED,
            is_public=False,
            key=str(number),
            by=cast.councillor,
            at=NOW + timedelta(minutes=1),
        )
    return {"public": public, "private": private}


def crawl(browser: Client, *starts: str) -> dict[str, str]:
    """Every page of ours that can be reached by links from somewhere."""
    seen: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = browser.get(path, follow=True)
        seen[path] = answer.getvalue().decode()
        links = re.findall(r'href="(/(?:track|wards|answers|councillor|my|admin/moderation)[^"#?]*)', seen[path])
        waiting += [link for link in links if link not in seen]
    return seen


def starts(cast: Cast, cases: dict[str, Case]) -> list[str]:
    return [
        f"/wards/{cast.ward.code}/",
        f"/wards/{cast.ward.code}/raise/",
        "/track/",
        *(f"/track/{case.reference}/" for case in cases.values()),
    ]


def test_the_public_finds_neither_people_nor_private_words(cast: Cast, cases: dict[str, Case]) -> None:
    pages = crawl(Client(), *starts(cast, cases))
    assert len(pages) >= 6
    everything = "\n".join(pages.values())
    assert cases["public"].concern.subject in everything, "there must be something to leak from"
    assert cases["public"].reference in pages[f"/answers/in/{cast.municipality.key}/concerns.csv"]
    assert cases["private"].reference not in pages[f"/answers/in/{cast.municipality.key}/concerns.csv"]
    for planted in (PLANTED_EMAIL, PLANTED_NAME, PRIVATE_TEXT, PRIVATE_ANSWER):
        assert planted not in everything


def test_councillors_and_staff_find_words_and_no_people(cast: Cast, cases: dict[str, Case]) -> None:
    pages = crawl(browser_of(cast.councillor), "/councillor/", *starts(cast, cases))
    everything = "\n".join(pages.values())
    assert PRIVATE_TEXT in everything
    pages = crawl(browser_of(cast.moderator), "/admin/moderation/", *starts(cast, cases))
    everything += "\n".join(pages.values())
    for planted in (PLANTED_EMAIL, PLANTED_NAME):
        assert planted not in everything


def test_neither_logs_nor_subjects_nor_errors_carry_people_or_words(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    browser = Client()
    with caplog.at_level(logging.DEBUG):
        words = {"subject": "Planted subject", "text": PRIVATE_TEXT, "readers": "councillor"}
        write(browser, cast.ward, contact=PLANTED_EMAIL, name=PLANTED_NAME, **words)
        case = confirm_contact(case=Case.objects.get(), at=NOW)
        browser.post(f"/track/{case.reference}/contact/", {"contact": PLANTED_EMAIL} | notice_shown(TRACK))
        answer_access_requests(at=NOW)
        deliver_notifications(at=NOW)
        logging.getLogger("engagement").info("%r %r %r", case, case.resident, AccessRequest.objects.get())
    said = "\n".join(
        [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
        + [message.subject for message in mail.outbox]
    )
    assert case.reference in said
    assert len(mail.outbox) >= 3
    code = AccessRequest.objects.get().code
    for planted in (PLANTED_EMAIL, PLANTED_NAME, PRIVATE_TEXT, "Planted subject", code):
        assert planted not in said
