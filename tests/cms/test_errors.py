"""Pages for when something is wrong: each says what happened, what to do, and leads on."""

import pytest
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from wagtail.models import Page, Site

from cms.views import errors
from engagement.rules.references import make_reference
from engagement.views.limits import MOST_IN_TEN_MINUTES
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


@pytest.mark.parametrize(
    ("path", "hint", "address"),
    [
        (
            "/KH-5555-555A/",
            "looks like a reference with a letter or a digit that is wrong",
            "/track/?reference=KH-5555-555A",
        ),
        ("/ward/ZZ001-003/", "looks like the code of a ward", "/wards/?q=ZZ001-003"),
    ],
)
def test_an_address_that_looks_like_something_leads_there(client: Client, path: str, hint: str, address: str) -> None:
    page = client.get(path).content.decode()
    assert hint in page
    assert f'href="{address}"' in page


def test_a_reference_in_the_wrong_place_can_be_followed(client: Client) -> None:
    reference = make_reference("KH")
    page = client.get(f"/case/{reference}/").content.decode()
    assert f"{reference} looks like a reference." in page
    assert f'href="/track/{reference}/"' in page


def test_a_page_that_does_not_exist_lets_people_find_their_ward(client: Client) -> None:
    page = client.get("/nowhere/").content.decode()
    assert '<form action="/wards/" method="get" role="search"' in page
    assert "looks like" not in page
    assert '<html lang="zu">' in client.get("/zu/nowhere/").content.decode()


def test_a_page_that_editors_took_down_is_gone_and_a_draft_was_never_there(client: Client) -> None:
    home = Site.objects.get(is_default_site=True).root_page
    page, draft = Page(title="Water off", slug="water-off"), Page(title="Draft", slug="draft", live=False)
    for new in (page, draft):
        home.add_child(instance=new)
    page.save_revision().publish()
    Page.objects.get(pk=page.pk).unpublish()
    answer = client.get("/water-off/")
    assert answer.status_code == 410
    assert "This page was taken down" in answer.content.decode()
    assert "Water off" not in answer.content.decode()
    assert client.get("/zu/water-off/").status_code == 410
    assert client.get("/draft/").status_code == 404
    assert client.get("/").status_code == 200


def test_a_form_sent_to_a_page_without_one_is_answered_in_words(client: Client) -> None:
    answer = client.post("/track/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "This page does not answer to that" in answer.content.decode()


def test_data_keeps_its_own_words_for_a_refusal(client: Client) -> None:
    assert client.get("/wards/find.json").headers["Content-Type"] == "application/json"


def test_what_is_too_large_says_so(client: Client, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post("/accounts/login/", {"login": "a" * 200})
    assert answer.status_code == 413
    assert "What you sent is too large" in answer.content.decode()


def test_whoever_tries_too_often_is_told_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "reference", 0)
    answer = client.get(f"/track/{make_reference('KH')}/")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "600"
    assert "Please wait ten minutes" in answer.content.decode()


@pytest.mark.parametrize("path", ["/nowhere/", "/zu/nowhere/", "/wards/ZZ001-099/"])
def test_no_page_for_an_error_sets_a_cookie(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert dict(answer.cookies) == {}
    assert "Cookie" not in answer.get("Vary", "")


def test_without_the_database_people_are_asked_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("connection refused: secret detail")

    client.raise_request_exception = False
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", refused)
    for path in ("/", "/wards/", "/nowhere/"):
        answer = client.get(path)
        assert (path, answer.status_code) == (path, 503)
        assert answer["Retry-After"] == "60"
        assert "We are away for a moment" in answer.content.decode()
        assert "tel:112" in answer.content.decode()
        assert "secret detail" not in answer.content.decode()
        assert dict(answer.cookies) == {}


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
    answer = errors.bad_request(request_of_nobody, BadRequest("secret detail"))
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
