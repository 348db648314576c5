"""An answer typed before the session ended is there after signing in again, and nobody else's."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.db import connection
from django.test import Client

from engagement.models import AnswerDraft, Case
from engagement.services.drafts import KEPT_FOR, author_token, forget_drafts
from tests.engagement.cast import NOW, Cast, make_councillor
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db

TYPED = "The lamps come on Friday, the contractor said so."


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def address(case: Case) -> str:
    return f"/councillor/cases/{case.reference}/"


def filled(page: str, **answers: str) -> dict[str, str]:
    """The form of a page, filled in."""
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("key", "author")}
    return hidden | {"text": TYPED, "outcome": "referred", "readers": "resident"} | answers


def assert_kept_and_not_sent(case: Case, page: str) -> None:
    assert "Your answer was kept, and is not sent yet." in page
    assert TYPED in page
    assert page.count(" checked") == 2
    assert not case.events.filter(kind="answered").exists()


def test_an_answer_sent_after_the_session_ended_is_kept_over_the_sign_in(cast: Cast) -> None:
    case = cast.published()
    form = filled(browser_of(cast.councillor).get(address(case)).content.decode())
    led = Client().post(address(case), form)["Location"]
    assert unquote(led) == f"/accounts/login/?next={address(case)}", "nothing typed may stand in an address"
    browser = browser_of(cast.councillor)
    page = browser.get(address(case)).content.decode()
    assert_kept_and_not_sent(case, page)
    browser.post(address(case), filled(page))
    assert case.events.filter(kind="answered").count() == 1
    assert "was kept" not in browser.get(address(case)).content.decode()
    assert not AnswerDraft.objects.exists()


def test_an_answer_sent_after_twelve_hours_is_kept_while_the_second_factor_is_proved(cast: Cast, now: object) -> None:
    case = cast.published()
    browser = browser_of(cast.councillor)
    form = filled(browser.get(address(case)).content.decode())
    now.move_to(NOW + timedelta(hours=12, minutes=1))
    assert browser.post(address(case), form).status_code == 302
    assert_kept_and_not_sent(case, browser_of(cast.councillor).get(address(case)).content.decode())


def test_an_answer_from_a_tab_older_than_the_sign_in_is_kept(cast: Cast) -> None:
    case = cast.published()
    form = filled(browser_of(cast.councillor).get(address(case)).content.decode())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser_of(cast.councillor).cookies
    assert strict.post(address(case), form)["Location"] == address(case)
    assert_kept_and_not_sent(case, strict.get(address(case)).content.decode())


def test_what_one_person_typed_is_shown_to_nobody_else(cast: Cast) -> None:
    case = cast.published()
    form = filled(browser_of(cast.councillor).get(address(case)).content.decode())
    Client().post(address(case), form)
    cast.ward.terms.all().delete()
    successor = make_councillor(cast.ward, "Farai Moyo")
    page = browser_of(successor).get(address(case)).content.decode()
    assert "<textarea" in page
    assert TYPED not in page
    assert AnswerDraft.objects.get().user == cast.councillor


@pytest.mark.parametrize("token", ["", "1:invented:token"])
def test_nobody_puts_words_into_anothers_form(cast: Cast, token: str) -> None:
    case = cast.published()
    form = filled(browser_of(cast.councillor).get(address(case)).content.decode())
    Client().post(address(case), form | {"author": token})
    assert not AnswerDraft.objects.exists()
    Client().post(address(case), form)
    assert AnswerDraft.objects.exists()


def test_a_draft_lies_encrypted(cast: Cast) -> None:
    case = cast.published()
    Client().post(
        address(case), {"author": author_token(case=case, author=cast.councillor), "text": TYPED, "outcome": "odd"}
    )
    draft = AnswerDraft.objects.get()
    assert (draft.text, draft.outcome) == (TYPED, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM engagement_answerdraft")
        assert TYPED not in cursor.fetchone()[0]


def test_a_draft_is_forgotten_after_seven_days(cast: Cast) -> None:
    case = cast.published()
    Client().post(address(case), {"author": author_token(case=case, author=cast.councillor), "text": TYPED})
    assert forget_drafts(at=NOW + KEPT_FOR) == 0
    assert forget_drafts(at=NOW + KEPT_FOR + timedelta(seconds=1)) == 1
