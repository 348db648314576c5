"""Pages for when something is wrong: each says what happened, what to do, and leads on."""

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views import defaults

from cms.views import errors
from tests.engagement.cast import make_user
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_nobody() -> HttpRequest:
    return RequestFactory().get("/")


def test_a_page_that_does_not_exist_leads_to_what_people_look_for(client: Client) -> None:
    answer = client.get("/nowhere/")
    page = answer.content.decode()
    assert answer.status_code == 404
    for address in ("/wards/", "/track/", "/"):
        assert f'href="{address}"' in page


def test_a_page_of_somebody_elses_work_says_who_is_signed_in() -> None:
    user = make_user("resident")
    answer = browser_of(user).get("/councillor/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"You are signed in as {user.email}" in page
    assert '<a class="btn" href="/my/">My cases</a>' in page


def test_our_own_failure_needs_no_database_and_no_session(
    request_of_nobody: HttpRequest, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):
        answer = errors.server_error(request_of_nobody)
    assert answer.status_code == 500
    assert "tel:112" in answer.content.decode()
    assert 'href="/wards/"' in answer.content.decode()
    assert "nothing is counted twice" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_a_failure_shows_that_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("secret detail")

    client.raise_request_exception = False
    monkeypatch.setattr("cms.views.home.tasks", fail)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_when_even_the_menu_fails_a_plain_page_is_shown(
    request_of_nobody: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "navigation", lambda _request: 1 / 0)
    answer = errors.server_error(request_of_nobody)
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()


def test_what_cannot_be_read_is_answered_in_the_sites_own_words(request_of_nobody: HttpRequest) -> None:
    answer = defaults.bad_request(request_of_nobody, BadRequest("secret detail"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "We could not read what was sent" in page
    assert "secret detail" not in page


def test_a_form_without_its_cookie_says_what_to_do() -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/track/confirm/none/")
    assert answer.status_code == 403
    assert "The form was open for too long" in answer.content.decode()
    assert "allow cookies" in answer.content.decode()


def test_a_form_that_was_open_for_too_long_leads_back_to_itself() -> None:
    page = Client(enforce_csrf_checks=True).post("/track/confirm/none/").content.decode()
    assert '<a class="btn" href="/track/confirm/none/">Open the form again</a>' in page
